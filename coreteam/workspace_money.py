"""The price list of a plan in a workspace file: `plan.prices`."""

from decimal import Decimal

from django.db.models import FilteredRelation

from plans.models import Plan, PriceItem

from .workspace_reader import length


def plan_with_prices(team):
    """The team's plan and its prices, in one query; None and nothing without a plan."""
    rows = Plan.objects.filter(team=team).annotate(price=FilteredRelation("price_items"))
    rows = list(rows.select_related("price__category").order_by("price__pk"))
    return (
        rows[0] if rows else None,
        # a plan without any price has no such attribute
        [row.price for row in rows if getattr(row, "price", None)],
    )


def read_prices(place, plan, categories):
    prices = {}
    for item in place.items("prices", required=False):
        name = item.text("name", length(PriceItem, "name"), empty=False)
        item.child("name").refuse_second(prices, name)
        prices[name] = PriceItem(
            plan=plan,
            name=name,
            category=item.known("category", categories, "cost category"),
            unit=item.text("unit", length(PriceItem, "unit"), default=""),
            unit_cost=item.decimal("unit_cost", 10**12, 3),
            yearly_increase=item.decimal("yearly_increase", 100, 2)
            if item.has("yearly_increase")
            else Decimal(0),
            base_year=item.integer("base_year", 2000, 2100),
            note=item.text("note", length(PriceItem, "note"), default=""),
        )
    PriceItem.objects.bulk_create(prices.values())


def written_price(price):
    texts = {"unit": price.unit, "note": price.note}
    if price.yearly_increase:
        texts["yearly_increase"] = plain(price.yearly_increase)
    return {
        "name": price.name,
        "category": price.category.code,
        "unit_cost": plain(price.unit_cost),
        "base_year": price.base_year,
    } | {key: value for key, value in texts.items() if value}


def plain(value):
    """A decimal as the format writes it: no zeros at the end."""
    return format(Decimal(value).normalize(), "f")
