"""Cost lines pasted from a spreadsheet: previewed, then all written, or nothing."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plans.actions import add_lines
from plans.models import CostLine, Funding
from tests.factories import ActivityFactory, CostLineFactory

pytestmark = pytest.mark.django_db

HEAD = "Activity\tCategory\tDescription\tQuantity\tTimes\tCost\n"
GOOD = "A-01\tC3\tPlaces\t2\t\t1,500.50\tone-off\tMinistry budget\tSecured\n"
PLAIN = "a-01\tc11\t\t1\t12\t90\n"


@pytest.fixture
def url(team, plan, ministry):
    ActivityFactory(plan=plan, code="A-01")
    return reverse("plans:lines_paste", args=[team.slug])


def test_paste_is_shown_with_its_sum_before_anything_is_written(page, url):
    response = page.post(url, {"rows": HEAD + GOOD + PLAIN})

    assert response.context["total"] == "4,081.00"
    assert not CostLine.objects.exists()


def test_confirmed_paste_is_written(page, url, ministry):
    page.post(url, {"rows": HEAD + GOOD + PLAIN, "confirm": "1"})

    first, second = CostLine.objects.order_by("pk")
    assert (first.quantity, first.unit_cost, first.frequency) == (2, Decimal("1500.5"), 1)
    assert (first.fundings.get().source, first.fundings.get().status) == (ministry, "secured")
    assert (second.frequency, second.recurrence) == (12, "one_off")
    assert second.fundings.get().status == "unfunded"


def test_numbers_and_words_are_read_in_the_language_of_the_page(page, url, client):
    client.cookies["django_language"] = "fr"

    page.post(url, {"rows": "A-01\tC3\t\t1\t\t1 500,5\tRécurrent\n", "confirm": "1"})

    line = CostLine.objects.get()
    assert (line.unit_cost, line.recurrence) == (Decimal("1500.5"), "recurring")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A-99\tC3\t\t1\t\t9", "Row 2, Activity: The plan has no activity “A-99”."),
        ("A-01\tC99\t\t1\t\t9", "There is no cost category “C99”"),
        ("A-01\tC3\t\t-1\t\t9", "Row 2, Quantity: Enter a number of 0 or more."),
        ("A-01\tC3\t\tmany\t\t9", "Row 2, Quantity: Write the number like this"),
        ("A-01\tC3\t\t1\t0\t9", "more than 0"),
        ("A-01\tC3\t\t1\t\t9\tnever", "neither one-off nor recurring"),
        ("A-01\tC3\t\t1\t\t9\t\tSomebody", "no funding source “Somebody”"),
        ("A-01\tC3\t\t1\t\t9\t\t\tsecured", "Choose who pays"),
        ("A-01\tC3\t\t1\t\t9" + "\t" * 9, "Row 2 has 15 cells"),
        ("A-01\tC3 1", "Row 2, Quantity: Enter a number."),
    ],
)
def test_bad_row_is_named_and_nothing_is_written(row, message, page, url):
    response = page.post(url, {"rows": f"{GOOD}{row}\n", "confirm": "1"})

    assert message in response.text
    assert "Places" in response.text and not CostLine.objects.exists()


@pytest.mark.parametrize("rows", ["", "  \n", HEAD, PLAIN * 201, "x" * 100_001])
def test_empty_and_endless_pastes_are_refused(rows, page, url):
    response = page.post(url, {"rows": rows, "confirm": "1"})

    assert response.status_code == 200 and response.context["form"].errors
    assert not CostLine.objects.exists()


def test_paste_that_is_confirmed_twice_is_written_once(page, url):
    shown = page.post(url, {"rows": PLAIN})
    data = {"rows": PLAIN, "confirm": "1", "once": shown.context["once"]}
    page.post(url, data)

    again = page.post(url, data, follow=True)

    assert "nothing was added a second time" in again.text
    assert CostLine.objects.count() == 1


def test_lines_of_what_was_deleted_meanwhile_are_refused(plan, lead, ministry):
    line = CostLineFactory.build(activity=ActivityFactory(plan=plan))
    pair = line, Funding(source=ministry, status="secured")
    ministry.delete()
    pair[1].source_id = 10**6

    with pytest.raises(ValidationError, match="deleted meanwhile"):
        add_lines(plan, [pair], by=lead)


def test_paste_of_what_was_deleted_meanwhile_keeps_the_rows(page, url, monkeypatch):
    def gone(*args, **kwargs):
        raise ValidationError("A source was deleted meanwhile.")

    monkeypatch.setattr("plans.actions.add_lines", gone)

    told = page.post(url, {"rows": PLAIN, "confirm": "1", "once": ""})

    assert "deleted meanwhile" in told.text and told.context["form"]["rows"].value() == PLAIN
