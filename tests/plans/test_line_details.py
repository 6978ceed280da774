"""What a cost line may say beyond quantity and cost: times, price, own days, years, amounts."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from plans.models import CostLine
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    PriceItemFactory,
)
from tests.plans.test_cost_lines import edit, line_data

pytestmark = pytest.mark.django_db


def plain(response):
    return response.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def activity(plan):
    start, end = datetime.date(2027, 1, 1), datetime.date(2028, 12, 31)
    return ActivityFactory(plan=plan, start=start, end=end)


@pytest.fixture
def create(activity):
    return reverse("plans:line_create", args=[activity.plan.team.slug, activity.pk])


def test_line_with_every_detail_is_saved(page, create):
    details = {"frequency": "4", "assumption": "Four meetings", "unit_cost": "100"}
    details |= {"start": "2027-02-01", "end": "2028-01-31", "year_2027": "500", "year_2028": "300"}

    page.post(create, line_data(**details))

    line = CostLine.objects.get()
    assert (line.frequency, line.assumption, line.start.month) == (4, "Four meetings", 2)
    assert line.own_years == {2027: 500, 2028: 300}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"frequency": "0"}, "frequency"),
        ({"frequency": "-1"}, "frequency"),
        ({"frequency": "10001"}, "frequency"),
        ({"start": "2027-02-01"}, "end"),
        ({"start": "2027-02-01", "end": "2027-01-01"}, "end"),
        ({"start": "2026-12-31", "end": "2027-01-01"}, "start"),
        ({"start": "2027-01-01", "end": "2030-01-01"}, "end"),
        ({"year_2027": "1000"}, "year_2029"),
        ({"year_2027": "x"}, "year_2027"),
        ({"unit_cost": ""}, "unit_cost"),
    ],
)
def test_bad_detail_is_refused_at_its_field(wrong, field, page, create):
    response = page.post(create, line_data(description="Kept") | wrong)

    assert list(response.context["form"].errors) == [field]
    assert "Kept" in response.text and not CostLine.objects.exists()


def test_price_of_the_list_fills_the_cost_of_one_for_the_years_of_the_line(page, create, plan):
    price = PriceItemFactory(plan=plan, unit_cost=1000, yearly_increase=10, base_year=2027)

    page.post(create, line_data(price=price.pk, unit_cost=""))

    line = CostLine.objects.get()
    assert (line.unit_cost, line.price, line.yearly_increase) == (1050, price, 10)


def test_cost_that_was_typed_wins_over_the_price(page, create, plan):
    price = PriceItemFactory(plan=plan, unit_cost=1000)

    page.post(create, line_data(price=price.pk, unit_cost="990"))

    assert CostLine.objects.get().unit_cost == 990


def amounts(*rows):
    """Rows of source, status, percent and amount."""
    data = {}
    for row, (source, status, percent, amount) in enumerate(rows):
        data |= {
            f"shares-{row}-source": source.pk if source else "",
            f"shares-{row}-status": status,
        }
        data |= {f"shares-{row}-percent": percent, f"shares-{row}-amount": amount}
    return data


def test_amounts_are_saved_and_an_open_row_takes_the_rest(page, create, ministry):
    rows = amounts((ministry, "secured", "", "1,200.50"), (None, "unfunded", "", ""))

    page.post(create, line_data(**rows))

    found = [(one.percent, one.amount) for one in CostLine.objects.get().fundings.all()]
    assert found == [(None, Decimal("1200.5")), (None, Decimal("599.5"))]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("secured", "", "1000"), ("requested", "", "700")], "add up to 1,700 USD"),
        ([("secured", "", "2000")], "The line costs 1,800 USD"),
        ([("secured", "50", ""), ("requested", "", "900")], "all shares in percent, or all"),
        ([("secured", "50", "900")], "not both"),
        ([("secured", "", "0")], "above 0"),
        ([("secured", "", "1800"), ("requested", "", "")], "Enter the share of this row"),
    ],
)
def test_amounts_that_do_not_make_the_line_are_refused(rows, message, page, create, ministry):
    data = amounts(*((ministry, *row) for row in rows))

    response = page.post(create, line_data(description="Kept", **data))

    assert message in plain(response) and "Kept" in response.text
    assert not CostLine.objects.exists()


def test_second_editor_sees_the_amounts_and_years_of_the_first(page, activity, ministry):
    line = CostLineFactory(activity=activity, amounts_by_year={"2027": "900"}, version=2)
    FundingFactory(line=line, source=ministry, status="secured", percent=None, amount=900)

    response = page.post(edit(line), line_data(seen="1", unit_cost="800"))

    text = plain(response)
    assert "Ministry budget, Secured, 900 USD" in text
    assert "By year, as they left it: 2027: 900." in text


def test_source_that_ends_before_its_line_is_warned_about(page, activity):
    source = FundingSourceFactory(plan=activity.plan, name="Grant", ends=datetime.date(2028, 6, 30))
    FundingFactory(line__activity=activity, source=source, status="secured")

    response = page.get(activity.get_absolute_url())

    assert "Grant ends on 30 June 2028, before this line does (31 December 2028)." in plain(
        response
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"contingency_percent": "51"}, "contingency_percent"),
        ({"second_currency": "ZZQ"}, "second_currency"),
        ({"second_currency": "USD"}, "second_currency"),
        ({"second_currency": "EUR", "second_rate": ""}, "second_rate"),
        ({"second_currency": "EUR", "second_rate": "0"}, "second_rate"),
        ({"second_currency": "EUR", "second_rate_day": ""}, "second_rate_day"),
    ],
)
def test_bad_settings_are_refused_at_their_field(wrong, field, page, team, plan):
    good = {"title": "Plan", "start_year": "2027", "end_year": "2029"}
    good |= {"second_rate": "1.1", "second_rate_day": "2026-11-02"}

    response = page.post(reverse("plans:plan_edit", args=[team.slug]), good | wrong)

    assert list(response.context["form"].errors) == [field]


def test_settings_are_saved_and_a_rate_without_currency_is_dropped(page, team, plan):
    good = {"title": "Plan", "start_year": "2027", "end_year": "2029"}
    rate = {"second_rate": "1.085", "second_rate_day": "2026-11-02"}
    url = reverse("plans:plan_edit", args=[team.slug])

    page.post(url, good | rate | {"second_currency": "eur", "contingency_percent": "5"})
    plan.refresh_from_db()
    assert (plan.second_currency, plan.second_rate) == ("EUR", Decimal("1.085"))
    page.post(url, good | rate | {"seen": plan.version})
    plan.refresh_from_db()

    assert (plan.second_currency, plan.second_rate, plan.contingency_percent) == ("", None, 0)
