"""Payments on a line, and planned against committed against paid."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans.models import Spending
from tests.factories import ActivityFactory, CostLineFactory, FundingFactory, SpendingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(plan, ministry):
    activity = ActivityFactory(plan=plan, start="2027-01-01", end="2028-12-31")
    line = CostLineFactory(activity=activity, unit_cost=1000)
    FundingFactory(line=line, source=ministry, status="secured", percent=60)
    FundingFactory(line=line, percent=40)
    return line


@pytest.fixture
def url(team, line):
    return reverse("plans:spendings", args=[team.slug, line.pk])


def test_payment_is_recorded_and_deleted(page, url, line, ministry):
    page.post(url, {"day": "2027-02-01", "amount": "1,250.50", "source": ministry.pk})
    paid = Spending.objects.get(line=line)
    assert str(paid.amount.normalize()) == "1250.5"

    page.post(url, {"delete": paid.pk, f"seen-{paid.pk}": paid.version})

    assert not Spending.objects.exists()


def test_payment_that_is_sent_twice_is_recorded_once(page, url):
    data = {"day": "2027-02-01", "amount": "90", "once": page.get(url).context["once"]}
    page.post(url, data)

    again = page.post(url, data, follow=True)

    assert "nothing was added a second time" in again.text
    assert Spending.objects.count() == 1


@pytest.mark.parametrize(("amount", "is_told"), [("1000", False), ("1000.01", True)])
def test_more_paid_than_planned_is_told(amount, is_told, page, url):
    page.post(url, {"day": "2027-02-01", "amount": amount})

    assert ("More is paid than the line plans" in page.get(url).text) is is_told


@pytest.mark.parametrize(
    "wrong",
    [{"day": "0027-02-01"}, {"day": ""}, {"amount": "0"}, {"amount": "-1"}, {"amount": "x"}],
)
def test_bad_payment_is_refused(wrong, page, url):
    response = page.post(url, {"day": "2027-02-01", "amount": "9"} | wrong)

    assert response.context["form"].errors and not Spending.objects.exists()


def test_payment_of_another_line_is_not_deleted(page, url):
    other = SpendingFactory()

    page.post(url, {"delete": other.pk})

    assert Spending.objects.get() == other


def test_planned_committed_and_paid_stand_beside_each_other(page, team, line):
    SpendingFactory(line=line, day="2027-03-01", amount=150)
    SpendingFactory(line=line, day="2029-01-10", amount=50)
    SpendingFactory(amount=999)

    response = page.get(reverse("plans:budget", args=[team.slug]), {"view": "progress"})

    (table,) = response.context["tables"]
    assert [row.cells for row in table.rows] == [
        ["500", "500", "–"], ["300", "300", "–"], ["150", "–", "50"],
    ]  # fmt: skip
    assert (table.foot.cells, table.foot.total) == (["350", "500", "-50"], "800")


def test_year_is_told_by_quarter_and_its_numbers_lead_to_their_rows(page, team, line, ministry):
    SpendingFactory(line=line, day="2027-03-31", amount=150, source=ministry)
    SpendingFactory(line=line, day="2027-04-01", amount=50)
    SpendingFactory(line=line, day="2028-04-01", amount=999)
    budget = reverse("plans:budget", args=[team.slug])

    response = page.get(budget, {"view": "progress", "of": "2027"})

    table = response.context["quarters"]
    first, second, _third, _fourth = table.rows
    assert [one.text for one in first.figures] == ["125", "75", "150"]
    assert [one.text for one in second.figures] == ["125", "75", "50"]
    assert [one.until for one in second.figures] == ["250", "150", "200"]
    assert [one.bar for one in first.figures] == [Decimal("83.3"), 50, 100]
    assert table.total == ["500", "300", "200"]
    assert [amount for _one, _line, amount in response.context["payments"]] == ["150", "50"]
    for figure in first.figures[:2]:
        assert page.get(figure.url).context["total"] == figure.text


@pytest.mark.parametrize(
    ("asked", "year"),
    [({}, "2027"), ({"of": "2028"}, "2028"), ({"year": "2028"}, "2028"), ({"of": "soon"}, "2027")],
)
def test_year_that_is_shown_is_asked_for_or_the_first(page, team, line, asked, year):
    response = page.get(reverse("plans:budget", args=[team.slug]), {"view": "progress"} | asked)

    assert response.context["quarters"].year == year
    assert "No payment is recorded for this year." in response.text


def progress(page, team, **query):
    response = page.get(reverse("plans:budget", args=[team.slug]), {"view": "progress"} | query)
    return response, response.context["tables"][0]


@pytest.mark.parametrize(
    ("query", "paid"),
    [
        ({}, "350"),
        ({"source": "Ministry budget"}, "200"),
        ({"source": "-"}, "150"),
        ({"year": "2028"}, "50"),
        ({"year": "2027", "quarter": "1"}, "300"),
        ({"activity": "A-99"}, "350"),
        ({"recurrence": "recurring"}, "0"),
    ],
)
def test_payments_are_filtered_by_their_own_day_and_funder(page, team, line, ministry, query, paid):
    SpendingFactory(line=line, day="2027-03-01", amount=150, source=ministry)
    SpendingFactory(line=line, day="2028-03-01", amount=50, source=ministry)
    SpendingFactory(line=line, day="2027-03-01", amount=150)

    _response, table = progress(page, team, **query)

    assert table.rows[2].total == paid


@pytest.mark.parametrize("query", [{"status": "secured"}, {"member": "-"}, {"role": "-"}])
def test_payments_are_left_out_where_they_cannot_be_told(page, team, line, query):
    SpendingFactory(line=line, day="2027-03-01", amount=150)

    response, table = progress(page, team, **query)

    assert [row.label for row in table.rows] == ["Planned", "Committed: secured or spent"]
    assert table.foot.label == "Not committed yet"
    assert "Take these filters away to see what was paid" in response.text


def test_money_paid_on_a_cancelled_activity_stays_paid(page, team, plan, line):
    SpendingFactory(line__activity__plan=plan, line__activity__status="cancelled", amount=300)
    SpendingFactory(line=line, amount=100)

    _response, table = progress(page, team)

    assert [(row.label, row.total) for row in table.rows[2:]] == [
        ("Paid", "400"),
        ("Of it paid on cancelled activities", "300"),
    ]
    assert table.foot.total == "900"


def test_payment_that_changed_meanwhile_is_not_deleted(page, url, line):
    paid = SpendingFactory(line=line)

    told = page.post(url, {"delete": paid.pk, f"seen-{paid.pk}": paid.version - 1}, follow=True)

    assert "Somebody else saved this meanwhile" in told.text and Spending.objects.get() == paid


def test_payment_that_is_gone_already_says_so(page, url):
    told = page.post(url, {"delete": 1}, follow=True)

    assert "Somebody else deleted this payment already" in told.text
