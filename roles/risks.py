"""What may go wrong with a team: what ends, who depends on whom, what falls if a payer stops.

Source: product.md section 4 (Dependence, Cliff, Vacancy); guide sections 1.0 and 7. Plain facts
in, plain facts out; the sentences are where the page is composed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roles.formation import (
    CLOSED,
    CORE,
    FULL_TIME,
    Person,
    RoleFact,
    Seat,
    core_requirements,
    months_later,
)
from roles.thresholds import DEFAULT_THRESHOLDS

CONTRACT, ASSIGNMENT = "contract", "assignment"
# The parts of a core team for which the guide advises a full-time post (core-team-01, Important):
# the server administrator's share depends on the infrastructure.
FULL_TIME_PARTS = ("lead", "implementer_program", "implementer_technical", "trainer")


@dataclass(frozen=True)
class Tenure:
    """A member in a position: codes, and the last day if there is one."""

    seat: str
    member: str
    ends_on: date | None


@dataclass(frozen=True)
class Ending:
    """A contract or assignment that ends on a day, and the positions that fall with it."""

    day: date
    kind: str
    member: str
    seats: tuple[str, ...]


@dataclass(frozen=True)
class Fall:
    """What is left without money when a payer stops: positions, core ones among them, and the
    parts of the core team (keys of formation.REQUIRED_ROLES) that nobody covers any more."""

    seats: tuple[str, ...]
    core: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class ShortPart:
    """A part of the core team with less than a full-time post: its keys, and the roles in it."""

    keys: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class FullTimeNeed:
    """Full-time equivalents given and advised, and the parts that have too little."""

    given: Decimal
    advised: Decimal
    short: tuple[ShortPart, ...]


def endings(
    tenures: Iterable[Tenure], people: Iterable[Person], first: date, last: date
) -> list[Ending]:
    """Return what ends between two days, both included, the earliest first.

    A contract is of the member and takes all positions held; an assignment takes its own. An
    assignment that ends with the contract is named once, as the contract.
    """
    tenures = list(tenures)
    held = defaultdict(list)
    for tenure in tenures:
        held[tenure.member].append(tenure.seat)
    contracts = {person.code: person.contract_end for person in people if person.code in held}
    found = [
        Ending(day, CONTRACT, member, tuple(held[member]))
        for member, day in contracts.items()
        if day is not None and first <= day <= last
    ]
    found += [
        Ending(tenure.ends_on, ASSIGNMENT, tenure.member, (tenure.seat,))
        for tenure in tenures
        if tenure.ends_on is not None
        and first <= tenure.ends_on <= last
        and tenure.ends_on != contracts.get(tenure.member)
    ]
    return sorted(found, key=lambda ending: ending.day)


def cliff(
    tenures: Iterable[Tenure],
    people: Iterable[Person],
    today: date,
    months: int = DEFAULT_THRESHOLDS.horizon_months,
) -> list[Ending]:
    """Return what ends from today on, within the horizon."""
    return endings(tenures, people, today, months_later(today, months))


def if_payer_stops(
    payer: str,
    payers: Mapping[str, str],
    seats: Sequence[Seat],
    roles: Iterable[RoleFact],
    resource_constrained: bool,
) -> Fall:
    """Return what falls when `payer` stops. `payers` maps position codes to who pays them."""
    seats = [seat for seat in seats if seat.state != CLOSED]
    core_slugs = {role.slug for role in roles if role.role_class == CORE}
    falling = [seat for seat in seats if payers.get(seat.code) == payer]
    left = [seat for seat in seats if payers.get(seat.code) != payer]
    before = _covered(seats, resource_constrained)
    after = _covered(left, resource_constrained)
    return Fall(
        seats=tuple(seat.code for seat in falling),
        core=tuple(seat.code for seat in falling if seat.role_slug in core_slugs),
        parts=tuple(part for part in before if part not in after),
    )


def _covered(seats: Iterable[Seat], resource_constrained: bool) -> list[str]:
    requirements = core_requirements(seats, resource_constrained)
    return [requirement.key for requirement in requirements if requirement.is_met]


def full_time_need(seats: Iterable[Seat], resource_constrained: bool) -> FullTimeNeed:
    """Return the full-time equivalents given and advised for lead, implementers and trainer.

    Advised is 1.00 for each part of the core team that is needed now; given counts the positions
    in those parts, filled or not. More than one post in a part makes up for nothing in another.
    """
    seats = [seat for seat in seats if seat.state != CLOSED]
    groups = defaultdict(list)
    for requirement in core_requirements(seats, resource_constrained):
        if requirement.key in FULL_TIME_PARTS and requirement.group is not None:
            groups[requirement.group].append(requirement)
    given, short = Decimal(0), []
    for parts in groups.values():
        roles = tuple(slug for part in parts for slug in part.roles)
        fte = sum((seat.fte for seat in seats if seat.role_slug in roles), Decimal(0))
        given += min(fte, FULL_TIME)
        if fte < FULL_TIME:
            short.append(ShortPart(tuple(part.key for part in parts), roles))
    return FullTimeNeed(given, Decimal(len(groups)), tuple(short))
