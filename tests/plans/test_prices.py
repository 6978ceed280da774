"""The price list: what a price is in another year, and its pages."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans.actions import save_named
from plans.models import PriceItem
from plans.price_forms import PriceForm
from plans.prices import price_in, price_over
from tests.factories import PlanFactory, PriceItemFactory


@pytest.mark.parametrize(
    ("year", "expected"), [(2026, "900"), (2027, "900"), (2028, "927"), (2029, "954.81")]
)
def test_price_rises_once_a_year_from_its_own_year(year, expected):
    assert price_in(year, Decimal(900), Decimal(3), 2027, 2) == Decimal(expected)


def test_price_without_increase_stays():
    assert price_in(2036, Decimal("85.5"), Decimal(0), 2027, 2) == Decimal("85.50")


def test_price_has_the_decimals_of_the_currency():
    assert price_in(2028, Decimal(150_050), Decimal("2.5"), 2027, 0) == 153_801


def test_mean_price_weighs_years_by_their_months():
    assert price_over({2027: 3, 2028: 9}, Decimal(1000), Decimal(10), 2027, 2) == 1075


def test_mean_price_needs_a_month():
    with pytest.raises(ValueError, match="month"):
        price_over({}, Decimal(1000), Decimal(10), 2027, 2)


DATA = {"name": "Academy place", "unit": "place", "unit_cost": "1 200,50", "base_year": "2027"}


def at(name, team, *args):
    return reverse(f"plans:{name}", args=[team.slug, *args])


@pytest.fixture
def data(plan):
    return DATA | {"category": PriceItemFactory.build(plan=plan).category.pk}


@pytest.mark.django_db
def test_name_taken_in_the_meantime_is_not_saved_twice(lead, plan, data):
    form = PriceForm(data | {"unit_cost": "5"}, instance=PriceItem(plan=plan))
    assert form.is_valid()
    PriceItemFactory(plan=plan, name=data["name"])

    assert not save_named(form, by=lead)
    assert plan.price_items.count() == 1


@pytest.mark.django_db
def test_whoever_is_refused_while_saving_saves_with_the_next_press(
    page, team, plan, data, monkeypatch
):
    url = at("price_edit", team, PriceItemFactory(plan=plan).pk)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("plans.actions.save_named", lambda form, by: False)
        refused = page.post(url, data | {"unit_cost": "5", "seen": "1"})
    mended = (
        data
        | {"unit_cost": "5"}
        | {"name": "Another name", "seen": refused.context["form"]["seen"].value()}
    )

    assert "Somebody else gave a price this name just now." in refused.text
    assert page.post(url, mended).status_code == 302
    assert plan.price_items.get().name == "Another name"


@pytest.mark.django_db
def test_price_is_created_from_a_local_number(page, team, plan, data):
    response = page.post(at("price_create", team), data, headers={"Accept-Language": "fr"})

    assert response["Location"] == at("price_list", team)
    price = PriceItem.objects.get(plan=plan)
    assert (price.unit_cost, price.yearly_increase) == (Decimal("1200.5"), 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Taken"}, "name"),
        ({"category": ""}, "category"),
        ({"unit_cost": "-1"}, "unit_cost"),
        ({"unit_cost": "1.2345"}, "unit_cost"),
        ({"yearly_increase": "100.5"}, "yearly_increase"),
        ({"base_year": "1999"}, "base_year"),
    ],
)
def test_bad_price_is_refused_at_its_field(wrong, field, page, team, plan, data):
    PriceItemFactory(plan=plan, name="Taken")

    response = page.post(at("price_create", team), data | {"unit_cost": "85"} | wrong)

    assert list(response.context["form"].errors) == [field]
    assert PriceItem.objects.count() == 1


@pytest.mark.django_db
def test_second_editor_of_a_price_sees_both_values(page, team, plan, data):
    price = PriceItemFactory(plan=plan)
    PriceItem.objects.update(unit_cost=700, version=2)

    sent = data | {"unit_cost": "800", "seen": price.version}
    response = page.post(at("price_edit", team, price.pk), sent)

    assert "700" in response.text and "800" in response.text
    assert PriceItem.objects.get().unit_cost == 700


@pytest.mark.django_db
def test_list_shows_the_price_of_every_year_in_few_queries(
    page, team, plan, django_assert_max_num_queries
):
    PriceItemFactory.create_batch(10, plan=plan, yearly_increase=10)
    PriceItemFactory(plan=PlanFactory(), name="Of another team")

    with django_assert_max_num_queries(12):
        response = page.get(at("price_list", team))

    assert [cost for _, cost in response.context["rows"][0]["cells"]] == ["900", "990", "1,089"]
    assert "Of another team" not in response.text


@pytest.mark.django_db
def test_price_that_changed_meanwhile_is_deleted_only_when_it_was_looked_at_again(page, team, plan):
    price = PriceItemFactory(plan=plan)
    url = at("price_delete", team, price.pk)

    told = page.post(url, {"seen": price.version - 1})

    assert "Somebody else saved this meanwhile" in told.text
    assert PriceItem.objects.filter(pk=price.pk).exists()
    page.post(url, {"seen": told.context["seen"]})
    assert not PriceItem.objects.filter(pk=price.pk).exists()
