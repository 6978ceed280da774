"""A project's tasks as they are shown: by role, in the guide's order of roles."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models import Role, StaffingTask


@dataclass(frozen=True)
class RoleTasks:
    """The tasks of one role. Pages above may add to a row what this app does not know."""

    role: Role
    tasks: list[StaffingTask]


def tasks_by_role(tasks):
    """Groups of the tasks; a family of roles stands before its sub-roles."""
    groups = {}
    for task in tasks:
        groups.setdefault(task.role, []).append(task)
    ordered = sorted(groups, key=lambda role: (role.order, role.pk))
    return [RoleTasks(role, groups[role]) for role in ordered]


def staffing_facts(tasks):
    """The line under the heading."""
    named = sum(task.member_id is not None for task in tasks)
    outside = sum(bool(task.outside_help) for task in tasks)
    still_open = sum(task.is_open for task in tasks)
    count = ngettext("%(count)d task", "%(count)d tasks", len(tasks)) % {"count": len(tasks)}
    return [
        count,
        _("%(count)d with a person") % {"count": named},
        _("%(count)d with help from outside") % {"count": outside},
        _("%(count)d still open") % {"count": still_open},
    ]
