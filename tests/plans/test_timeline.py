"""The timeline by kind and member, and the calendar file."""

import datetime

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.factories import ActivityFactory, MemberFactory

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.date(2027, 3, 31)


@pytest.fixture
def activities(plan):
    first = ActivityFactory(plan=plan, code="A-01", start=ONE_DAY, end=ONE_DAY, kind="coaching")
    second = ActivityFactory(plan=plan, code="A-02", start=None, end=None, kind="academy")
    first.participants.add(MemberFactory(team=plan.team, name="Ana", code="TM-A"))
    return first, second


def named(response):
    return {
        group.name: [row.activity.code for row in group.rows]
        for group in response.context["groups"]
    }


def test_timeline_is_grouped_by_kind_and_by_member(page, team, activities):
    url = reverse("plans:timeline", args=[team.slug])

    assert named(page.get(url)) == {"Academy": ["A-02"], "Coaching": ["A-01"]}
    assert named(page.get(url, {"by": "member"})) == {
        "Ana": ["A-01"],
        "Nobody of the team": ["A-02"],
    }
    assert named(page.get(url, {"by": "level"})) == named(page.get(url))


def events(page, team, **asked):
    content = page.get(reverse("plans:calendar", args=[team.slug]), asked).content
    return Calendar.from_ical(content).walk("VEVENT")


def test_calendar_has_dated_activities_as_whole_days(page, team, activities):
    (event,) = events(page, team)

    assert event["UID"] == "A-01.tavaloa@coreteam-planner"
    assert event["DTSTART"].dt == ONE_DAY
    assert event["DTEND"].dt == datetime.date(2027, 4, 1)


def test_calendar_of_a_member_has_the_own_activities(page, team, activities):
    ActivityFactory(plan=activities[0].plan)

    assert len(events(page, team)) == 2
    assert len(events(page, team, member="TM-A")) == 1
    unknown = page.get(reverse("plans:calendar", args=[team.slug]), {"member": "x"})
    assert unknown.status_code == 404


@pytest.mark.parametrize("name", ["timeline", "calendar"])
def test_pages_keep_their_queries(
    page, team, activities, name, django_assert_num_queries, django_assert_max_num_queries
):
    url = reverse(f"plans:{name}", args=[team.slug])
    with django_assert_max_num_queries(19) as before:
        page.get(url)
    count = len(before)
    for _ in range(5):
        more = ActivityFactory(plan=activities[0].plan)
        more.participants.add(MemberFactory(team=team))

    with django_assert_num_queries(count):
        page.get(url)
