"""Gaps of the current levels, in the order in which to work on them.

Source: product.md section 4 (Target, Gap, Priority); guide section 5.2.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assessments.coverage import highest_levels
from roles.thresholds import DEFAULT_THRESHOLDS, Thresholds

DEFAULT_NEED = 1
NEEDS = (0, 1, 2)
HIGHEST_LEVEL = 3


@dataclass(frozen=True)
class Sheet:
    """The current levels of one member in one section (set of skills).

    A level of None is N.A. or not answered: neither makes a gap.
    """

    member: str
    section: str
    levels: Mapping[str, int | None]


@dataclass(frozen=True)
class Targets:
    """Which level is wanted: the settings, and what the team decided instead.

    ``overrides`` maps (section, skill) to a target for everybody in that section; it wins
    over the defaults. ``people`` maps (member, section, skill) to a target for one member, by
    the position held; it wins over both. Raises ValueError for a target outside 0 to 3.
    """

    thresholds: Thresholds = DEFAULT_THRESHOLDS
    overrides: Mapping[tuple[str, str], int] = field(default_factory=dict)
    people: Mapping[tuple[str, str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, target in (*self.overrides.items(), *self.people.items()):
            if not 0 <= target <= HIGHEST_LEVEL:
                raise ValueError(f"{place}: target {target} is not between 0 and 3")

    def of(self, section: str, skill: str, leads: bool, member: str = "") -> int:
        default = self.thresholds.critical_target if leads else self.thresholds.default_target
        in_section = self.overrides.get((section, skill), default)
        return self.people.get((member, section, skill), in_section)


@dataclass(frozen=True)
class Gap:
    """One member's distance from the target in one skill, and what makes it urgent.

    ``need`` is the need in the next 12 months: 0 none, 1 some, 2 strong. ``no_colleague``:
    nobody else in the team stands at the independent level.
    """

    member: str
    section: str
    skill: str
    critical: bool
    level: int
    target: int
    need: int
    no_colleague: bool

    @property
    def gap(self) -> int:
        """Target minus level, in levels, never below 0."""
        return max(0, self.target - self.level)

    @property
    def critical_factor(self) -> int:
        return 2 if self.critical else 1

    @property
    def colleague_factor(self) -> int:
        return 2 if self.no_colleague else 1

    @property
    def priority(self) -> int:
        """gap × critical × no colleague × need; 0 to 24."""
        return self.gap * self.critical_factor * self.colleague_factor * self.need


def leading_members(sheets: Sequence[Sheet], critical: Collection[str]) -> dict[str, str]:
    """Return for each critical skill the one person who should lead in it (target 3).

    The rule asks for one person per critical skill and does not say who. We take whoever
    stands highest, because that is the shortest way to a leader; among equals the sheet
    that is given first; and the only person assessed for the skill, whatever the level.
    A critical skill in which nobody is rated has no leader.
    """
    leaders: dict[str, tuple[int, str]] = {}
    for sheet in sheets:
        for skill, level in sheet.levels.items():
            if skill not in critical or level is None:
                continue
            if skill not in leaders or level > leaders[skill][0]:
                leaders[skill] = (level, sheet.member)
    return {skill: member for skill, (_level, member) in leaders.items()}


def gaps(
    sheets: Iterable[Sheet],
    *,
    critical: Collection[str],
    order: Sequence[str],
    targets: Targets | None = None,
    needs: Mapping[tuple[str, str], int] | None = None,
    whole_team: bool = True,
) -> list[Gap]:
    """Return every gap above 0, the most urgent first.

    ``sheets`` are the current ones of every member, in the team's order. With ``whole_team``
    False they are only some: nobody is then taken as leading or as alone in a skill, so that
    nothing depends on, or tells, a level outside these sheets. ``order`` lists
    all skill codes of the catalogue, in its order. ``needs`` maps (member, skill) to 0, 1
    or 2; the default is 1. Sorted by priority, gap, critical, catalogue order, sheet order.

    Raises ValueError for a need other than 0, 1, 2 and for a skill that ``order`` lacks.
    """
    sheets, critical = tuple(sheets), frozenset(critical)
    needs, targets = needs or {}, targets or Targets()
    _check(sheets, needs, order)
    found = [
        gap
        for sheet in sheets
        for gap in _gaps_of(sheet, sheets if whole_team else (), critical, targets, needs)
        if gap.gap
    ]
    place = {skill: number for number, skill in enumerate(order)}
    return sorted(found, key=lambda g: (-g.priority, -g.gap, not g.critical, place[g.skill]))


def _gaps_of(
    sheet: Sheet,
    team: Sequence[Sheet],
    critical: Collection[str],
    targets: Targets,
    needs: Mapping[tuple[str, str], int],
) -> Iterable[Gap]:
    """The gaps of a sheet beside those of the team; an empty team is one that is not known."""
    leaders = leading_members(team, critical)
    colleagues = _levels_of_others(sheet.member, team)
    independent = targets.thresholds.independent_level
    for skill, level in sheet.levels.items():
        if level is None:
            continue
        yield Gap(
            member=sheet.member,
            section=sheet.section,
            skill=skill,
            critical=skill in critical,
            level=level,
            target=targets.of(
                sheet.section, skill, leaders.get(skill) == sheet.member, sheet.member
            ),
            need=needs.get((sheet.member, skill), DEFAULT_NEED),
            no_colleague=bool(team) and all(own.get(skill, 0) < independent for own in colleagues),
        )


def _levels_of_others(member: str, sheets: Sequence[Sheet]) -> list[dict[str, int]]:
    everybody = highest_levels((sheet.member, sheet.levels) for sheet in sheets)
    return [levels for other, levels in everybody.items() if other != member]


def _check(
    sheets: Sequence[Sheet], needs: Mapping[tuple[str, str], int], order: Collection[str]
) -> None:
    for place, need in needs.items():
        if need not in NEEDS:
            raise ValueError(f"{place}: need {need} is not 0, 1 or 2")
    known = frozenset(order)
    missing = sorted({skill for sheet in sheets for skill in sheet.levels} - known)
    if missing:
        raise ValueError(f"not in the catalogue order: {', '.join(missing)}")
