"""A follow-up round: what counted in its reference round, and confirming that it still holds.

Nothing of it is copied beforehand. A level of the reference round counts in the new one only once
somebody has confirmed it, and then as that person's own answer.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assessments.actions import Frozen, drafts, lock_open_round
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


def reference_sheet(assessment):
    """The counted sheet of the same member and role in the reference round; None without one."""
    sheets = Assessment.objects.counted().select_related("round")
    return sheets.filter(
        round=assessment.round.reference_id,
        member=assessment.member_id,
        section=assessment.section_id,
    ).first()


def earlier_answers(assessment, whose) -> list[Earlier]:
    """The skills that were answered in the reference round, in catalogue order. Six queries.

    A skill that was renamed since is the same skill; one that was split or merged is not, and has
    to be answered anew (the crosswalk of the catalogue).
    """
    reference = reference_sheet(assessment)
    if reference is None:
        return []
    before = {answer.skill.code: answer for answer in read_sheet(reference) if answer.whose}
    renamed = SkillCrosswalk.objects.earlier_skills()
    own = Rating.objects.filter(assessment=assessment, whose=whose)
    now = {rating.skill_id: rating for rating in own}
    found = []
    for skill in Skill.every.asked_by(assessment.round.team_id, assessment.section_id):
        codes = [skill.code, *(old.code for old in renamed.get(skill.code, []) if old.exact)]
        answer = next((before[code] for code in codes if code in before), None)
        if answer:
            found.append(Earlier(skill, answer, now.get(skill.pk) or Rating()))
    return found


@transaction.atomic
def confirm_unchanged(*, assessment, whose, by, codes=None):
    """Answer the waiting skills (those with the codes, else all) as in the reference round.

    Returns how many. What is answered already stays. Raises Frozen when the sheet was handed in
    or the round closed.
    """
    if lock_open_round(assessment.round_id) is None or not drafts(assessment.pk).exists():
        raise Frozen
    waiting = [
        one
        for one in earlier_answers(assessment, whose)
        if one.waits and (codes is None or one.skill.code in codes)
    ]
    Rating.objects.bulk_create(
        [_confirmed(one, assessment, whose, by) for one in waiting],
        update_conflicts=True,
        unique_fields=["assessment", "skill", "whose"],
        update_fields=["level", "not_applicable", "confirmed_from", "rated_by", "rated_at"],
    )
    return len(waiting)


def _confirmed(one, assessment, whose, by):
    return Rating(
        assessment=assessment,
        skill=one.skill,
        whose=whose,
        level=one.before.level,
        not_applicable=one.before.not_applicable,
        confirmed_from_id=assessment.round.reference_id,
        rated_by=by,
        rated_at=timezone.now(),
    )
