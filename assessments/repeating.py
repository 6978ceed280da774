"""A follow-up round: what counted in its reference round, and confirming that it still holds.

Nothing of it is copied beforehand. A level of the reference round counts in the new one only once
somebody has confirmed it, and then as that person's own answer.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assessments.answer_actions import entry_of, write_answers
from assessments.merging import Entered, seen_mark
from assessments.models import Assessment, Rating
from assessments.results import SkillAnswer, read_sheet
from roles.models import Skill, SkillCrosswalk


@dataclass(frozen=True)
class Earlier:
    """One skill of today's sheet beside what counted for it in the reference round.

    ``now`` is this person's answer; an empty, unsaved one when there is none.
    """

    skill: Skill
    before: SkillAnswer
    now: Rating

    @property
    def waits(self):
        """Whether this person has not answered it yet."""
        return not self.now.answer


def reference_sheet(assessment, reader=None):
    """The counted sheet of the same member and role in the reference round; None without one.

    An assessor of this round reads it only where ``reader`` may see that sheet too; the member,
    who came by link and has no account, always may.
    """
    sheets = Assessment.objects.counted()
    sheets = sheets.visible_to(reader) if reader else sheets
    return (
        sheets.select_related("round")
        .filter(
            round=assessment.round.reference_id,
            member=assessment.member_id,
            section=assessment.section_id,
        )
        .first()
    )


def answers_before(assessment, skills, reader=None) -> dict[int, SkillAnswer]:
    """What counted for these skills in the reference round, by their keys. Four queries.

    A skill that was renamed since is the same skill; one that was split or merged is not, and has
    to be answered anew (the crosswalk of the catalogue).
    """
    reference = assessment.round.reference_id and reference_sheet(assessment, reader)
    if not reference:
        return {}
    before = {answer.skill.code: answer for answer in read_sheet(reference) if answer.whose}
    renamed = SkillCrosswalk.objects.earlier_skills()
    found = {}
    for skill in skills:
        codes = [skill.code, *(old.code for old in renamed.get(skill.code, []) if old.exact)]
        answer = next((before[code] for code in codes if code in before), None)
        if answer:
            found[skill.pk] = answer
    return found


def earlier_answers(assessment, whose, reader=None) -> list[Earlier]:
    """The skills that were answered in the reference round, in catalogue order. Six queries."""
    skills = Skill.every.asked_by(assessment.round.team_id, assessment.section_id)
    before = answers_before(assessment, skills, reader)
    own = Rating.objects.filter(assessment=assessment, whose=whose)
    now = {rating.skill_id: rating for rating in own}
    return [
        Earlier(skill, before[skill.pk], now.get(skill.pk) or Rating())
        for skill in skills
        if skill.pk in before
    ]


@transaction.atomic
def confirm_unchanged(*, assessment, whose, by, codes=None):
    """Answer the waiting skills (those with the codes, else all) as in the reference round.

    Returns how many. What is answered already stays, also by somebody who is quicker. A skill that
    another of the member's roles shares is confirmed in both sheets. Raises Frozen when the sheet
    was handed in or the round closed.
    """
    waiting = [
        one
        for one in earlier_answers(assessment, whose, by)
        if one.waits and (codes is None or one.skill.code in codes)
    ]
    at = timezone.now()
    outcomes = write_answers(
        assessment=assessment,
        whose=whose,
        answers={one.skill: _entered(one) for one in waiting},
        by=by,
        at=at,
    )
    confirmed = [skill.pk for skill, one in outcomes.items() if not one.conflict]
    rows = Rating.objects.filter(
        assessment__round=assessment.round_id, assessment__member=assessment.member_id
    )
    rows.filter(whose=whose, skill__in=confirmed, rated_at=at).update(
        confirmed_from=assessment.round.reference_id
    )
    return len(confirmed)


def _entered(one):
    """The earlier level as if chosen on a page that had seen what stands; words stay."""
    level = "na" if one.before.not_applicable else str(one.before.level)
    return Entered(level, None, seen_mark(*entry_of(one.now)))
