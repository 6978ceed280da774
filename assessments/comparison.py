"""What moved between two rounds: the same people in both, and the team as it stood after each.

Source: product.md section 6 (mode-aware comparison, crosswalk); the issue on results. Levels are
compared skill by skill; a skill that took another's place is compared with that one.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Pair:
    """One skill of one member in one role, before and after.

    ``exact`` is False where the earlier skill was split or merged: it compares roughly.
    """

    skill: str
    before: int
    after: int
    exact: bool = True

    @property
    def change(self) -> int:
        """Levels gained; below 0 where a level was lost."""
        return self.after - self.before


@dataclass(frozen=True)
class Stand:
    """A level of an earlier round that may stand beside today's skill, exactly or roughly."""

    level: int
    exact: bool


@dataclass(frozen=True)
class Moves:
    """How many levels rose, stayed and fell."""

    up: int
    same: int
    down: int

    @property
    def compared(self) -> int:
        return self.up + self.same + self.down


@dataclass(frozen=True)
class Side:
    """Means of levels before and after, None where nothing is rated, and of how many people."""

    before: Fraction | None
    after: Fraction | None
    people_before: int
    people_after: int

    @property
    def change(self) -> Fraction | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class Sheet:
    """The levels of one person in one role; None is N.A. or not answered."""

    person: Hashable
    role: Hashable
    levels: Mapping[str, int | None]


@dataclass(frozen=True)
class Moved:
    """The pairs of one person in one role."""

    person: Hashable
    role: Hashable
    pairs: tuple[Pair, ...]


def standing_in(
    before: Mapping[str, int | None],
    skills: Iterable[str],
    earlier: Mapping[str, Sequence[tuple[str, bool]]],
) -> dict[str, Stand]:
    """Return the levels of an earlier round under the codes of today's skills.

    ``earlier`` names for a skill the codes it took the place of, the nearest first, and whether
    each compares exactly. Skills without a level then are left out.
    """
    found = {}
    for skill in skills:
        for code, exact in ((skill, True), *earlier.get(skill, ())):
            if before.get(code) is not None:
                found[skill] = Stand(before[code], exact)
                break
    return found


def pairs(
    before: Mapping[str, int | None],
    after: Mapping[str, int | None],
    earlier: Mapping[str, Sequence[tuple[str, bool]]],
) -> tuple[Pair, ...]:
    """Return the skills that have a level on both sides, in the order of ``after``."""
    stands = standing_in(before, after, earlier)
    return tuple(
        Pair(skill, stands[skill].level, level, stands[skill].exact)
        for skill, level in after.items()
        if level is not None and skill in stands
    )


def moves(found: Iterable[Pair]) -> Moves:
    changes = [pair.change for pair in found]
    return Moves(
        up=sum(change > 0 for change in changes),
        same=changes.count(0),
        down=sum(change < 0 for change in changes),
    )


def same_people(
    moved: Iterable[Moved], group: Callable[[Hashable, str], Hashable]
) -> dict[Hashable, Side]:
    """Means of the compared levels only, by group. ``group`` names it from role and skill."""
    levels: dict[Hashable, list] = {}
    for one in moved:
        for pair in one.pairs:
            levels.setdefault(group(one.role, pair.skill), []).append((one.person, pair))
    return {
        key: Side(
            _mean([pair.before for _person, pair in rows]),
            _mean([pair.after for _person, pair in rows]),
            *[len({person for person, _pair in rows})] * 2,
        )
        for key, rows in levels.items()
    }


def whole_team(
    before: Iterable[Sheet], after: Iterable[Sheet], group: Callable[[Hashable, str], Hashable]
) -> dict[Hashable, Side]:
    """Means of all levels on either side, by group, whoever the people were."""
    first, second = _levels(before, group), _levels(after, group)
    return {
        key: Side(
            _mean([level for _person, level in first.get(key, ())]),
            _mean([level for _person, level in second.get(key, ())]),
            len({person for person, _level in first.get(key, ())}),
            len({person for person, _level in second.get(key, ())}),
        )
        for key in {**first, **second}
    }


def _levels(sheets, group):
    found: dict[Hashable, list] = {}
    for sheet in sheets:
        for skill, level in sheet.levels.items():
            if level is not None:
                found.setdefault(group(sheet.role, skill), []).append((sheet.person, level))
    return found


def _mean(levels) -> Fraction | None:
    return Fraction(sum(levels), len(levels)) if levels else None
