"""The order in which a core team is formed: what is covered, what is next, what to look at.

Source: product.md sections 2 and 3; guide sections 0 (points 2, 4, 6) and 1.0, after
core-team-01 and -02. Nothing here blocks: a team may go another way and say why. The words
of reasons and warnings are in formation_words.py.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from roles.rounding import percent
from roles.thresholds import DEFAULT_THRESHOLDS

LEAD = "operational-lead"
SERVER_ADMINISTRATOR = "server-administrator"
TRAINER_GENERAL = "trainer-general"
SECURITY_MANAGER = "security-manager"
CORE, CONTRIBUTING = "core", "contributing"
FILLED, VACANT, RECRUITING, PLANNED, CLOSED = "filled vacant recruiting planned closed".split()
PERSON, EXTERNAL, ANYWHERE = "person", "external", "anywhere"
FULL_TIME = Decimal(1)


@dataclass(frozen=True)
class Seat:
    """A position. ``holder`` is a member code; ``fte`` a share of full time, 0 to 1; ``senior``
    says whether the post is close to the leadership, None where nobody has said."""

    code: str
    role_slug: str
    fte: Decimal
    state: str
    holder: str | None = None
    funding: str = "domestic"
    recruit_by: date | None = None
    senior: bool | None = None

    @property
    def is_filled(self) -> bool:
        return self.state == FILLED and self.holder is not None


@dataclass(frozen=True)
class Person:
    """A member: a person or an organisation (``kind``)."""

    code: str
    kind: str = PERSON
    engagement: str = "permanent"
    contract_end: date | None = None
    in_country: bool = True
    name: str = ""
    employer_type: str = "ministry"


@dataclass(frozen=True)
class RoleFact:
    """What the catalogue says of a role.

    ``order`` is the guide's order of filling (core: 1 to 4), ``position_order`` the place of
    the role among all roles. ``full_time``: the guide advises a full-time post.
    """

    slug: str
    name: str
    role_class: str
    family: str | None
    order: int
    position_order: int
    full_time: bool
    location_rule: str
    required: bool


class Cover(StrEnum):
    """How far a requirement of the core team is met."""

    COVERED = "covered"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    OPEN = "open"
    LATER = "later"


@dataclass(frozen=True)
class Requirement:
    """A part of the core team that must be covered, by any one of ``roles``.

    ``group``: of the requirements with the same group one is enough. None: not needed now.
    """

    key: str
    roles: tuple[str, ...]
    state: Cover
    group: str | None

    @property
    def is_met(self) -> bool:
        return self.state in (Cover.COVERED, Cover.UNDER_WAY)


@dataclass(frozen=True)
class NextRole:
    """The role to fill next, why (a code of formation_words), and the waiting seats of it."""

    role_slug: str
    reason: str
    seats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Warning:
    """Something that differs from the guide's advice: a code of formation_words and its facts.

    ``params`` fill the sentence of the code: names of roles and members, numbers, dates.
    """

    code: str
    seats: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class KeyFigures:
    """Figures of a team without its closed positions.

    Core positions are those of core roles, Trainer General included. ``core_fte`` adds
    vacant and planned ones. ``dependence_percent``: paid from outside ÷ core positions;
    ``vacancy_percent``: not filled ÷ core positions; one decimal, None without core
    positions. ``contracts_ending``: members in a position whose contract ends within the
    horizon. ``holders`` and ``core_holders`` are member codes, each once.
    """

    positions: int
    core_positions: int
    core_filled: int
    core_vacant: int
    core_fte: Decimal
    core_externally_funded: int
    dependence_percent: Decimal | None
    vacancy_percent: Decimal | None
    contracts_ending: tuple[str, ...]
    holders: tuple[str, ...]
    core_holders: tuple[str, ...]


REQUIRED_ROLES = {
    "lead": (LEAD,),
    "implementer_program": ("implementer-program",),
    "implementer_technical": ("implementer-technical",),
    "trainer": ("trainer-program", "trainer-technical"),
    "server_administrator": (SERVER_ADMINISTRATOR,),
}
IMPLEMENTERS = ("implementer_program", "implementer_technical")


def core_requirements(seats: Iterable[Seat], resource_constrained: bool) -> list[Requirement]:
    """Return the five parts of a core team in the recommended order, and how far each is met.

    A part is covered by a filled position, under way while one is recruited for with a date,
    planned while a position waits without either, else open. Trainer General does not cover
    the trainer. Resource-constrained: the lead and one implementer (program or technical)
    are needed, what else is not covered comes later.
    """
    seats = [seat for seat in seats if seat.state != CLOSED]
    states = {key: _cover(seats, roles) for key, roles in REQUIRED_ROLES.items()}
    one_implementer = any(_is_met(states[key]) for key in IMPLEMENTERS)
    requirements = []
    for key, roles in REQUIRED_ROLES.items():
        group = _group(key, resource_constrained)
        settled = group is None or (group != key and one_implementer)
        state = Cover.LATER if settled and not _is_met(states[key]) else states[key]
        requirements.append(Requirement(key, roles, state, group))
    return requirements


def is_complete(requirements: Iterable[Requirement]) -> bool:
    """Say whether everything that is needed now is covered or under way (stage 2)."""
    return not unmet(requirements)


def unmet(requirements: Iterable[Requirement]) -> list[Requirement]:
    """Return the needed requirements that are neither covered nor under way, in order."""
    requirements = tuple(requirements)
    met = {requirement.group for requirement in requirements if requirement.is_met}
    return [r for r in requirements if r.group is not None and r.group not in met]


def next_to_fill(
    seats: Iterable[Seat], roles: Iterable[RoleFact], resource_constrained: bool
) -> NextRole | None:
    """Return the core role to fill next, None when each has somebody or is under way.

    First what the core team needs, in the recommended order. Then, as a suggestion, the
    other core roles that nobody holds (the second side of the trainer; for a
    resource-constrained team the later steps), Trainer General never.
    """
    seats = [seat for seat in seats if seat.state != CLOSED]
    missing = unmet(core_requirements(seats, resource_constrained))
    if missing:
        role = _role_of(missing, seats)
        return _next(role, seats, _reason_to_fill(missing[0], role, seats, resource_constrained))
    for role in sorted(roles, key=lambda role: (role.order, role.position_order)):
        is_wanted = role.role_class == CORE and role.slug in _all_required_roles()
        if is_wanted and not _is_met(_cover(seats, (role.slug,))):
            return _next(role.slug, seats, "later_step" if resource_constrained else "other_side")
    return None


def warnings(
    seats: Iterable[Seat],
    people: Iterable[Person],
    roles: Iterable[RoleFact],
    resource_constrained: bool,
    personal_data: bool = False,
) -> list[Warning]:
    """Return what differs from the guide's advice, the weightiest first.

    Resource-constrained: contributing roles from outside and parts of the core team that
    come later are no reason to warn. Personal data: one server administrator is too few. Raises
    KeyError for a seat whose role or holder is not given.
    """
    team = _Team(
        seats=tuple(seat for seat in seats if seat.state != CLOSED),
        people={person.code: person for person in people},
        roles={role.slug: role for role in roles},
        resource_constrained=resource_constrained,
        personal_data=personal_data,
    )
    checks = (
        _out_of_order,
        _lead_abroad,
        _nobody_in_country,
        _core_not_filled,
        _core_not_full_time,
        _rests_on_one,
        _security_manager_not_senior,
        _contributing_full_time,
        _contributing_from_outside,
        _fte_over_one,
    )
    return [warning for check in checks for warning in check(team)]


def key_figures(
    seats: Iterable[Seat],
    people: Iterable[Person],
    roles: Iterable[RoleFact],
    today: date,
    horizon_months: int = DEFAULT_THRESHOLDS.horizon_months,
) -> KeyFigures:
    """Return the figures of the team on a day. Source: product.md section 4."""
    seats = [seat for seat in seats if seat.state != CLOSED]
    core_slugs = {role.slug for role in roles if role.role_class == CORE}
    core = [seat for seat in seats if seat.role_slug in core_slugs]
    filled = [seat for seat in core if seat.is_filled]
    external = [seat for seat in core if seat.funding == EXTERNAL]
    holders = _holders(seats)
    horizon = months_later(today, horizon_months)
    return KeyFigures(
        positions=len(seats),
        core_positions=len(core),
        core_filled=len(filled),
        core_vacant=len(core) - len(filled),
        core_fte=sum((seat.fte for seat in core), Decimal("0.00")),
        core_externally_funded=len(external),
        dependence_percent=percent(len(external), len(core)),
        vacancy_percent=percent(len(core) - len(filled), len(core)),
        contracts_ending=tuple(
            person.code
            for person in people
            if person.code in holders and _ends_between(person, today, horizon)
        ),
        holders=holders,
        core_holders=_holders(core),
    )


@dataclass(frozen=True)
class _Team:
    seats: tuple[Seat, ...]
    people: Mapping[str, Person]
    roles: Mapping[str, RoleFact]
    resource_constrained: bool
    personal_data: bool

    def filled(self, role_class: str) -> list[Seat]:
        return [seat for seat in self.of_class(role_class) if seat.is_filled]

    def of_class(self, role_class: str) -> list[Seat]:
        return [s for s in self.seats if self.roles[s.role_slug].role_class == role_class]

    def name_of(self, seat: Seat) -> str:
        return self.roles[seat.role_slug].name


def _out_of_order(team: _Team) -> Iterable[Warning]:
    """A step of the order has nobody while a later one has."""
    needed = [r for r in REQUIRED_ROLES if _group(r, team.resource_constrained)]
    required = {slug for key in needed for slug in REQUIRED_ROLES[key]}
    steps = defaultdict(list)
    for role in sorted(team.roles.values(), key=lambda role: role.position_order):
        if role.slug in required:
            steps[role.order].append(role)
    filled = [seat for seat in team.filled(CORE) if seat.role_slug in _all_required_roles()]
    for order, roles in sorted(steps.items()):
        slugs = {role.slug for role in roles}
        later = [seat for seat in filled if team.roles[seat.role_slug].order > order]
        if later and not any(seat.role_slug in slugs for seat in filled):
            names = ", ".join(dict.fromkeys(map(team.name_of, later)))
            yield Warning(
                "out_of_order",
                seats=_codes(later),
                params={"missing": _family_name(roles, team), "filled": names},
            )


def _lead_abroad(team: _Team) -> Iterable[Warning]:
    for seat in team.filled(CORE):
        holder = team.people[seat.holder]
        if seat.role_slug == LEAD and not holder.in_country:
            yield _about(seat, team, "lead_abroad")


def _nobody_in_country(team: _Team) -> Iterable[Warning]:
    filled = team.filled(CORE)
    if filled and not any(team.people[seat.holder].in_country for seat in filled):
        holders = _holders(filled)
        yield Warning("nobody_in_country", _codes(filled), holders, {"count": len(holders)})


def _core_not_filled(team: _Team) -> Iterable[Warning]:
    """A vacant post always; a planned one unless it is a later step or covered otherwise."""
    waiting = {
        slug
        for requirement in unmet(core_requirements(team.seats, team.resource_constrained))
        for slug in requirement.roles
    }
    for seat in team.of_class(CORE):
        if seat.state == VACANT:
            yield _about(seat, team, "core_vacant")
        elif seat.state == PLANNED and seat.role_slug in waiting:
            yield _about(seat, team, "core_planned")


def _core_not_full_time(team: _Team) -> Iterable[Warning]:
    """The catalogue says for which roles: not the server administrator, nor Trainer General.

    The share belongs to the post, so a vacant one counts; a planned one has none yet.
    """
    given = defaultdict(Decimal)
    for seat in team.filled(CORE):
        given[seat.holder] += seat.fte
    for seat in team.of_class(CORE):
        if team.roles[seat.role_slug].full_time and seat.state != PLANNED and seat.fte < FULL_TIME:
            params = {"fte": seat.fte, "in_core_roles": given.get(seat.holder, seat.fte)}
            yield _about(seat, team, "core_not_full_time", **params)


def _rests_on_one(team: _Team) -> Iterable[Warning]:
    by_role = defaultdict(list)
    for seat in team.filled(CORE):
        by_role[seat.role_slug].append(seat)
    for role in sorted(team.roles.values(), key=lambda r: (r.order, r.position_order)):
        seats = by_role[role.slug]
        if role.slug == TRAINER_GENERAL or len(_holders(seats)) != 1:
            continue
        too_few = team.personal_data and role.slug == SERVER_ADMINISTRATOR
        code = "one_server_administrator" if too_few else "single_holder"
        yield _about(seats[0], team, code, seats=_codes(seats))
        end = team.people[seats[0].holder].contract_end
        if end is not None:
            yield _about(seats[0], team, "single_contract", seats=_codes(seats), date=end)


def _security_manager_not_senior(team: _Team) -> Iterable[Warning]:
    """Only where the team has said so: most files do not tell."""
    for seat in team.of_class(CONTRIBUTING):
        if seat.role_slug == SECURITY_MANAGER and seat.senior is False and seat.state != PLANNED:
            yield _about(seat, team, "security_manager_not_senior")


def _contributing_full_time(team: _Team) -> Iterable[Warning]:
    for seat in team.of_class(CONTRIBUTING):
        if seat.fte >= FULL_TIME:
            yield _about(seat, team, "contributing_full_time", fte=seat.fte)


def _contributing_from_outside(team: _Team) -> Iterable[Warning]:
    if team.resource_constrained:
        return
    for seat in team.filled(CONTRIBUTING):
        abroad = not team.people[seat.holder].in_country
        far = abroad and team.roles[seat.role_slug].location_rule != ANYWHERE
        if far or seat.funding == EXTERNAL:
            yield _about(seat, team, "contributing_from_outside")


def _fte_over_one(team: _Team) -> Iterable[Warning]:
    """Persons only: an organisation may give more than one post."""
    by_holder = defaultdict(list)
    for seat in team.seats:
        if seat.is_filled and team.people[seat.holder].kind == PERSON:
            by_holder[seat.holder].append(seat)
    for holder, seats in by_holder.items():
        fte = sum(seat.fte for seat in seats)
        if fte > FULL_TIME:
            params = {"member": team.people[holder].name, "fte": fte, "positions": len(seats)}
            yield Warning("fte_over_one", _codes(seats), (holder,), params)


def _about(
    seat: Seat, team: _Team, code: str, seats: tuple[str, ...] | None = None, **params: object
) -> Warning:
    member = team.people[seat.holder].name if seat.holder else ""
    return Warning(
        code=code,
        seats=seats or (seat.code,),
        members=(seat.holder,) if seat.holder else (),
        params={"role": team.name_of(seat), "member": member} | params,
    )


def _cover(seats: Sequence[Seat], roles: tuple[str, ...]) -> Cover:
    own = [seat for seat in seats if seat.role_slug in roles]
    if any(seat.is_filled for seat in own):
        return Cover.COVERED
    if any(seat.state == RECRUITING and seat.recruit_by for seat in own):
        return Cover.UNDER_WAY
    return Cover.PLANNED if own else Cover.OPEN


def _is_met(state: Cover) -> bool:
    return state in (Cover.COVERED, Cover.UNDER_WAY)


def _group(key: str, resource_constrained: bool) -> str | None:
    if not resource_constrained or key == "lead":
        return key
    return "implementer" if key in IMPLEMENTERS else None


def _next(role: str, seats: Sequence[Seat], reason: str) -> NextRole:
    waiting = tuple(seat.code for seat in seats if seat.role_slug == role)
    return NextRole(role, reason, waiting)


def _role_of(missing: Sequence[Requirement], seats: Iterable[Seat]) -> str:
    """Of the roles that would do, the first with a waiting position, else the first."""
    first = missing[0].group
    roles = [
        role for requirement in missing if requirement.group == first for role in requirement.roles
    ]
    waiting = {seat.role_slug for seat in seats}
    return next((role for role in roles if role in waiting), roles[0])


def _reason_to_fill(
    requirement: Requirement, role: str, seats: Iterable[Seat], resource_constrained: bool
) -> str:
    if requirement.key == "lead":
        return "lead_first"
    if resource_constrained:
        return "one_implementer"
    has_seat = any(seat.role_slug == role for seat in seats)
    return "nobody_appointed" if has_seat else "no_position"


def _all_required_roles() -> frozenset[str]:
    return frozenset(slug for roles in REQUIRED_ROLES.values() for slug in roles)


def _family_name(roles: Sequence[RoleFact], team: _Team) -> str:
    family = team.roles.get(roles[0].family or "")
    return family.name if family else roles[0].name


def _holders(seats: Iterable[Seat]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seat.holder for seat in seats if seat.is_filled))


def _codes(seats: Iterable[Seat]) -> tuple[str, ...]:
    return tuple(seat.code for seat in seats)


def _ends_between(person: Person, first: date, last: date) -> bool:
    return person.contract_end is not None and first <= person.contract_end <= last


def months_later(day: date, months: int) -> date:
    """The same day that many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
