"""The activities of a plan as a calendar file (RFC 5545): all-day events that keep their name."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from plans.models import Activity, Plan
from plans.overview import people

STATUS = {"cancelled": "CANCELLED", "planned": "TENTATIVE"}


def calendar_file(
    plan: Plan, activities: Iterable[Activity], address: Callable[[Activity], str]
) -> bytes:
    """`activities` as of `for_plan`; those without dates are left out. `address` gives a full URL.

    An activity keeps its identifier, so that a calendar that reads the file again moves the event
    instead of adding a second one.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Core team planner//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.title)
    for activity in activities:
        if activity.start is not None:
            calendar.add_component(_event(plan, activity, address(activity)))
    return calendar.to_ical()


def _event(plan, activity, url):
    event = Event()
    event.add("uid", f"{activity.code}.{plan.team.slug}@coreteam-planner")
    event.add("dtstamp", activity.changed_at)
    event.add("sequence", activity.version)
    event.add("dtstart", activity.start)
    event.add("dtend", activity.end + timedelta(days=1))  # the first day after it
    event.add("summary", f"{activity.code} {activity.title}")
    event.add("description", people(activity))
    event.add("status", STATUS.get(activity.status, "CONFIRMED"))
    event.add("transp", "TRANSPARENT")  # months of mentoring leave the days free
    event.add("url", url)
    return event
