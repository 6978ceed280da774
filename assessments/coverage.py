"""How many people can do each critical skill alone, and what changes when one leaves.

Source: product.md section 4 (Coverage); guide section 5.2. Nobody: outside support is needed.
One: a single point of failure.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from roles.thresholds import DEFAULT_THRESHOLDS

Member = TypeVar("Member", bound=Hashable)
Levels = Mapping[str, int | None]

INDEPENDENT = DEFAULT_THRESHOLDS.independent_level


@dataclass(frozen=True)
class Summary:
    """Skills by cover, each in catalogue order."""

    nobody: tuple[str, ...]
    one: tuple[str, ...]
    two_or_more: tuple[str, ...]


@dataclass(frozen=True)
class Departure:
    """Cover before and after a member leaves.

    ``losing`` are the skills with fewer people than before, ``left_alone`` those of them
    that nobody holds any more.
    """

    before: dict[str, int]
    after: dict[str, int]
    losing: tuple[str, ...]
    left_alone: tuple[str, ...]


def highest_levels(sheets: Iterable[tuple[Member, Levels]]) -> dict[Member, dict[str, int]]:
    """Merge the current sheets of each member: the highest level where a skill comes twice.

    None (N.A. or not answered) is left out; a member with nothing rated stays, empty.
    """
    merged: dict[Member, dict[str, int]] = {}
    for member, levels in sheets:
        own = merged.setdefault(member, {})
        for skill, level in levels.items():
            if level is not None:
                own[skill] = max(level, own.get(skill, level))
    return merged


def coverage(
    levels: Mapping[Member, Levels],
    critical_skills: Iterable[str],
    independent_level: int = INDEPENDENT,
    without: Member | None = None,
) -> dict[str, int]:
    """Return for each critical skill how many members stand at ``independent_level`` or more.

    ``levels`` holds the current levels of each member, one per skill (see highest_levels).
    ``without`` leaves one member out. Skills keep the order given.
    """
    return {
        skill: len(_independent(levels, skill, independent_level, without))
        for skill in critical_skills
    }


def summarise(covered: Mapping[str, int]) -> Summary:
    """Sort the skills of a coverage into nobody, one person, and two people or more."""
    return Summary(
        nobody=tuple(skill for skill, people in covered.items() if people == 0),
        one=tuple(skill for skill, people in covered.items() if people == 1),
        two_or_more=tuple(skill for skill, people in covered.items() if people >= 2),
    )


def cover_text(count: int | None, now: int | None) -> str:
    """How many people, or how many stay; a dash where nobody was assessed."""
    if count is None:
        return "–"
    return str(count) if now == count else f"{count} → {now}"


def what_if_leaves(
    member: Member,
    levels: Mapping[Member, Levels],
    critical_skills: Iterable[str],
    independent_level: int = INDEPENDENT,
) -> Departure:
    """Recompute the coverage without a member. A stranger's departure changes nothing."""
    skills = tuple(critical_skills)
    before = coverage(levels, skills, independent_level)
    after = coverage(levels, skills, independent_level, without=member)
    losing = tuple(skill for skill in skills if after[skill] < before[skill])
    return Departure(
        before=before,
        after=after,
        losing=losing,
        left_alone=tuple(skill for skill in losing if after[skill] == 0),
    )


def _independent(
    levels: Mapping[Member, Levels], skill: str, independent_level: int, without: Member | None
) -> list[Member]:
    return [
        member
        for member, own in levels.items()
        if member != without and own.get(skill) is not None and own[skill] >= independent_level
    ]
