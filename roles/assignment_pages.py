"""What the pages of assignments say: history, departures, turnover. No queries of its own."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.formats import longdate
from roles.models import Assignment

KINDS = {
    Assignment.Status.CURRENT: "ground",
    Assignment.Status.PLANNED: "planned",
    Assignment.Status.ENDED: "outline",
}


@dataclass(frozen=True)
class AssignmentRow:
    """One line of the history of a position or of a member."""

    assignment: Assignment
    status: str
    kind: str
    period: str
    reason: str
    can_end: bool
    has_ended: bool


def assignment_row(assignment, today):
    status = assignment.status(today)
    return AssignmentRow(
        assignment=assignment,
        status=status.label,
        kind=KINDS[status],
        period=period(assignment, today),
        reason=reason(assignment),
        can_end=status == Assignment.Status.CURRENT,
        has_ended=status == Assignment.Status.ENDED,
    )


def period(assignment, today):
    """From when to when, as far as it is known."""
    first, last = assignment.starts_on, assignment.ends_on
    dates = {"first": longdate(first), "last": longdate(last)}
    if assignment.undated_plan:
        return _("date not known yet")
    if first and last:
        return _("%(first)s to %(last)s") % dates
    if last:
        return _("until %(last)s") % dates
    if first:
        return (_("from %(first)s") if first > today else _("since %(first)s")) % dates
    return _("beginning not recorded")


def reason(assignment):
    """Why it ended and where to, in one line; nothing while no reason is given."""
    parts = [assignment.get_end_reason_display(), assignment.destination]
    return ", ".join(str(part) for part in parts if part)


def history(position):
    """The assignments of a position, what is now and comes first, and what can be done."""
    today = timezone.localdate()
    known = sorted(position.all_assignments(), key=lambda one: (_day(one), one.pk), reverse=True)
    rows = [assignment_row(assignment, today) for assignment in known]
    args = [position.team.slug, position.pk]
    is_closed = position.vacancy == position.Vacancy.CLOSED
    return {
        "rows": [row for row in reversed(rows) if not row.has_ended],
        "past": [row for row in rows if row.has_ended],
        "appoint_url": "" if is_closed else reverse("roles:appoint", args=args),
    }


def member_history(assignments):
    """The assignments of a member: those that are now or come, and those that have ended."""
    today = timezone.localdate()
    rows = [assignment_row(assignment, today) for assignment in assignments]
    return {
        "rows": [row for row in rows if not row.has_ended],
        "past": [row for row in rows if row.has_ended],
    }


def handover_done(assignment):
    """ "3 of 5": how much of the handover is done."""
    done = sum(item in assignment.handover for item in Assignment.Handover)
    return _("%(done)d of %(all)d") % {"done": done, "all": len(Assignment.Handover)}


def days(count):
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _day(assignment):
    """What is planned without a date comes last, what began nobody knows when was first."""
    if assignment.undated_plan:
        return "9999"
    known = assignment.starts_on or assignment.ends_on
    return known.isoformat() if known else "0000"
