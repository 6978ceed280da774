"""Everything that changes rounds and sheets in more than one row."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Assessment, Rating, Round
from roles.models import CatalogueVersion, Team


class Frozen(Exception):
    """The sheet was submitted or its round closed; nothing was saved."""


@dataclass(frozen=True)
class Conflict:
    """Two people answered one skill differently; ``theirs`` is what the other one stored.

    ``value`` and ``comment`` are what the page goes on with: mine where we differ, else what is
    stored now.
    """

    theirs: Rating | None
    value: str
    comment: str


def _next_code(team):
    numbers = [
        int(code[1:])
        for code in team.rounds.values_list("code", flat=True)
        if re.fullmatch(r"[Rr][0-9]{1,9}", code)
    ]
    return f"R{max(numbers, default=0) + 1}"


@transaction.atomic
def create_round(*, form, sheets):
    """Save a valid RoundForm as a new round with its sheets, pairs of a member and a skill set."""
    round_ = form.instance
    Team.objects.select_for_update().get(pk=round_.team_id)
    round_.code = _next_code(round_.team)
    round_.catalogue_version = CatalogueVersion.objects.latest()
    form.save()
    Assessment.objects.bulk_create(
        Assessment(round=round_, member=member, section=section) for member, section in sheets
    )
    return round_


@transaction.atomic
def save_answers(*, assessment, whose, answers, by, at=None):
    """Write the answers that were changed, each its own row, and return the conflicts by code.

    ``answers`` maps a Skill to Entered. What somebody else changed meanwhile stays; where both
    changed one answer differently, the stored one stays and the conflict is returned. Raises
    Frozen when the sheet was submitted or the round closed.
    """
    at = at or timezone.now()
    _lock_open_sheet(assessment)
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


def _lock_open_sheet(assessment):
    """Lets closing and saving wait for each other: whoever comes second sees what happened."""
    open_round = Round.objects.select_for_update().filter(pk=assessment.round_id, closed=None)
    draft = Assessment.objects.filter(pk=assessment.pk, state=Assessment.State.DRAFT)
    if open_round.first() is None or not draft.exists():
        raise Frozen


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
            update_fields=["level", "not_applicable", "comment", "rated_by", "rated_at"],
        )
    if emptied:
        Rating.objects.filter(pk__in=emptied).delete()


@transaction.atomic
def submit_sheet(*, assessment, by):
    """Hand a sheet in. False when nothing is answered yet, or somebody was quicker."""
    if not Assessment.objects.with_progress().get(pk=assessment.pk).answered:
        return False
    return assessment.submit(by=by)


@transaction.atomic
def remove_sheet(*, assessment, by):
    """Take a sheet without any answer out of its round. False when somebody wrote in it."""
    Round.objects.select_for_update().get(pk=assessment.round_id)
    if not assessment.round.can_be_edited_by(by):
        return False
    empty = Assessment.objects.filter(
        pk=assessment.pk, ratings=None, state=Assessment.State.DRAFT, round__closed=None
    )
    return bool(empty.count() and assessment.delete())


@transaction.atomic
def close_round(*, round, by, today=None):
    """Freeze a round; drafts with answers are handed in as they stand, empty ones do not count.

    Happens once: False when somebody else had closed it, or when it opens only later.
    """
    today = today or timezone.localdate()
    open_round = Round.objects.filter(pk=round.pk, closed=None, opened__lte=today)
    if not open_round.update(closed=today, version=F("version") + 1):
        return False
    answered = Assessment.objects.filter(round=round, state=Assessment.State.DRAFT)
    answered = answered.with_progress().filter(answered__gt=0).values_list("pk", flat=True)
    Assessment.objects.filter(pk__in=list(answered)).update(
        state=Assessment.State.SUBMITTED, submitted_at=timezone.now(), submitted_by=by
    )
    round.closed = today
    return True
