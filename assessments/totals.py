"""Totals of results in which nobody can be found: of which rounds they are made, and for whom.

Two rules, both of docs/decisions/0015-totals-that-tell-of-nobody.md. A total is of at least
MIN_PEOPLE people of whom its reader knows nothing by name. And totals move on only by as many: a
round adds to them when that many people hide among its sheets and those that waited before it, else
the totals before and after it would differ by what one person answered.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from assessments import consents
from assessments.models import Assessment, Rating, Round
from assessments.results import (
    MIN_PEOPLE,
    CurrentSheet,
    counted_rows,
    sheets_standing,
)
from roles.models import Member, TeamAccess


class Told(NamedTuple):
    """A counted sheet of a person with a level in it: whose (and the account), of which round."""

    round: int
    member: int
    user: int | None


@dataclass(frozen=True)
class Readers:
    """What people know by name who do not read everything: by consent (member keys by what), as
    assessors (rounds by account), and of themselves."""

    consents: dict[str, set[int]]
    assessed: dict[int, set[int]]

    def hidden(self, sheets: Iterable[Told]) -> int:
        """Of how many people whoever knows most still knows nothing, of these sheets.

        Each member knows the own levels. An assessor who knows all of them is told nothing new.
        """
        known = set().union(*self.consents.values())
        rest = [sheet for sheet in sheets if sheet.member not in known]
        found = [len({sheet.member for sheet in rest}) - 1]
        for user, rounds in self.assessed.items():
            unknown = {
                sheet.member for sheet in rest if sheet.round not in rounds and sheet.user != user
            }
            found += [len(unknown)] if unknown else []
        return max(min(found), 0)


@dataclass(frozen=True)
class PublicSheets:
    """The sheets behind the totals that whoever gets a document may read.

    Where `are_safe` is false there are no such totals: then they are all current sheets.
    `waiting` is a later round that does not count yet.
    """

    sheets: list[CurrentSheet]
    readers: Readers
    are_safe: bool
    waiting: Round | None = None

    def hidden(self, codes: Collection[str] | None = None) -> int:
        """How many people hide in totals of these sheets, or of these skills; 0 without totals."""
        if not self.are_safe:
            return 0
        return self.readers.hidden(
            Told(sheet.round.pk, sheet.member.pk, sheet.member.user_id)
            for sheet in self.sheets
            if sheet.member.kind == Member.Kind.PERSON and _has_level(sheet, codes)
        )


def _has_level(sheet: CurrentSheet, codes) -> bool:
    levels = sheet.levels
    return any(levels.get(code) is not None for code in (levels if codes is None else codes))


def sheets_for_totals(team, user, sheets: Collection[CurrentSheet]) -> list[CurrentSheet]:
    """The sheets of which this reader may see totals; none where these would give somebody away.

    `sheets` are all current ones, read by seen_by(user); who sees all of them by name gets them.
    Else three queries at most.
    """
    if all(sheet.assessment.is_seen for sheet in sheets):
        return list(sheets)
    rows = counted_rows(team, _telling(Assessment.objects.seen_by(user)))
    rounds = _rounds_that_count(rows, _unknown)
    if rounds and all(sheet.round.pk in rounds for sheet in sheets):
        return list(sheets)
    (counted,) = sheets_standing([rounds], rows)
    return counted


def current_and_counted(team, user, skills) -> tuple[list[CurrentSheet], list[CurrentSheet]]:
    """All current sheets, as seen_by(user), and those of sheets_for_totals.

    `skills` are results.every_skill. Two queries.
    """
    rows = counted_rows(team, _telling(Assessment.objects.seen_by(user)))
    everything = {row.round_id for row in rows}
    sees_all = all(row.is_seen for row in _standing(rows).values())
    counted = everything if sees_all else _rounds_that_count(rows, _unknown)
    current, behind = sheets_standing([everything, counted], rows, skills)
    return current, behind


def _unknown(rows) -> int:
    return len({row.member_id for row in rows if not row.is_known})


def public_sheets(team) -> PublicSheets:
    """What documents count: the same for every reader. Five queries."""
    rows = counted_rows(team, _telling(Assessment.objects.all()))
    if not rows:
        return PublicSheets([], Readers({}, {}), are_safe=False)
    readers, latest = _readers(team), rows[-1].round
    rounds = _rounds_that_count(rows, _by(readers))
    (sheets,) = sheets_standing([rounds or {row.round_id for row in rows}], rows)
    waiting = latest if rounds and latest.pk not in rounds else None
    return PublicSheets(sheets, readers, bool(rounds), waiting)


def hidden_since(team, day) -> int:
    """How many people hide by now in totals whose last round was closed on this day.

    0 where they may not be given any more: consents and assessors have changed since.
    """
    readers = _readers(team)
    before = Assessment.objects.filter(round__closed__lte=day)
    rows = counted_rows(team, _telling(before))
    rounds = _rounds_that_count(rows, _by(readers))
    if not rows or rows[-1].round_id not in rounds:
        return 0
    return _by(readers)(row for row in _standing(rows).values() if row.tells)


def _by(readers: Readers) -> Callable:
    def hidden(rows):
        return readers.hidden(Told(row.round_id, row.member_id, row.member.user_id) for row in rows)

    return hidden


def _telling(assessments):
    """Adds `tells`: whether the sheet is of a person and has a level."""
    levels = Rating.objects.filter(assessment=OuterRef("pk"), level__isnull=False)
    tells = Q(member__kind=Member.Kind.PERSON) & Exists(levels)
    return assessments.annotate(tells=ExpressionWrapper(tells, BooleanField()))


def _rounds_that_count(rows, hidden: Callable) -> set[int]:
    """Keys of the rounds that totals are made of: from the first to the last one that may count.

    `hidden` counts the people who hide in some rows.
    """
    counting, seen, waiting, standing = set(), set(), [], {}
    for key, group in groupby(rows, key=lambda row: row.round_id):
        sheets = list(group)
        seen.add(key)
        standing |= _standing(sheets)
        waiting += [row for row in sheets if row.tells]
        told = [row for row in standing.values() if row.tells]
        if min(hidden(waiting), hidden(told)) >= MIN_PEOPLE:
            counting, waiting = set(seen), []
    return counting


def _standing(rows) -> dict:
    """The last row of each member and role."""
    return {(row.member_id, row.section_id): row for row in rows}


def _readers(team) -> Readers:
    """Two queries."""
    assessing = TeamAccess.objects.filter(team=team, level=TeamAccess.Level.ASSESSOR)
    named = Round.assessors.through.objects.filter(
        round__team=team, user__in=assessing.values("user")
    )
    assessed = {}
    for user, key in named.values_list("user", "round"):
        assessed.setdefault(user, set()).add(key)
    return Readers(consents.of(team), assessed)
