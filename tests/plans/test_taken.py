"""What the plan takes of people's time already, at every boundary."""

from datetime import date

import pytest

from plans.learners import planned_activities
from plans.taken import taken_by
from tests.factories import (
    ActivityFactory,
    AssistanceDaysFactory,
    MemberFactory,
    TechnicalAssistanceFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
YEAR = {"start": date(2027, 1, 1), "end": date(2027, 12, 31)}


@pytest.fixture
def member(team):
    return MemberFactory(team=team)


def taken(plan, today=TODAY):
    rows = planned_activities(plan.team).prefetch_related("assistance__days_by_year")
    return taken_by(plan, rows, today)


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"kind": "academy", **YEAR}, {0: 5}),
        ({"kind": "academy", "status": "done", **YEAR}, {0: 5}),
        ({"kind": "academy", "start": date(2027, 3, 1), "end": date(2027, 3, 2)}, {0: 2}),
        ({"kind": "academy", "start": date(2028, 1, 1), "end": date(2028, 1, 1)}, {1: 1}),
        ({"kind": "academy", "start": date(2027, 12, 1), "end": date(2028, 2, 1)}, {0: 5}),
        (
            {"kind": "mentorship", "start": date(2027, 6, 1), "end": date(2028, 5, 1)},
            {0: 12, 1: 12},
        ),
        ({"kind": "governance", **YEAR}, {}),
        ({"kind": "academy", "start": None, "end": None}, {}),
        ({"kind": "academy", "status": "cancelled", **YEAR}, {}),
    ],
)
def test_days_by_kind_and_dates(plan, member, values, days):
    ActivityFactory(plan=plan, **values).participants.add(member)

    assert taken(plan).days == {(str(member.pk), year): count for year, count in days.items()}


def test_colleague_who_mentors_gives_days_for_each(plan, member):
    others = MemberFactory.create_batch(2, team=plan.team)
    ActivityFactory(plan=plan, kind="mentorship", owner=member, **YEAR).participants.set(others)

    assert taken(plan).days[str(member.pk), 0] == 12
    assert taken(plan).days[str(others[0].pk), 0] == 6


def test_assistance_takes_the_days_of_the_paired_member(plan, member):
    activity = ActivityFactory(plan=plan, kind="technical_assistance", **YEAR)
    terms = TechnicalAssistanceFactory(activity=activity, paired=member)
    AssistanceDaysFactory(assistance=terms, year=2028, days=30)

    assert taken(plan).days == {(str(member.pk), 1): 30}


def test_who_is_on_a_course_is_away_in_its_quarters(plan, member):
    values = {"start": date(2027, 6, 30), "end": date(2027, 7, 1)}
    ActivityFactory(plan=plan, kind="academy", **values).participants.add(member)
    ActivityFactory(plan=plan, kind="online_blended", **values).participants.add(member)

    assert taken(plan).away == {1: 1, 2: 1}


@pytest.mark.parametrize(
    ("today", "first"), [(TODAY, 0), (date(2027, 3, 31), 0), (date(2028, 4, 1), 5)]
)
def test_first_quarter_is_the_one_that_runs(plan, today, first):
    assert taken(plan, today).first == first
