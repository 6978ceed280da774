"""Budget tables that agree with each other, and the list of what nobody pays yet."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from plans.budget_tables import Selection, by_recurrence, by_year_and_source
from plans.ledger import plan_totals, unfunded_lines
from plans.models import Activity
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    MemberFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(team, plan):
    return reverse("plans:budget", args=[team.slug])


@pytest.fixture
def unfunded(team, plan):
    return reverse("plans:unfunded", args=[team.slug])


def spend(plan, amount, *, source=None, status="unfunded", percent=100, years=(2027, 2027), **line):
    start, end = (
        (datetime.date(years[0], 1, 1), datetime.date(years[1], 12, 31)) if years else (None, None)
    )
    activity = ActivityFactory(plan=plan, start=start, end=end)
    made = CostLineFactory(activity=activity, unit_cost=amount, **line)
    FundingFactory(line=made, source=source, status=status, percent=percent)
    if percent < 100:
        FundingFactory(line=made, percent=100 - percent)
    return made


def test_every_table_adds_up_to_the_same_total(page, budget, plan, ministry):
    spend(plan, "1000.01", source=ministry, status="secured", percent=60, years=(2027, 2029))
    spend(plan, 500, recurrence="recurring", code="C11")
    spend(plan, 70, years=None)

    tables = page.get(budget).context["tables"]

    assert len(tables) == 4
    assert {table.foot.total for table in tables} == {"1,570.01"}
    for table in tables:
        assert sum(Decimal(row.total.replace(",", "")) for row in table.rows) == Decimal("1570.01")


def test_lines_without_dates_stand_in_their_own_column(plan):
    spend(plan, 500)
    spend(plan, 70, years=None)

    table = by_year_and_source(Selection(plan, plan_totals(plan)))

    assert table.columns == ["2027", "No dates"]
    assert table.rows[0].cells == ["500", "70"]
    assert table.foot.cells == ["500", "70"]


def test_plan_without_any_dates_has_a_table_all_the_same(page, budget, plan):
    spend(plan, 70, years=None)

    response = page.get(budget)

    assert response.context["tables"][0].columns == ["No dates"]


@pytest.mark.parametrize("name", ["detail", "budget", "unfunded", "source_list", "file"])
def test_source_and_category_only_without_dates_are_added_up(name, page, plan, ministry):
    spend(plan, 500)
    spend(plan, 70, source=ministry, status="requested", code="C11", years=None)

    response = page.get(reverse(f"plans:{name}", args=[plan.team.slug]))

    assert response.status_code == 200


def test_every_table_by_year_takes_what_only_lines_without_dates_have(page, budget, plan, ministry):
    spend(plan, 500)
    spend(plan, 70, source=ministry, status="requested", code="C11", years=None)

    tables = page.get(budget).context["tables"][:3]

    rows = [[row.cells for row in table.rows] for table in tables]
    assert rows == [
        [["–", "70"], ["500", "–"]],
        [["–", "70"], ["500", "–"]],
        [["500", "–"], ["–", "70"]],
    ]


def test_one_off_and_recurring_have_no_years(plan):
    spend(plan, 70)

    assert by_recurrence(Selection(plan, plan_totals(plan))).columns == []


def test_currency_without_decimals_shows_none(page, budget, team, plan):
    team.currency = "XAF"
    team.save()
    spend(plan, "1000000", years=(2027, 2029))

    tables = page.get(budget).context["tables"]

    assert tables[0].foot.cells == ["333,333", "333,333", "333,334"]


def test_indicators_say_what_rests_on_domestic_money(page, budget, plan, ministry):
    spend(plan, 300, source=ministry, status="secured", recurrence="recurring")
    spend(plan, 100, recurrence="recurring")
    spend(plan, 100)

    domestic, missing, recurring, *_ = page.get(budget).context["indicators"]

    assert domestic.value == "75.0\u00a0%"
    assert missing.value == "40.0\u00a0%"
    assert recurring.value == "80.0\u00a0%"


def test_budget_without_money_says_so(page, budget):
    assert "There is nothing to add up yet" in page.get(budget).text


def test_unfunded_list_names_what_it_is_for(page, unfunded, plan, ministry):
    line = spend(plan, 1000, source=ministry, status="secured", percent=60)
    line.activity.participants.add(MemberFactory(team=plan.team, name="Semisi Faleono"))
    spend(plan, 500, source=ministry, status="requested")

    response = page.get(unfunded)

    (row,) = response.context["rows"]
    assert row["amount"] == "400"
    assert "Semisi Faleono" not in response.text
    assert response.context["total"] == "400"
    assert line.activity.title in response.text


def test_unfunded_list_adds_up_to_the_plan(plan, ministry):
    for percent in (33, 50, 99):
        spend(plan, "0.05", source=ministry, status="secured", percent=percent)

    found = sum(one.amount for one in unfunded_lines(plan))

    assert found == plan_totals(plan).by_status["unfunded"]


def test_unfunded_list_leaves_out_cancelled_activities(plan):
    line = spend(plan, 1000)
    Activity.objects.filter(pk=line.activity.pk).update(status="cancelled")

    assert unfunded_lines(plan) == []


def test_unfunded_list_with_nothing_says_so(page, unfunded):
    assert "Nothing is unfunded" in page.get(unfunded).text


@pytest.mark.parametrize("name", ["budget", "unfunded"])
def test_money_pages_keep_their_number_of_queries(
    name, page, team, plan, django_assert_max_num_queries, django_assert_num_queries
):
    url = reverse(f"plans:{name}", args=[team.slug])

    def grow(count):
        for _ in range(count):
            source = FundingSourceFactory(plan=plan)
            line = spend(plan, 100, source=source, status="secured", percent=50)
            line.activity.participants.add(MemberFactory(team=team))

    grow(1)
    with django_assert_max_num_queries(19) as before:
        page.get(url)

    grow(10)

    with django_assert_num_queries(len(before)):
        page.get(url)
