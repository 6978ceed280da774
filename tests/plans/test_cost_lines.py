"""Cost lines and who pays: numbers as people write them, shares that make 100."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans import share_forms
from plans.actions import save_cost_line
from plans.models import CostLine, Funding, FundingSource
from plans.share_forms import SharesFormSet
from roles.models import CostCategory
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    PriceItemFactory,
    SpendingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(plan):
    return ActivityFactory(plan=plan)


@pytest.fixture
def create(activity):
    return reverse("plans:line_create", args=[activity.plan.team.slug, activity.pk])


def line_data(shares=(), **fields):
    """What a browser sends: `shares` are triples of source, status, percent."""
    category = CostCategory.objects.get(code="C3").pk
    data = {"category": category, "recurrence": "one_off", "quantity": "2", "unit_cost": "900"}
    data |= {"shares-TOTAL_FORMS": "4", "shares-INITIAL_FORMS": "0"} | fields
    for row, (source, status, percent) in enumerate(shares):
        data[f"shares-{row}-source"] = source.pk if source else ""
        data[f"shares-{row}-status"] = status
        data[f"shares-{row}-percent"] = percent
    return data


def edit(line):
    return reverse("plans:line_edit", args=[line.activity.plan.team.slug, line.pk])


def test_line_is_saved_with_its_shares(page, create, activity, ministry):
    response = page.post(create, line_data([(ministry, "secured", "60"), (None, "unfunded", "40")]))

    line = CostLine.objects.get()
    assert response["Location"] == f"{activity.get_absolute_url()}#costs"
    assert [(f.status, f.percent) for f in line.fundings.all()] == [
        ("secured", 60),
        ("unfunded", 40),
    ]


def test_line_that_is_sent_twice_is_made_once(page, create):
    data = line_data(once=page.get(create).context["once"])
    page.post(create, data)

    again = page.post(create, data, follow=True)

    assert "nothing was added a second time" in again.text
    assert CostLine.objects.count() == 1


def test_line_without_shares_is_unfunded(page, create):
    page.post(create, line_data())

    funding = Funding.objects.get()
    assert (funding.status, funding.source, funding.percent) == ("unfunded", None, 100)


def test_single_share_without_percent_pays_all(page, create, ministry):
    page.post(create, line_data([(ministry, "requested", "")]))

    assert Funding.objects.get().percent == 100


@pytest.mark.parametrize(
    ("language", "typed", "stored"),
    [
        ("en", "1,500.50", "1500.50"),
        ("fr", "1 500,50", "1500.50"),
        ("fr", "1\u202f500,5", "1500.5"),
        ("pt", "1.500,50", "1500.50"),
        ("ar", "1500.5", "1500.5"),
    ],
)
def test_amounts_are_read_as_the_language_writes_them(language, typed, stored, page, create):
    page.post(create, line_data(unit_cost=typed), headers={"accept-language": language})

    assert CostLine.objects.get().unit_cost == Decimal(stored)


def test_amount_comes_back_as_the_language_writes_it(page, activity):
    line = CostLineFactory(activity=activity, unit_cost="1500.50")

    response = page.get(edit(line), headers={"accept-language": "fr"})

    assert 'value="1500,5"' in response.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"quantity": ""}, "Enter a number."),
        ({"quantity": "many"}, "Write the number like this: 1,500.50"),
        ({"quantity": "-1"}, "0 or more"),
        ({"quantity": "9999999999"}, "Check the number of zeros"),
        ({"quantity": "1.2345"}, "at most 3 digits"),
        ({"unit_cost": "1e9"}, "Write the number like this: 1,500.50"),
        ({"unit_cost": "-5"}, "0 or more"),
        ({"unit_cost": "9" * 40}, "Check the number of zeros"),
        ({"unit_cost": "1.005"}, "at most 2 decimals"),
        ({"unit_cost": "1,5"}, "Write the number like this: 1,500.50"),
        ({"category": ""}, "This field is required"),
        ({"recurrence": "sometimes"}, "Select a valid choice"),
    ],
)
def test_bad_line_is_refused_and_kept(wrong, message, page, create):
    response = page.post(create, line_data(description="Two places") | wrong)

    assert message in response.text
    assert "Two places" in response.text
    assert not CostLine.objects.exists()


def test_currency_without_decimals_takes_whole_amounts_only(page, create, team):
    team.currency = "XAF"
    team.save()

    response = page.post(create, line_data(unit_cost="1500.5"))

    assert "Amounts in XAF have no decimals" in response.text


def test_example_of_an_amount_fits_the_currency(page, create, team):
    team.currency = "XAF"
    team.save()

    response = page.post(create, line_data(unit_cost="a lot"))

    assert "Write the number like this: 1,500. " in response.text


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ([("ministry", "secured", "60")], "add up to 60 %"),
        ([("ministry", "secured", "60"), (None, "unfunded", "50")], "add up to 110 %"),
        ([("ministry", "secured", "33.3"), (None, "unfunded", "33.3")], "add up to 66.6 %"),
        ([("ministry", "unfunded", "100")], "Unfunded means that nobody pays"),
        ([(None, "secured", "100")], "Choose who pays"),
        ([("ministry", "", "100")], "Choose how sure"),
        ([("ministry", "secured", "0"), (None, "unfunded", "100")], "above 0"),
        ([("ministry", "secured", "150")], "at most 100 percent"),
        ([("ministry", "secured", "-50"), (None, "unfunded", "150")], "0 or more"),
        ([("ministry", "certain", "100")], "Select a valid choice"),
        ([("ministry", "secured", ""), (None, "unfunded", "")], "Enter the share of this row"),
        ([("ministry", "secured", "100"), (None, "unfunded", "")], "Enter the share of this row"),
    ],
)
def test_bad_shares_are_refused_and_kept(shares, message, page, create, ministry):
    rows = [(ministry if source else None, status, percent) for source, status, percent in shares]

    response = page.post(create, line_data(rows, description="Two places"))

    assert message in response.text
    assert "Two places" in response.text
    assert not CostLine.objects.exists()


def test_source_of_another_plan_cannot_be_chosen(page, create):
    response = page.post(create, line_data([(FundingSourceFactory(), "secured", "100")]))

    assert "Select a valid choice" in response.text


def test_damaged_rows_are_no_server_error(page, create):
    data = line_data() | {"shares-TOTAL_FORMS": "x"}

    response = page.post(create, data)

    assert response.status_code == 200
    assert not CostLine.objects.exists()


def test_quantity_says_that_it_is_for_the_whole_activity(page, create):
    response = page.get(create)

    assert "For the whole activity, all its years together" in response.text


def test_line_is_edited_and_its_shares_replaced(page, activity, ministry):
    line = CostLineFactory(activity=activity)
    FundingFactory(line=line)

    page.post(edit(line), line_data([(ministry, "secured", "100")], seen="1", quantity="5"))

    line.refresh_from_db()
    assert line.quantity == 5
    assert [funding.source for funding in line.fundings.all()] == [ministry]


def test_source_that_goes_after_the_check_is_no_server_error(lead, activity, ministry):
    line, shares = CostLineFactory(activity=activity), [Funding(source=ministry, status="secured")]
    FundingFactory(line=line)
    line.quantity = 7
    FundingSource.objects.filter(pk=ministry.pk).delete()

    saved = save_cost_line(line, shares, by=lead)

    line.refresh_from_db()
    assert not saved
    assert (line.quantity, line.fundings.count()) == (1, 1)


class VanishingShares(SharesFormSet):
    """The sources are deleted right after the shares were found in order."""

    def is_valid(self):
        valid = super().is_valid()
        FundingSource.objects.all().delete()
        return valid


def test_form_with_a_source_that_went_is_kept_and_can_be_saved_again(
    page, activity, ministry, monkeypatch
):
    line = CostLineFactory(activity=activity)
    data = line_data([(ministry, "secured", "100")], seen="1", description="Two places")
    with monkeypatch.context() as patched:
        patched.setattr(share_forms, "SharesFormSet", VanishingShares)
        refused = page.post(edit(line), data)

    saved = page.post(edit(line), line_data(seen="2", description="Two places"))

    assert "deleted a funding source" in refused.text
    assert "Two places" in refused.text
    assert saved.status_code == 302


def test_line_with_many_shares_keeps_them_all(page, activity):
    line = CostLineFactory(activity=activity)
    for _ in range(5):
        source = FundingSourceFactory(plan=activity.plan)
        FundingFactory(line=line, source=source, status="requested", percent=20)

    response = page.get(edit(line))

    assert len(response.context["shares"].forms) == 6  # and a row for one more


def test_refused_shares_do_not_count_as_an_edit(page, activity, ministry):
    line = CostLineFactory(activity=activity)
    page.post(edit(line), line_data([(ministry, "secured", "60")], seen="1"))

    response = page.post(edit(line), line_data([(ministry, "secured", "100")], seen="1"))

    assert response.status_code == 302


def test_second_editor_of_a_line_sees_both_values(page, activity, ministry):
    line = CostLineFactory(activity=activity)
    page.post(edit(line), line_data([(ministry, "secured", "100")], seen="1", quantity="7"))

    response = page.post(edit(line), line_data(seen="1", quantity="8"))

    line.refresh_from_db()
    assert line.quantity == 7
    assert "Ministry budget, Secured" in response.text
    assert 'value="8"' in response.text


@pytest.mark.parametrize("name", ["line_edit", "line_delete"])
def test_line_with_an_absurd_number_is_not_there(name, page, team, plan):
    response = page.get(reverse(f"plans:{name}", args=[team.slug, 99999999999999999999]))

    assert response.status_code == 404


def test_absurd_numbers_of_category_and_source_are_refused(page, create):
    absurd = "99999999999999999999"
    shares = {"shares-0-source": absurd, "shares-0-status": "secured", "shares-0-percent": "100"}

    response = page.post(create, line_data() | shares | {"category": absurd})

    assert response.text.count("Select a valid choice") >= 2


def test_line_of_another_team_is_not_there(page, team):
    other = CostLineFactory()

    response = page.get(reverse("plans:line_edit", args=[team.slug, other.pk]))

    assert response.status_code == 404


def test_line_is_deleted_after_asking(page, activity):
    line = CostLineFactory(activity=activity)
    url = reverse("plans:line_delete", args=[activity.plan.team.slug, line.pk])

    asked = page.get(url)
    response = page.post(url, {"seen": "1"})

    assert "Delete the cost line" in asked.text
    assert response["Location"] == activity.get_absolute_url()
    assert not CostLine.objects.exists()


def test_line_that_was_paid_is_kept(page, activity):
    line = SpendingFactory(line__activity=activity).line

    response = page.post(reverse("plans:line_delete", args=[activity.plan.team.slug, line.pk]))

    assert "Payments are recorded on this line" in response.text
    assert CostLine.objects.get() == line


def test_price_of_a_line_that_ends_before_it_starts_is_not_reckoned(page, create, plan):
    price = PriceItemFactory(plan=plan)
    days = {"start": "2028-05-01", "end": "2027-01-01"}

    response = page.post(create, line_data(unit_cost="", price=price.pk, **days))

    assert response.context["form"].errors["end"] == ["The last day lies before the first."]


def test_amounts_of_years_that_the_plan_had_once_are_seen_and_kept(page, activity):
    line = CostLineFactory(activity=activity, unit_cost=900, amounts_by_year={"2031": "900"})
    FundingFactory(line=line)

    shown = page.get(edit(line))
    data = {"quantity": "1", "year_2031": shown.context["form"]["year_2031"].value()}
    page.post(edit(line), line_data(description="Changed", **data))

    line.refresh_from_db()
    assert (line.description, line.amounts_by_year) == ("Changed", {"2031": "900"})
