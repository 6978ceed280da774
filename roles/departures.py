"""The departure log: who left, why, where to; turnover, and how long positions stayed empty."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.assignment_pages import days, handover_done, reason
from roles.formats import number, percent
from roles.models import Assignment
from roles.turnover import Stay, average_days, refills, turnover

PERIODS = (12, 24)
# What ?show= chooses: nothing, the leavers of a period, or how it went on.
REFILLED, STILL_OPEN = "refilled", "open"


@dataclass(frozen=True)
class DepartureRow:
    assignment: Assignment
    reason: str
    handover: str
    refill: str


class Departures:
    """All that the page says, worked out from the dated assignments of a team."""

    def __init__(self, team, assignments, today):
        self.team, self.today = team, today
        self.assignments = {one.pk: one for one in assignments if not one.undated_plan}
        self.stays = [_stay(one) for one in self.assignments.values()]
        closed = {str(one.position_id) for one in assignments if _is_closed(one.position)}
        self.refills = {found.stay.key: found for found in refills(self.stays, today, closed)}
        self.turnover = {months: turnover(self.stays, today, months) for months in PERIODS}

    def figures(self):
        """Each number is a link to the rows it was counted from."""
        average = average_days(self.refills.values())
        still_open = len(self._keys(STILL_OPEN))
        return [
            *(self._turnover_figure(months) for months in PERIODS),
            {
                "label": _("Average time to refill"),
                "url": self._url(REFILLED),
                "value": days(int(average)) if average is not None else "–",
                "hint": _("days in which nobody was in the position"),
            },
            {
                "label": _("Not refilled yet"),
                "url": self._url(STILL_OPEN),
                "value": number(still_open),
                "hint": _("positions that stay open after somebody left"),
            },
        ]

    def rows(self, show):
        """Those who left, the latest first; all of them when `show` names nothing known."""
        keys = self._keys(show)
        ended = [one for one in self.assignments.values() if one.pk in keys]
        return [
            DepartureRow(one, reason(one), handover_done(one), self._refill_text(one))
            for one in sorted(ended, key=lambda one: (one.ends_on, one.pk), reverse=True)
        ]

    def coming(self):
        """Assignments that go on today and have a last day, the nearest first."""
        ending = [
            self.assignments[stay.key]
            for stay in self.stays
            if stay.last is not None and stay.covers(self.today)
        ]
        return sorted(ending, key=lambda one: (one.ends_on, one.pk))

    def title(self, show):
        titles = {
            "12": _("Left in the last 12 months"),
            "24": _("Left in the last 24 months"),
            REFILLED: _("Positions that were filled again"),
            STILL_OPEN: _("Positions that are not filled again yet"),
        }
        return titles.get(show, _("All assignments that have ended"))

    def _keys(self, show):
        """The assignments behind a number."""
        if show in {str(months) for months in PERIODS}:
            return {stay.key for stay in self.turnover[int(show)].left}
        if show in (REFILLED, STILL_OPEN):
            wanted = show == STILL_OPEN
            return {key for key, found in self.refills.items() if found.open == wanted}
        return {stay.key for stay in self.stays if stay.has_ended(self.today)}

    def _turnover_figure(self, months):
        found = self.turnover[months]
        words = {"left": len(found.left), "average": number(found.average, 1)}
        return {
            "label": _("Turnover over %(months)d months") % {"months": months},
            "url": self._url(months),
            "value": percent(found.percent),
            "hint": ngettext(
                "%(left)d holder left; %(average)s holders on average",
                "%(left)d holders left; %(average)s holders on average",
                len(found.left),
            )
            % words,
        }

    def _refill_text(self, assignment):
        found = self.refills.get(assignment.pk)
        if found is None:
            return _("Position closed")
        if found.open:
            return _("Open for %(days)s so far") % {"days": days(found.days)}
        return _("After %(days)s") % {"days": days(found.days)} if found.days else _("At once")

    def _url(self, show):
        return f"{reverse('roles:departures', args=[self.team.slug])}?show={show}#rows"


def _stay(assignment):
    return Stay(
        key=assignment.pk,
        member=str(assignment.member_id),
        position=str(assignment.position_id),
        first=assignment.starts_on,
        last=assignment.ends_on,
    )


def _is_closed(position):
    return position.vacancy == position.Vacancy.CLOSED
