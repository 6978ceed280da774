"""What the money of a plan adds to a workspace file: prices, settings, and keys of its lines."""

from decimal import Decimal

from django.db.models import FilteredRelation

from plans.models import CostLine, FundingCase, FundingSource, Plan, PriceItem, Spending
from roles.models.days import FIRST, LAST

from .workspace_reader import length

SETTINGS = ["contingency_percent", "second_currency", "second_rate", "second_rate_day"]
SENSIBLE_YEARS = {str(year) for year in range(FIRST, LAST + 1)}
CASE = ("buys", "why_now", "without")


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
    """Saves the price list; returns it by name."""
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
    return prices


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


def read_settings(place, plan):
    """Contingency and second currency, which most plans do not have."""
    if place.has("contingency_percent"):
        plan.contingency_percent = place.decimal("contingency_percent", 50, 2)
    if place.has("second_currency"):
        second = place.child("second_currency")
        plan.second_currency = second.text("code", 3, empty=False)
        plan.second_rate = second.decimal("rate", 10**11, 6)
        plan.second_rate_day = second.date("day")
        if not plan.second_rate or not plan.second_rate_day:
            raise second.wrong("a second currency has a rate above 0 and its day")
    plan.save(update_fields=SETTINGS)


def written_settings(plan):
    found = {}
    if plan.contingency_percent:
        found["contingency_percent"] = plain(plan.contingency_percent)
    if plan.second_currency:
        found["second_currency"] = {
            "code": plan.second_currency,
            "rate": plain(plan.second_rate),
            "day": plan.second_rate_day.isoformat(),
        }
    return found


def read_source(place):
    """Columns of a funding source that may be empty."""
    return {
        "contact": place.text("contact", length(FundingSource, "contact"), default=""),
        "ends": place.date("ends", default=None),
    }


def written_source(source):
    found = {"contact": source.contact, "ends": source.ends and source.ends.isoformat()}
    return {key: value for key, value in found.items() if value}


def read_line(place, prices):
    """Columns of a cost line that a plain line has not."""
    start, end = place.date("start", default=None), place.date("end", default=None)
    if (start is None) != (end is None) or (start and end < start):
        raise place.child("end").wrong("a line has both dates, the last after the first, or none")
    values = {
        "assumption": place.text("assumption", length(CostLine, "assumption"), default=""),
        "start": start,
        "end": end,
        "amounts_by_year": _read_years(place),
        "price": place.known("price", prices, "price") if place.has("price") else None,
    }
    for name, most in (("frequency", 10_000), ("yearly_increase", 100)):
        if place.has(name):
            values[name] = place.decimal(name, most, 3 if name == "frequency" else 2)
    if not values.get("frequency", 1):
        raise place.child("frequency").wrong("a line happens more than 0 times")
    return values


def _read_years(place):
    if not place.has("amounts_by_year"):
        return {}
    years = place.child("amounts_by_year")
    for year, _amount in place.entries("amounts_by_year"):
        if year not in SENSIBLE_YEARS:
            raise years.wrong("the keys are years")
    return {year: plain(years.decimal(year, 10**12, 3)) for year in years.value}


def written_line(line):
    texts = {
        "assumption": line.assumption,
        "price": line.price.name if line.price else "",
        "start": line.start and line.start.isoformat(),
        "end": line.end and line.end.isoformat(),
        "amounts_by_year": {year: plain(amount) for year, amount in line.amounts_by_year.items()},
        "frequency": "" if line.frequency == 1 else plain(line.frequency),
        "yearly_increase": plain(line.yearly_increase) if line.yearly_increase else "",
        "spendings": [_written_spending(spending) for spending in line.spendings.all()],
    }
    return {key: value for key, value in texts.items() if value}


def read_spendings(place, line, sources):
    spendings = []
    for item in place.items("spendings", required=False):
        name = item.text("source", default="")
        spendings.append(
            Spending(
                line=line,
                day=item.date("day"),
                amount=item.decimal("amount", 10**14, 3),
                source=item.known("source", sources, "funding source") if name else None,
                note=item.text("note", length(Spending, "note"), default=""),
            )
        )
        for key in ("day", "amount"):
            if not getattr(spendings[-1], key):
                raise item.child(key).wrong("a payment has a day, and an amount above 0")
    Spending.objects.bulk_create(spendings)


def _written_spending(spending):
    found = {"source": spending.source.name if spending.source else "", "note": spending.note}
    return {"day": spending.day.isoformat(), "amount": plain(spending.amount)} | {
        key: value for key, value in found.items() if value
    }


def read_case(place, activity):
    """The case for what nobody pays, where the team wrote one."""
    if place.has("case"):
        case = place.child("case")
        texts = {name: case.text(name, length(FundingCase, name), default="") for name in CASE}
        FundingCase.objects.create(activity=activity, **texts)


def written_case(activity):
    case = getattr(activity, "case", None)
    return {name: getattr(case, name) for name in CASE if getattr(case, name)} if case else {}


def plain(value):
    """A decimal as the format writes it: no zeros at the end."""
    return format(Decimal(value).normalize(), "f")
