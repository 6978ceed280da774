"""An activity that is done says what came of it; late ones are named."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import Completion
from roles.models import Skill
from tests.factories import (
    ActivityFactory,
    CompletionFactory,
    MemberFactory,
    PositionFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def activity(plan):
    activity = ActivityFactory(plan=plan, start=YESTERDAY, end=YESTERDAY)
    activity.participants.add(MemberFactory(team=plan.team, name="Ana"))
    return activity


def address(name, activity):
    return reverse(f"plans:{name}", args=[activity.plan.team.slug, activity.pk])


def record(seen=0, **values):
    return {"seen": seen, "done_on": YESTERDAY.isoformat(), "outcome": "They can do it."} | values


def test_form_proposes_the_participants(page, activity):
    form = page.get(address("activity_complete", activity)).context["form"]

    assert form["attended"].value() == [activity.participants.get().pk]
    assert form["done_on"].value() == YESTERDAY


def test_record_and_status_are_saved_together(page, activity):
    ana = activity.participants.get()

    page.post(address("activity_complete", activity), record(attended=[ana.pk]))

    activity.refresh_from_db()
    assert (activity.status, activity.version) == ("done", 2)
    assert list(activity.completion.attended.all()) == [ana]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"outcome": ""}, "This field is required"),
        ({"done_on": "2199-01-01"}, "This day is still to come."),
        ({"done_on": "2020-01-01"}, "The activity had not begun on that day."),
        ({"attended": ["99999999999999999999"]}, "Choose from the list."),
    ],
)
def test_nonsense_is_refused_at_its_field(page, activity, wrong, words):
    response = page.post(address("activity_complete", activity), record(**wrong))

    assert words in response.text
    assert not Completion.objects.exists()


def test_second_person_is_told(page, activity):
    page.post(address("activity_complete", activity), record())

    response = page.post(address("activity_complete", activity), record(outcome="Something else"))

    assert "They can do it." in response.text
    assert "Something else" in response.text
    assert Completion.objects.get().outcome == "They can do it."


def test_page_proposes_to_assess_again_whoever_was_there(page, team, activity):
    activity.skills.add(Skill.objects.get(code="OL-01"))
    holder = MemberFactory(team=team)
    PositionFactory(team=team, holder=holder)
    RoundFactory(team=team, closed=YESTERDAY)
    CompletionFactory(activity=activity).attended.add(holder)

    url = page.get(address("activity_detail", activity)).context["reassess_url"]

    assert page.get(url).context["form"]["scope"].value() == [f"{holder.pk}-operational-lead"]


def test_late_activities_stand_on_the_plan_and_the_overview(page, team, plan, activity):
    ActivityFactory(plan=plan, start=YESTERDAY, end=TODAY)
    ActivityFactory(plan=plan, start=YESTERDAY, end=YESTERDAY, status="cancelled")

    plan_page = page.get(reverse("plans:detail", args=[team.slug]))
    overview = page.get(reverse("team_detail", args=[team.slug]))

    assert list(plan_page.context["late"]) == [activity]
    assert overview.context["risks"][0]["title"] == "1 activity should be finished by now"


def test_activity_page_keeps_its_queries(
    page, activity, django_assert_num_queries, django_assert_max_num_queries
):
    done = CompletionFactory(activity=activity)
    done.attended.add(MemberFactory(team=activity.plan.team))
    activity.skills.add(Skill.objects.get(code="OL-01"))
    with django_assert_max_num_queries(19) as before:
        page.get(address("activity_detail", activity))
    count = len(before)
    done.attended.add(*MemberFactory.create_batch(5, team=activity.plan.team))
    activity.skills.add(*Skill.objects.all()[:10])

    with django_assert_num_queries(count):
        page.get(address("activity_detail", activity))
