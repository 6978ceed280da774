"""Writing the answers of a sheet, each its own row, beside others who write in it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assessments.actions import Frozen, drafts, lock_open_round
from assessments.models import Rating

# Whoever answers anew no longer confirms what an earlier round said.
ANEW = ("confirmed_from",)


@dataclass(frozen=True)
class Conflict:
    """Two people answered one skill differently; ``theirs`` is what the other one stored.

    ``value`` and ``comment`` are what the page goes on with: mine where we differ, else what is
    stored now.
    """

    theirs: Rating | None
    value: str
    comment: str


@transaction.atomic
def save_answers(*, assessment, whose, answers, by, at=None):
    """Write the answers that were changed, each its own row, and return the conflicts by code.

    ``answers`` maps a Skill to Entered. What somebody else changed meanwhile stays; where both
    changed one answer differently, the stored one stays and the conflict is returned. Raises
    Frozen when the sheet was submitted or the round closed.
    """
    at = at or timezone.now()
    if lock_open_round(assessment.round_id) is None or not drafts(assessment).exists():
        raise Frozen
    stored = {
        rating.skill_id: rating
        for rating in Rating.objects.filter(assessment=assessment, whose=whose)
    }
    conflicts, written, emptied = {}, [], []
    for skill, entered in answers.items():
        rating = stored.get(skill.pk)
        before = (rating.answer, rating.comment) if rating else ("", "")
        value, comment = entered.against(*before)
        if value.conflict or comment.conflict:
            conflicts[skill.code] = _conflict(entered, value, comment, rating)
        after = (value.value, comment.value)
        if after == before:
            continue
        if after == ("", ""):
            emptied.append(rating.pk)
        else:
            written.append(_rating(assessment, skill, whose, after, by, at))
    _write(written, emptied)
    return conflicts


def _conflict(entered, value, comment, rating):
    return Conflict(
        theirs=rating,
        value=entered.value if value.conflict else value.value,
        comment=entered.comment if comment.conflict else comment.value,
    )


def _rating(assessment, skill, whose, answer, by, at):
    value, comment = answer
    return Rating(
        assessment=assessment,
        skill=skill,
        whose=whose,
        level=int(value) if value.isdigit() else None,
        not_applicable=value == "na",
        comment=comment,
        rated_by=by,
        rated_at=at,
    )


def _write(ratings, emptied):
    if ratings:
        Rating.objects.bulk_create(
            ratings,
            update_conflicts=True,
            unique_fields=["assessment", "skill", "whose"],
            update_fields=["level", "not_applicable", "comment", "rated_by", "rated_at", *ANEW],
        )
    if emptied:
        Rating.objects.filter(pk__in=emptied).delete()
