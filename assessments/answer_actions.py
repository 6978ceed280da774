"""Writing the answers of a sheet, each its own row, beside others who write in it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from assessments.actions import Frozen, drafts, lock_open_round
from assessments.merging import Entry, parts_text, read_parts
from assessments.models import WRITABLE, Assessment, Rating, SubRating
from assessments.shared import sheets_that_share
from roles.models import SubSkill

WRITTEN = (
    "level",
    "not_applicable",
    "comment",
    "evidence",
    "rated_by",
    "rated_at",
    "source",
    "source_file",
    "source_row",
    "source_date",
    # Whoever answers anew no longer confirms what an earlier round said.
    "confirmed_from",
)


@dataclass(frozen=True)
class Origin:
    """Where an answer comes from: the page of the sheet, a personal link, or a row of a file."""

    source: str
    file: str = ""
    row: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class SheetAnswers:
    """What one person answers in one sheet: `answers` maps a Skill to Entered, `origins` says by
    Skill where an answer comes from."""

    assessment: Assessment
    whose: str
    answers: dict
    origins: dict = field(default_factory=dict)


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
    """What stood and what stands of one skill after saving, and what was in the way."""

    before: Entry
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
    changed one answer differently, the stored one stays and the conflict is returned. A skill that
    stands in another draft of the member in this round is written there too. Raises Frozen when
    the sheet was submitted or the round closed.
    """
    at = at or timezone.now()
    if lock_open_round(assessment.round_id) is None:
        raise Frozen
    sheets = _drafts_with_ratings(assessment, whose, answers)
    parts = _stored_parts(assessment, whose, answers)
    outcomes = {}
    for skill, entered in answers.items():
        rating = sheets[assessment].get(skill.pk)
        before = entry_of(rating, _rated(parts.get(skill.pk, {})))
        merged = entered.against(*before)
        after = Entry(*(field.value for field in merged))
        outcomes[skill] = Outcome(before, after, _conflict(entered, merged, after, rating))
    changed = {skill: one.after for skill, one in outcomes.items() if one.after != one.before}
    shared = sheets_that_share(list(sheets), changed)
    origin = Origin(Rating.Source.PAGE if by else Rating.Source.LINK)
    _write(*_rows(sheets, shared, changed, (whose, by, at, origin)))
    _write_parts(sheets, shared, changed, whose, parts)
    return outcomes


@transaction.atomic
def save_sheets(*, round_pk, sheets, by, at=None):
    """Write several SheetAnswers of one round; False when somebody changed the same meanwhile.

    One lock, one reading and one writing, however many sheets; sub-skills are not touched. All or
    nothing: raises Frozen when a sheet was submitted or the round closed.
    """
    at = at or timezone.now()
    keys = {sheet.assessment.pk for sheet in sheets}
    if lock_open_round(round_pk) is None or drafts(*keys).count() < len(keys):
        raise Frozen
    stored = {
        (rating.assessment_id, rating.whose, rating.skill_id): rating
        for rating in Rating.objects.filter(assessment__in=keys)
    }
    written, emptied = [], []
    for sheet in sheets:
        for skill, entered in sheet.answers.items():
            rating = stored.get((sheet.assessment.pk, sheet.whose, skill.pk))
            before = entry_of(rating)
            merged = entered.against(*before)
            if any(one.conflict for one in merged):
                return False
            after = Entry(*(one.value for one in merged))
            if not any(after[:3]) and rating:
                emptied.append(rating.pk)
            elif after != before:
                origin = sheet.origins[skill]
                written.append(_rating(sheet.assessment, skill, after, sheet.whose, by, at, origin))
    _write(written, emptied)
    return True


def entry_of(rating, parts=""):
    """A stored rating, or none, as merging compares it."""
    if rating is None:
        return Entry(parts=parts)
    return Entry(rating.answer, rating.comment, rating.evidence, parts)


def _drafts_with_ratings(assessment, whose, answers):
    """The drafts of this member in the round, each with its ratings of these skills by key.

    One query, which also asks whether the sheet is a draft still. An empty list would make Django
    skip it, and the question with it.
    """
    own = Q(ratings__whose=whose, ratings__skill__in=[skill.pk for skill in answers] or [0])
    rows = Assessment.objects.filter(
        round=assessment.round_id, member=assessment.member_id, state__in=WRITABLE
    )
    rows = rows.annotate(found=FilteredRelation("ratings", condition=own)).select_related("found")
    sheets = defaultdict(dict)
    for row in rows:
        rating = getattr(row, "found", None)
        sheets[row] |= {rating.skill_id: rating} if rating else {}
    if assessment not in sheets:
        raise Frozen
    return sheets


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


def _rows(sheets, shared, changed, said):
    """What to write and what to take away: the changed ratings in every sheet where they count."""
    written, emptied = [], []
    for sheet, ratings in sheets.items():
        for skill, after in _counted(sheet, sheets, shared, changed):
            rating = ratings.get(skill.pk)
            if entry_of(rating)[:3] == after[:3]:
                continue
            if any(after[:3]):
                written.append(_rating(sheet, skill, after, *said))
            else:
                emptied.append(rating.pk)
    return written, emptied


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


def _counted(sheet, sheets, shared, changed):
    """The changed entries that count in a sheet."""
    if len(sheets) == 1:
        return changed.items()
    return [pair for pair in changed.items() if sheet.pk in shared[pair[0].pk]]


def _rating(sheet, skill, entry, whose, by, at, origin):
    return Rating(
        assessment=sheet,
        skill=skill,
        whose=whose,
        level=int(entry.value) if entry.value.isdigit() else None,
        not_applicable=entry.value == "na",
        comment=entry.comment,
        evidence=entry.evidence,
        rated_by=by,
        rated_at=at,
        source=origin.source,
        source_file=origin.file,
        source_row=origin.row,
        source_date=origin.day,
    )


def _write_parts(sheets, shared, changed, whose, before):
    """Store the levels of sub-skills; keys that do not belong to their skill are passed over."""
    written, gone = [], []
    for sheet in sheets:
        for skill, entry in _counted(sheet, sheets, shared, changed):
            after = read_parts(entry.parts)
            for key, level in before.get(skill.pk, {}).items():
                row = {"assessment": sheet, "sub_skill_id": key, "whose": whose}
                if key in after and after[key] != level:
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
        rows = SubRating.objects.filter(assessment__in=list(sheets), whose=whose)
        rows.filter(sub_skill__in=gone).delete()
