"""The time that activities of the plan take already, for a draft of more of them. No queries.

How many days each kind takes is ours [I], the same that a draft assumes (plans/candidates.py).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from plans.candidates import DAYS, Way
from plans.drafting_rules import QUARTERS
from plans.models import Activity, Plan

Kind = Activity.Kind
AWAY = {Kind.ACADEMY, Kind.FORMAL_TRAINING, Kind.CONFERENCE, Kind.SCHOLARSHIP}
# Once, in the year in which it begins.
COURSES = AWAY | {Kind.ONLINE_BLENDED, Kind.SELF_PACED}
# In every year in which it runs; whoever owns it does it with the others.
BESIDE_WORK = {Kind.MENTORSHIP, Kind.COACHING, Kind.ON_THE_JOB}


@dataclass(frozen=True)
class Taken:
    """`away`: people by quarter; `days`: by person (key as text) and year, both counted from 0;
    `first`: the quarter that runs today, 0 before the plan begins."""

    away: Counter = field(default_factory=Counter)
    days: Counter = field(default_factory=Counter)
    first: int = 0


def taken_by(plan: Plan, activities: Iterable[Activity], today: date) -> Taken:
    """`activities` come with participants and `assistance__days_by_year`, cancelled ones left out.

    What has no dates takes nothing yet: nobody knows when.
    """
    found = Taken(first=max(0, _slot(plan, today)))
    for activity in activities:
        if activity.start:
            _add_away(plan, activity, found.away)
            _add_days(plan, activity, found.days)
    return found


def _add_away(plan, activity, away):
    if activity.kind in AWAY and activity.status != Activity.Status.DONE:
        people = len(activity.participants.all())
        for slot in range(_slot(plan, activity.start), _slot(plan, activity.end) + 1):
            away[slot] += people


def _add_days(plan, activity, days):
    people = [str(member.pk) for member in activity.participants.all()]
    if activity.kind in COURSES:
        for person in people:
            days[person, activity.start.year - plan.start_year] += _days(activity, Way.COURSE)
    if activity.kind in BESIDE_WORK:
        mentor = str(activity.owner_id) if activity.owner_id else ""
        each = _days(activity, Way.COLLEAGUE if mentor else Way.OUTSIDE)
        for year in range(activity.start.year, activity.end.year + 1):
            for person in people:
                days[person, year - plan.start_year] += each
                if mentor and mentor != person:
                    days[mentor, year - plan.start_year] += each
    if activity.kind == Kind.TECHNICAL_ASSISTANCE:
        _add_assistance(plan, activity, days)


def _add_assistance(plan, activity, days):
    """The paired member works beside the expert."""
    terms = getattr(activity, "assistance", None)
    if terms and terms.paired_id:
        for row in terms.days_by_year.all():
            days[str(terms.paired_id), row.year - plan.start_year] += row.days


def _days(activity, way: Way) -> int:
    """What a draft assumes, but no more than the working days between its dates."""
    length = (activity.end - activity.start).days + 1
    if length >= 7 * DAYS[way]:
        return DAYS[way]
    every = (activity.start + timedelta(n) for n in range(length))
    return min(DAYS[way], sum(day.weekday() < 5 for day in every) or 1)


def _slot(plan, day) -> int:
    return (day.year - plan.start_year) * QUARTERS + (day.month - 1) // 3
