"""The yearly cycle: what is not done moves by a year, all of it or none."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.rolling import last_year, next_year, shifted_years
from tests.factories import (
    ActivityFactory,
    AssistanceDaysFactory,
    CostLineFactory,
    FundingFactory,
    MemberFactory,
    PlanFactory,
    PriceItemFactory,
    RetentionStepFactory,
    RoundFactory,
    TechnicalAssistanceFactory,
)

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
    [([], [], 2027), ([datetime.date(2028, 1, 1)], [], 2028), ([], [2029], 2029)],
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
@pytest.mark.parametrize(
    ("unit_cost", "values", "later"),
    [
        (100, {}, 110),
        (120, {}, 120),
        (100, {"amounts_by_year": {YEAR: "100"}}, 100),
        (100, {"price": None}, 100),
    ],
)
def test_price_of_the_list_becomes_that_of_the_new_year(page, plan, url, unit_cost, values, later):
    price = PriceItemFactory(plan=plan, unit_cost=100, base_year=YEAR, yearly_increase=10)
    activity = left_over(plan)
    values = {"price": price, "unit_cost": unit_cost, "quantity": 1} | values
    line = CostLineFactory(activity=activity, **values)

    page.post(url, {"activity": [f"{activity.pk}-{activity.version}"]})

    line.refresh_from_db()
    assert line.unit_cost == later


@pytest.mark.django_db
def test_line_with_amounts_by_funder_keeps_its_total(page, plan, url):
    price = PriceItemFactory(plan=plan, unit_cost=100, base_year=YEAR, yearly_increase=10)
    line = CostLineFactory(activity=left_over(plan), price=price, unit_cost=100, quantity=1)
    FundingFactory(line=line, percent=None, amount=100)

    page.post(url, {"activity": [f"{line.activity_id}-1"]})

    line.refresh_from_db()
    assert line.unit_cost == 100 and line.activity.start == next_year(DAY)


@pytest.mark.django_db
def test_days_of_an_expert_move_along(page, plan, url):
    activity = left_over(plan, kind="technical_assistance")
    terms = TechnicalAssistanceFactory(activity=activity)
    for year, days in ((YEAR - 1, 20), (YEAR, 10)):
        AssistanceDaysFactory(assistance=terms, year=year, days=days)

    page.post(url, {"activity": [f"{activity.pk}-1"]})

    found = terms.days_by_year.values_list("year", "days")
    assert list(found) == [(YEAR, 20), (YEAR + 1, 10)]
    terms.refresh_from_db()
    assert terms.version == 2


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
@pytest.mark.parametrize(
    ("due", "words", "kind"),
    [
        (None, "No retention measure is due this year", "success"),
        (datetime.date(YEAR, 12, 31), "1 retention measure is due this year", "success"),
        (datetime.date(YEAR + 1, 1, 1), "No retention measure is due this year", "success"),
        (datetime.date(YEAR - 1, 1, 1), "1 retention measure is due this year, 1 late", "warning"),
    ],
)
def test_year_tells_the_lead_what_keeps_people(page, plan, team, due, words, kind):
    RetentionStepFactory(member=MemberFactory(team=team), due=due)
    CostLineFactory(activity=left_over(plan), code="C18", quantity=1, unit_cost=2900)

    step = page.get(reverse("plans:cycle", args=[team.slug])).context["steps"][-1]

    assert (step["title"], step["kind"]) == (words, kind)
    assert step["text"] == "The plan holds 2,900\u00a0USD for retention and growth (C18)."


@pytest.mark.django_db
def test_what_keeps_people_is_told_to_nobody_else(client, plan, team, viewer):
    RetentionStepFactory(member=MemberFactory(team=team), due=DAY)
    client.force_login(viewer)

    assert "retention" not in client.get(reverse("plans:cycle", args=[team.slug])).text.lower()


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
