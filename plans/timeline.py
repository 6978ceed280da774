"""The plan as a timeline, grouped by kind or by member. Makes no queries."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.models import Activity
from plans.overview import ActivityRow

GROUPINGS = {"kind": gettext_lazy("By kind"), "member": gettext_lazy("By member")}


@dataclass(frozen=True)
class Group:
    name: str
    rows: list[ActivityRow]


def groups(rows: list[ActivityRow], by: str) -> list[Group]:
    """Kinds in their own order; members by name, then what is for nobody of the team."""
    return _by_member(rows) if by == "member" else _by_kind(rows)


def _by_kind(rows):
    found = [
        Group(label, [row for row in rows if row.activity.kind == kind])
        for kind, label in Activity.Kind.choices
    ]
    return [group for group in found if group.rows]


def _by_member(rows):
    by_member, rest = {}, []
    for row in rows:
        members = row.activity.participants.all()
        for member in members:
            by_member.setdefault((member.name, member.pk), []).append(row)
        if not members:
            rest.append(row)
    found = [Group(name, by_member[name, pk]) for name, pk in sorted(by_member)]
    return found + ([Group(_("Nobody of the team"), rest)] if rest else [])
