"""Writing the answers of a sheet, each its own row, beside others who write in it."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from assessments.actions import Frozen, drafts, lock_open_round
from assessments.models import Assessment, Rating

WRITTEN = (
    "level",
    "not_applicable",
    "comment",
    "rated_by",
    "rated_at",
    "source",
    "source_file",
    "source_row",
    "source_date",
)


@dataclass(frozen=True)
class Conflict:
    """Two people answered one skill differently; ``theirs`` is what the other one stored.

    ``value`` and ``comment`` are what the page goes on with: mine where we differ, else what is
    stored now.
    """

    theirs: Rating | None
    value: str
    comment: str


@dataclass(frozen=True)
class Origin:
    """Where answers come from: the page of the sheet, a personal link, or a row of a file."""

    source: str
    file: str = ""
    row: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class SheetAnswers:
    """What one person answers in one sheet: `answers` maps a Skill to Entered.

    `origins` says by Skill where an answer came from, where that is not the page it was typed on.
    """

    assessment: Assessment
    whose: str
    answers: dict
    origins: dict = field(default_factory=dict)


@transaction.atomic
def save_answers(*, assessment, whose, answers, by, at=None):
    """Write the answers that were changed, each its own row, and return the conflicts by code.

    ``answers`` maps a Skill to Entered. What somebody else changed meanwhile stays; where both
    changed one answer differently, the stored one stays and the conflict is returned. Raises
    Frozen when the sheet was submitted or the round closed.
    """
    sheet = SheetAnswers(assessment, whose, answers)
    conflicts = save_sheets(round_pk=assessment.round_id, sheets=[sheet], by=by, at=at)
    return {code: conflict for (_sheet, code), conflict in conflicts.items()}


@transaction.atomic
def save_sheets(*, round_pk, sheets, by, at=None):
    """The same for several SheetAnswers of one round; conflicts by sheet's key and code.

    One lock, one reading and one writing, however many sheets there are.
    """
    at = at or timezone.now()
    keys = {sheet.assessment.pk for sheet in sheets}
    if lock_open_round(round_pk) is None or drafts(*keys).count() < len(keys):
        raise Frozen
    changes = _Changes(by, at)
    stored = {
        (rating.assessment_id, rating.whose, rating.skill_id): rating
        for rating in Rating.objects.filter(assessment__in=keys)
    }
    for sheet in sheets:
        for skill, entered in sheet.answers.items():
            rating = stored.get((sheet.assessment.pk, sheet.whose, skill.pk))
            changes.take(sheet, skill, entered, rating)
    _write(changes.written, changes.emptied)
    return changes.conflicts


class _Changes:
    """What comes out of answers beside those that are stored."""

    def __init__(self, by, at):
        self.by, self.at = by, at
        self.usual = Origin(Rating.Source.PAGE if by else Rating.Source.LINK)
        self.conflicts, self.written, self.emptied = {}, [], []

    def take(self, sheet, skill, entered, rating):
        before = (rating.answer, rating.comment) if rating else ("", "")
        value, comment = entered.against(*before)
        if value.conflict or comment.conflict:
            conflict = _conflict(entered, value, comment, rating)
            self.conflicts[sheet.assessment.pk, skill.code] = conflict
        after = (value.value, comment.value)
        if after == before:
            return
        if after == ("", ""):
            self.emptied.append(rating.pk)
        else:
            origin = sheet.origins.get(skill, self.usual)
            self.written.append(_rating(sheet, skill, after, origin, self.by, self.at))


def _conflict(entered, value, comment, rating):
    return Conflict(
        theirs=rating,
        value=entered.value if value.conflict else value.value,
        comment=entered.comment if comment.conflict else comment.value,
    )


def _rating(sheet, skill, answer, origin, by, at):
    value, comment = answer
    return Rating(
        assessment=sheet.assessment,
        skill=skill,
        whose=sheet.whose,
        level=int(value) if value.isdigit() else None,
        not_applicable=value == "na",
        comment=comment,
        rated_by=by,
        rated_at=at,
        source=origin.source,
        source_file=origin.file,
        source_row=origin.row,
        source_date=origin.day,
    )


def _write(ratings, emptied):
    if ratings:
        Rating.objects.bulk_create(
            ratings,
            update_conflicts=True,
            unique_fields=["assessment", "skill", "whose"],
            update_fields=WRITTEN,
        )
    if emptied:
        Rating.objects.filter(pk__in=emptied).delete()
