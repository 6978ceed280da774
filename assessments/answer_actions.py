"""Writing the answers of a sheet, each its own row, beside others who write in it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from assessments.actions import Frozen, drafts, lock_open_round
from assessments.merging import Entry, parts_text, read_parts
from assessments.models import Rating, SubRating
from roles.models import SubSkill

# Whoever answers anew no longer confirms what an earlier round said.
ANEW = ("confirmed_from",)


@dataclass(frozen=True)
class Conflict:
    """Two people answered one skill differently; ``theirs`` is what the other one stored.

    ``mine`` is what the page goes on with: what I entered where we differ, else what is stored.
    ``stored`` is what is stored now, what only I had changed among it.
    """

    theirs: Rating | None
    stored: Entry
    mine: Entry


@dataclass(frozen=True)
class Outcome:
    """What stands of one skill after saving, and what stood in the way."""

    after: Entry
    conflict: Conflict | None


def save_answers(*, assessment, whose, answers, by, at=None):
    """Like write_answers; returns the conflicts alone, by skill code."""
    return conflicts_of(
        write_answers(assessment=assessment, whose=whose, answers=answers, by=by, at=at)
    )


def conflicts_of(outcomes):
    """The conflicts among outcomes, by skill code."""
    return {skill.code: one.conflict for skill, one in outcomes.items() if one.conflict}


@transaction.atomic
def write_answers(*, assessment, whose, answers, by, at=None):
    """Write the answers that were changed, each its own row, and return Outcome by skill.

    ``answers`` maps a Skill to Entered. What somebody else changed meanwhile stays; where both
    changed one answer differently, the stored one stays and the conflict is returned. Raises
    Frozen when the sheet was submitted or the round closed.
    """
    at = at or timezone.now()
    if lock_open_round(assessment.round_id) is None:
        raise Frozen
    stored = _stored(assessment, whose, answers)
    parts = _stored_parts(assessment, whose, answers)
    outcomes, written, emptied = {}, [], []
    for skill, entered in answers.items():
        rating = stored.get(skill.pk)
        before = entry_of(rating, _rated(parts.get(skill.pk, {})))
        merged = entered.against(*before)
        after = Entry(*(field.value for field in merged))
        outcomes[skill] = Outcome(after, _conflict(entered, merged, after, rating))
        if after[:3] == before[:3]:
            continue
        if not any(after[:3]):
            emptied.append(rating.pk)
        else:
            written.append(_rating(assessment, skill, whose, after, by, at))
    _write(written, emptied)
    _write_parts(assessment, whose, parts, outcomes)
    return outcomes


def entry_of(rating, parts=""):
    """A stored rating, or none, as merging compares it."""
    if rating is None:
        return Entry(parts=parts)
    return Entry(rating.answer, rating.comment, rating.evidence, parts)


def _stored(assessment, whose, answers):
    """The ratings of these skills, by skill; the one query also asks whether it is a draft still.

    An empty list would make Django skip the query, and the question with it.
    """
    own = Q(ratings__whose=whose, ratings__skill__in=[skill.pk for skill in answers] or [0])
    rows = drafts(assessment).annotate(found=FilteredRelation("ratings", condition=own))
    rows = list(rows.select_related("found"))
    if not rows:
        raise Frozen
    found = [row.found for row in rows if getattr(row, "found", None)]
    return {rating.skill_id: rating for rating in found}


def _stored_parts(assessment, whose, answers):
    """Level (or None) of every sub-skill, by skill; only for skills whose parts were touched."""
    touched = [skill.pk for skill, entered in answers.items() if entered.touches_parts]
    if not touched:
        return {}
    own = Q(ratings__assessment=assessment, ratings__whose=whose)
    rows = SubSkill.objects.filter(skill__in=touched)
    rows = rows.annotate(rating=FilteredRelation("ratings", condition=own))
    parts = {pk: {} for pk in touched}
    for pk, key, level in rows.values_list("skill", "pk", "rating__level"):
        parts[pk][key] = level
    return parts


def _rated(levels):
    return parts_text({key: level for key, level in levels.items() if level is not None})


def _conflict(entered, merged, after, rating):
    """None when nobody else changed the same."""
    if not any(field.conflict for field in merged):
        return None
    mine = (entered.value, entered.comment, entered.evidence, entered.parts)
    kept = (own if field.conflict else field.value for own, field in zip(mine, merged, strict=True))
    return Conflict(theirs=rating, stored=after, mine=Entry(*kept))


def _rating(assessment, skill, whose, entry, by, at):
    return Rating(
        assessment=assessment,
        skill=skill,
        whose=whose,
        level=int(entry.value) if entry.value.isdigit() else None,
        not_applicable=entry.value == "na",
        comment=entry.comment,
        evidence=entry.evidence,
        rated_by=by,
        rated_at=at,
    )


def _write(ratings, emptied):
    if ratings:
        Rating.objects.bulk_create(
            ratings,
            update_conflicts=True,
            unique_fields=["assessment", "skill", "whose"],
            update_fields=[
                "level",
                "not_applicable",
                "comment",
                "evidence",
                "rated_by",
                "rated_at",
                *ANEW,
            ],
        )
    if emptied:
        Rating.objects.filter(pk__in=emptied).delete()


def _write_parts(assessment, whose, before, outcomes):
    """Store the levels of sub-skills; keys that do not belong to their skill are passed over."""
    written, gone = [], []
    for skill, outcome in outcomes.items():
        after = read_parts(outcome.after.parts)
        for key, level in before.get(skill.pk, {}).items():
            if key in after and after[key] != level:
                row = {"assessment": assessment, "sub_skill_id": key, "whose": whose}
                written.append(SubRating(**row, level=after[key]))
            elif key not in after and level is not None:
                gone.append(key)
    if written:
        SubRating.objects.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=["assessment", "sub_skill", "whose"],
            update_fields=["level"],
        )
    if gone:
        SubRating.objects.filter(assessment=assessment, whose=whose, sub_skill__in=gone).delete()
