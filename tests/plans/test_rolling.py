"""The yearly cycle: what is not done moves by a year, all of it or none."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.rolling import last_year, next_year, shifted_years
from tests.factories import ActivityFactory, CostLineFactory, PlanFactory, RoundFactory

YEAR = timezone.localdate().year
DAY = datetime.date(YEAR, 3, 1)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (datetime.date(2027, 3, 1), datetime.date(2028, 3, 1)),
        (datetime.date(2028, 2, 29), datetime.date(2029, 2, 28)),
    ],
)
def test_next_year_is_the_same_day(day, later):
    assert next_year(day) == later


def test_amounts_move_with_their_years():
    assert shifted_years({"2027": "1.00"}) == {"2028": "1.00"}


@pytest.mark.parametrize(
    ("ends", "years", "last"),
    [([], [], 2027), ([datetime.date(2028, 1, 1)], [], 2028), ([], ["2029"], 2029)],
)
def test_last_year_is_that_of_the_activity_or_its_costs(ends, years, last):
    assert last_year(datetime.date(2027, 5, 1), ends, years) == last


@pytest.fixture
def plan(team):
    return PlanFactory(team=team, start_year=YEAR, end_year=YEAR + 1)


@pytest.fixture
def url(team):
    return reverse("plans:roll_over", args=[team.slug])


def left_over(plan, **values):
    return ActivityFactory(plan=plan, start=DAY, end=DAY, **values)


@pytest.mark.django_db
def test_ticked_activities_move_with_their_cost_lines(page, plan, url):
    activity, other = left_over(plan), left_over(plan)
    line = CostLineFactory(activity=activity, start=DAY, end=DAY, amounts_by_year={YEAR: "900"})

    page.post(url, {"activity": [f"{activity.pk}-{activity.version}"]})

    for row in (activity, other, line):
        row.refresh_from_db()
    assert (activity.start, activity.end) == (next_year(DAY), next_year(DAY))
    assert (line.start, line.amounts_by_year) == (next_year(DAY), {str(YEAR + 1): "900"})
    assert other.start == DAY


@pytest.mark.django_db
@pytest.mark.parametrize("values", [[], ["x"], ["1-2-3"], ["99999999999999999999-1"]])
def test_nothing_ticked_moves_nothing(page, plan, url, values):
    assert "Nothing was moved." in page.post(url, {"activity": values}).text


@pytest.mark.django_db
def test_one_that_was_changed_meanwhile_stops_them_all(page, plan, url):
    first, second = left_over(plan), left_over(plan)

    response = page.post(url, {"activity": [f"{first.pk}-1", f"{second.pk}-7"]})

    first.refresh_from_db()
    assert first.start == DAY
    assert "One of them was changed meanwhile." in response.text


@pytest.mark.django_db
def test_what_would_leave_the_plan_is_not_moved(page, plan, url):
    line = CostLineFactory(activity=left_over(plan), amounts_by_year={str(YEAR + 1): "900"})

    response = page.post(url, {"activity": [f"{line.activity_id}-1"]})

    assert "outside the years of the plan" in response.text
    assert "One of them was changed meanwhile." in response.text


@pytest.mark.django_db
def test_year_tells_what_comes_next(page, plan, team):
    left_over(plan)
    left_over(plan, status="done")
    RoundFactory(team=team, title="Baseline", opened=DAY, closed=DAY)

    steps = page.get(reverse("plans:cycle", args=[team.slug])).context["steps"]

    assert steps[0]["title"].startswith("Next round: ")
    assert steps[1]["title"] == "Have the plan approved"
    assert steps[2]["title"] == "1 activity of this year is not done"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["cycle", "roll_over"])
def test_pages_keep_their_queries(
    page, plan, team, name, django_assert_num_queries, django_assert_max_num_queries
):
    address = reverse(f"plans:{name}", args=[team.slug])
    CostLineFactory(activity=left_over(plan))
    with django_assert_max_num_queries(19) as before:
        page.get(address)
    count = len(before)
    for _ in range(4):
        CostLineFactory(activity=left_over(plan))

    with django_assert_num_queries(count):
        page.get(address)
