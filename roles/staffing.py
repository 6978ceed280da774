"""Rows of positions, members and roles read into the dataclasses of roles/formation.py.

staffing = read_staffing(team)      # three queries, whatever the size of the team
staffing.warnings(team)             # what differs from the guide's advice, none of them queries
"""

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import FilteredRelation

from roles import formation
from roles.formation import RECRUITING, VACANT, Person, RoleFact, Seat
from roles.models import Member, Position, Role


@dataclass(frozen=True)
class Staffing:
    """The facts for the calculations, beside the rows they were read from."""

    seats: list[Seat]
    people: list[Person]
    roles: list[RoleFact]
    positions: list[Position]
    members: list[Member]

    def warnings(self, team):
        """What formation.warnings finds in a team of this kind."""
        facts = (self.seats, self.people, self.roles)
        return formation.warnings(*facts, team.resource_constrained, team.personal_data)


def read_staffing(team):
    """Open positions in the guide's order, all members, and the roles of the catalogue."""
    members, assignments = read_people(team)
    rows = team.positions.open().in_order().select_related("role__family")
    positions = [position.with_people(assignments[position.pk]) for position in rows]
    roles = Role.objects.select_related("family").order_by("order")
    return Staffing(
        seats=[seat(position) for position in positions],
        people=[person(member) for member in members],
        roles=[role_fact(role) for role in roles],
        positions=positions,
        members=members,
    )


def read_people(team):
    """The members, and by position the assignments they have, had or will have: one query."""
    rows = team.members.annotate(held=FilteredRelation("assignments")).select_related("held")
    members, assignments = {}, defaultdict(list)
    for row in rows.order_by("pk", "held__pk"):
        member = members.setdefault(row.pk, row)
        held = getattr(row, "held", None)  # a member without any has no such attribute
        if held is not None:
            held.member = member
            assignments[held.position_id].append(held)
    for known in assignments.values():
        known.sort(key=attrgetter("pk"))
    return list(members.values()), assignments


def seat(position):
    """The position on today's date.

    With a holder who has a date to come, an open position is under way: as if recruited for, to
    be filled on that date.
    """
    state, recruit_by, coming = position.state, position.recruit_by, position.successor
    if state in (VACANT, RECRUITING) and coming and coming.starts_on:
        state, recruit_by = RECRUITING, coming.starts_on
    return Seat(
        code=position.code,
        role_slug=position.role.slug,
        fte=position.fte,
        state=str(state),
        holder=position.holder.code if position.holder else None,
        funding=position.funding,
        recruit_by=recruit_by,
        senior=position.senior,
    )


def person(member):
    return Person(
        code=member.code,
        kind=member.kind,
        engagement=member.engagement,
        contract_end=member.contract_end,
        in_country=member.in_country,
        name=member.name,
        employer_type=member.employer_type,
    )


def role_fact(role):
    return RoleFact(
        slug=role.slug,
        name=role.name,
        role_class=role.role_class,
        family=role.family.slug if role.family else None,
        order=role.recommended_order,
        position_order=role.order,
        full_time=role.full_time,
        location_rule=role.location_rule,
        required=role.required,
    )
