"""Whose money it is: the members who take part in an activity, and the roles they hold.

The cost of an activity is divided equally among its participants from the team, and what a member
gets equally among the roles this member holds today. Simple, adds up, and is no judgement of who
needs what.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import lcm

from plans.budget import Part
from plans.ledger import PlanMoney
from plans.models import Plan
from roles.staffing import Staffing


@dataclass(frozen=True)
class MoneyPeople:
    """`members` and `roles` by the key that stands in addresses."""

    members: dict[str, str]
    roles: dict[str, str]
    roles_of: dict[str, list[str]]
    money: PlanMoney

    def keys_of(self, kind: str) -> Callable[[Part], list]:
        return self._members_of if kind == "member" else self._roles_of

    def _members_of(self, part: Part) -> list[str]:
        activity = self.money.lines[part.line.key].activity
        return [str(member.pk) for member in activity.participants.all()]

    def _roles_of(self, part: Part) -> list:
        """Each member's part among the roles held, written as equal shares of one list."""
        members = self._members_of(part)
        counts = [len(self.roles_of.get(member, [])) or 1 for member in members]
        whole = lcm(*counts)
        return [
            role
            for member, count in zip(members, counts, strict=True)
            for role in self.roles_of.get(member) or [None]
            for _share in range(whole // count)
        ]


def role_names(staffing: Staffing) -> dict[str, list[str]]:
    """The names of the roles that a member holds, by the text of its key."""
    names = defaultdict(list)
    for position in staffing.positions:
        if position.holder and position.role.name not in names[str(position.holder.pk)]:
            names[str(position.holder.pk)].append(position.role.name)
    return names


def read_people(plan: Plan, money: PlanMoney, staffing: Staffing) -> MoneyPeople:
    """No query: `staffing` is roles.staffing.read_staffing of the team."""
    members = {
        str(member.pk): member.name
        for line in money.lines.values()
        for member in line.activity.participants.all()
    }
    roles, roles_of = {}, defaultdict(list)
    for position in staffing.positions:
        member = str(position.holder.pk) if position.holder else ""
        if member in members and position.role.slug not in roles_of[member]:
            roles[position.role.slug] = position.role.name
            roles_of[member].append(position.role.slug)
    return MoneyPeople(members, roles, roles_of, money)
