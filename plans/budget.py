"""Money of a plan: rounding, shares, years, and totals.

Source: product.md section 4 (Sustainability; money); format.md (plan totals); guide section 4;
issue 5 (frequency, amounts by year, shares in percent or amount, contingency).
Amounts are Decimal in the team's currency. Inside, amounts are counted in the smallest unit
of the currency (cents), so that parts always add up to their whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from babel.numbers import get_currency_precision

from plans.prices import growth
from roles.rounding import half_up, percent

RECURRING = "recurring"
UNFUNDED = "unfunded"
DOMESTIC_SOURCE_TYPES = frozenset({"ministry_recurrent", "ministry_development"})

Amounts = dict[str, Decimal]


@dataclass(frozen=True)
class FundingShare:
    """Who pays which part of a line. ``source`` is empty and its type None while nobody does.

    The part is a percentage or, where that is None, an amount.
    """

    source: str
    source_type: str | None
    status: str
    percent: Decimal | None
    amount: Decimal | None = None


NO_FUNDING = FundingShare(source="", source_type=None, status=UNFUNDED, percent=Decimal(100))


@dataclass(frozen=True)
class BudgetLine:
    """One cost line of an activity, with its own dates or those of the activity.

    Without a start the line has no year; without an end it is counted in the year of its
    start. A line without any funding counts as unfunded. ``years`` are amounts that somebody
    entered for each year; they count before the dates. ``yearly_increase`` in percent makes a
    month of a later year dearer. ``key`` is whatever the caller knows the line by.
    """

    activity: str
    category: str
    recurrence: str
    total: Decimal
    start: date | None
    end: date | None
    fundings: tuple[FundingShare, ...]
    years: Mapping[int, Decimal] = field(default_factory=dict)
    yearly_increase: Decimal = Decimal(0)
    key: int | None = None


@dataclass(frozen=True)
class BudgetTotals:
    """Sums of a plan. A key stands for every value that occurs in a line, also with 0.

    ``by_year`` and the tables by year (year, then value) hold the dated lines only and every
    table has every value of the plan in every year, also one that only lines without dates
    have; ``undated`` is the amount of those lines. Percentages
    have one decimal and are None when there is nothing to divide by: ``recurring_domestic``
    of the recurring cost, ``unfunded`` of the total. ``unfunded_activities`` is a number of
    activities with an unfunded amount above 0.
    """

    total: Decimal
    by_recurrence: Amounts
    by_status: Amounts
    by_source: Amounts
    by_category: Amounts
    by_year: dict[int, Decimal]
    by_year_category: dict[int, Amounts]
    by_year_source: dict[int, Amounts]
    by_year_status: dict[int, Amounts]
    recurring_domestic_percent: Decimal | None
    unfunded_percent: Decimal | None
    unfunded_activities: int
    undated: Decimal


@dataclass(frozen=True)
class Part:
    """What one funder gives to one line in one year (None: the line has no dates)."""

    line: BudgetLine
    funding: FundingShare
    year: int | None
    amount: Decimal


def currency_decimals(code: str) -> int:
    """Return the decimals of a currency (ISO 4217, as CLDR has them); 2 for an unknown code."""
    return get_currency_precision(code)


def quantize(amount: Decimal, decimals: int) -> Decimal:
    """Return an amount with the currency's decimals, halves up."""
    return half_up(amount, decimals)


def line_total(
    quantity: Decimal, unit_cost: Decimal, decimals: int, frequency: Decimal = Decimal(1)
) -> Decimal:
    """Return quantity × frequency × unit cost with the currency's decimals.

    Raises ValueError when one of them is negative.
    """
    if quantity < 0 or unit_cost < 0 or frequency < 0:
        raise ValueError("quantity, frequency and unit cost cannot be negative")
    return half_up(Fraction(quantity) * Fraction(frequency) * Fraction(unit_cost), decimals)


def share_amounts(total: Decimal, percents: Sequence[Decimal], decimals: int) -> list[Decimal]:
    """Divide an amount by percentages; the parts add up to it exactly, share 0 gets 0.

    Each part ends where the sum of percentages so far ends, rounded, so that no part is more
    than one smallest unit off. Raises ValueError for a negative share, and unless the
    shares total 100.
    """
    if any(share < 0 for share in percents):
        raise ValueError("a share cannot be negative")
    if sum(map(Fraction, percents)) != 100:
        raise ValueError("the shares of a line must add up to 100 %")
    return proportional(total, percents, decimals)


def proportional(
    total: Decimal, weights: Sequence[Decimal | Fraction | int], decimals: int
) -> list[Decimal]:
    """Divide an amount in these proportions; the parts add up to it exactly.

    Each part ends where the sum of weights so far ends, rounded. Weights that are amounts and
    add up to the total come back as they are. Raises ValueError when nothing has a weight but
    there is something to divide.
    """
    units, whole = _units(total, decimals), sum(map(Fraction, weights))
    if not whole and units:
        raise ValueError("there is nobody to divide the amount among")
    reached, parts = Fraction(0), []
    for weight in weights:
        before, reached = reached, reached + (Fraction(weight) / whole if whole else 0)
        parts.append(_round(units * reached) - _round(units * before))
    return [_amount(part, decimals) for part in parts]


def funding_amounts(line: BudgetLine, decimals: int) -> list[Decimal]:
    """Divide a line among its fundings, in their order; without any the whole is nobody's.

    Amounts that no longer add up to the total, because the currency of the team was changed,
    are taken as proportions: nothing is lost. Raises ValueError as share_amounts does.
    """
    fundings = line.fundings or (NO_FUNDING,)
    if all(funding.amount is None for funding in fundings):
        return share_amounts(line.total, [funding.percent for funding in fundings], decimals)
    weights = [
        line.total * funding.percent / 100 if funding.amount is None else funding.amount
        for funding in fundings
    ]
    return proportional(line.total, weights, decimals)


def years_of(line: BudgetLine, decimals: int) -> dict[int | None, Decimal]:
    """Spread a line over its years, {None: total} when it has none.

    Years before the last are rounded down and the last takes the rest, so that the years add up
    exactly. Raises ValueError when the end lies before the start.

    What somebody entered for each year counts, as proportions once it no longer adds up. Else
    the line is spread evenly by month, a month of a later year being dearer by the increase.
    """
    if line.years and (sum(line.years.values()) or not line.total):
        return _spread(line.total, line.years, decimals)
    if line.start is None:
        return {None: quantize(line.total, decimals)}
    months = months_by_year(line.start, line.end or line.start)
    weights = {
        year: count * growth(line.yearly_increase, year - min(months))
        for year, count in months.items()
    }
    return _spread(line.total, weights, decimals)


def _spread(total: Decimal, weights: Mapping, decimals: int) -> dict[int, Decimal]:
    """Years before the last are rounded down, the last takes the rest."""
    units, whole = _units(total, decimals), sum(map(Fraction, weights.values())) or 1
    parts = {year: floor(units * Fraction(weight) / whole) for year, weight in weights.items()}
    parts[max(parts)] += units - sum(parts.values())
    return {year: _amount(part, decimals) for year, part in parts.items()}


def months_by_year(start: date, end: date) -> dict[int, int]:
    """Return the calendar months between two days by year; ValueError when the end is earlier."""
    if end < start:
        raise ValueError("the end lies before the start")
    return {
        year: (end.month if year == end.year else 12)
        - (start.month if year == start.year else 1)
        + 1
        for year in range(start.year, end.year + 1)
    }


def yearly(total: Decimal, start: date, end: date, decimals: int) -> Decimal | None:
    """Return what of an amount falls on twelve months; None when it covers twelve or fewer.

    Raises ValueError when the end lies before the start.
    """
    months = sum(months_by_year(start, end).values())
    return half_up(Fraction(total) * 12 / months, decimals) if months > 12 else None


def split_line(line: BudgetLine, decimals: int) -> list[dict[int | None, Decimal]]:
    """Divide a line by funding and by year: one {year: amount} for each funding.

    The years of a funding add up to funding_amounts, the fundings of a year to years_of.
    Raises ValueError as these do.
    """
    rows, years = funding_amounts(line, decimals), years_of(line, decimals)
    table = _table(
        [_units(amount, decimals) for amount in rows],
        [_units(amount, decimals) for amount in years.values()],
    )
    return [
        {year: _amount(cell, decimals) for year, cell in zip(years, row, strict=True)}
        for row in table
    ]


def totals(lines: Iterable[BudgetLine], decimals: int) -> BudgetTotals:
    """Add up the lines of a plan.

    Raises ValueError for a line whose funding shares do not total 100, or which ends before
    it starts.
    """
    return totals_of((part for line in lines for part in parts_of(line, decimals)), decimals)


def totals_of(parts: Iterable[Part], decimals: int) -> BudgetTotals:
    """Add up some parts of a plan, as `totals` does for the whole."""
    parts = list(parts)
    dated = [part for part in parts if part.year is not None]
    total = _sum(parts, decimals)
    recurring = [part for part in parts if part.line.recurrence == RECURRING]
    domestic = [part for part in recurring if part.funding.source_type in DOMESTIC_SOURCE_TYPES]
    unfunded = [part for part in parts if part.funding.status == UNFUNDED]
    return BudgetTotals(
        total=total,
        by_recurrence=_by(parts, _recurrence, decimals),
        by_status=_by(parts, _status, decimals),
        by_source=_by(parts, _source, decimals),
        by_category=_by(parts, _category, decimals),
        by_year=dict(sorted(_by(dated, _year, decimals).items())),
        by_year_category=_by_year(parts, _category, decimals),
        by_year_source=_by_year(parts, _source, decimals),
        by_year_status=_by_year(parts, _status, decimals),
        recurring_domestic_percent=percent(_sum(domestic, decimals), _sum(recurring, decimals)),
        unfunded_percent=percent(_sum(unfunded, decimals), total),
        unfunded_activities=len({part.line.activity for part in unfunded if part.amount}),
        undated=_sum([part for part in parts if part.year is None], decimals),
    )


def parts_of(line: BudgetLine, decimals: int) -> Iterable[Part]:
    """What each funder gives to a line in each year. Raises ValueError as split_line does."""
    fundings = line.fundings or (NO_FUNDING,)
    for funding, years in zip(fundings, split_line(line, decimals), strict=True):
        for year, amount in years.items():
            yield Part(line, funding, year, amount)


def quarters_of(part: Part, decimals: int) -> list[Decimal]:
    """What of a part falls on each quarter of its year, evenly by month.

    The months are those between the days of the line; all twelve where the line has none in that
    year because somebody entered the years. Nothing for a part without a year.
    """
    if part.year is None:
        return [_amount(0, decimals)] * 4
    start, end = part.line.start, part.line.end or part.line.start
    months = {
        month
        for month in range(1, 13)
        if start and (start.year, start.month) <= (part.year, month) <= (end.year, end.month)
    } or set(range(1, 13))
    weights = [sum((month - 1) // 3 == quarter for month in months) for quarter in range(4)]
    return proportional(part.amount, weights, decimals)


def divided(
    parts: Iterable[Part], keys_of: Callable[[Part], Sequence], decimals: int
) -> Iterable[tuple[object, Part]]:
    """Divide each part equally among the keys it belongs to, such as people; None for nobody's."""
    for part in parts:
        keys = keys_of(part) or [None]
        amounts = proportional(part.amount, [1] * len(keys), decimals)
        for key, amount in zip(keys, amounts, strict=True):
            yield key, replace(part, amount=amount)


def grouped(pairs: Iterable[tuple[object, Part]], decimals: int) -> tuple[dict, dict]:
    """Sums by year and key (dated parts only, every key in every year), and sums by key."""
    sums, years = defaultdict(lambda: _amount(0, decimals)), {}
    for key, part in pairs:
        sums[key] += part.amount
        if part.year is not None:
            year = years.setdefault(part.year, defaultdict(lambda: _amount(0, decimals)))
            year[key] += part.amount
    return {year: {key: years[year][key] for key in sums} for year in sorted(years)}, dict(sums)


@dataclass(frozen=True)
class Contingency:
    """A share on top of the total, by year too (None: of what has no dates); see `contingency`."""

    percent: Decimal
    amount: Decimal
    by_year: dict[int | None, Decimal]
    total: Decimal
    total_by_year: dict[int | None, Decimal]


def contingency_amount(total: Decimal, percentage: Decimal, decimals: int) -> Decimal:
    """Return so many percent of a total, halves up."""
    return half_up(Fraction(total) * Fraction(percentage) / 100, decimals)


def contingency(found: BudgetTotals, percentage: Decimal, decimals: int) -> Contingency:
    """Return so many percent of a total, divided among the years as the total is."""
    amount = contingency_amount(found.total, percentage, decimals)
    years = dict(found.by_year) | ({None: found.undated} if found.undated else {})
    parts = proportional(amount, list(years.values()), decimals)
    by_year = dict(zip(years, parts, strict=True))
    return Contingency(
        percent=percentage,
        amount=amount,
        by_year=by_year,
        total=found.total + amount,
        total_by_year={year: years[year] + by_year[year] for year in years},
    )


def converted(amounts: Sequence[Decimal], rate: Decimal, decimals: int) -> list[Decimal]:
    """Write amounts in another currency of which one unit costs `rate`; they still add up.

    The sum is converted and rounded, then divided as the amounts are.
    """
    whole = half_up(Fraction(sum(amounts, Decimal(0))) / Fraction(rate), decimals)
    return proportional(whole, list(amounts), decimals) if whole else [whole for _ in amounts]


def _recurrence(part: Part) -> str:
    return part.line.recurrence


def _category(part: Part) -> str:
    return part.line.category


def _status(part: Part) -> str:
    return part.funding.status


def _source(part: Part) -> str:
    return part.funding.source


def _year(part: Part) -> int:
    return part.year


def _sum(parts: Iterable[Part], decimals: int) -> Decimal:
    return sum((part.amount for part in parts), _amount(0, decimals))


def _by(parts: Iterable[Part], key: Callable, decimals: int) -> dict:
    sums = defaultdict(lambda: _amount(0, decimals))
    for part in parts:
        sums[key(part)] += part.amount
    return dict(sums)


def _by_year(parts: list[Part], key: Callable, decimals: int) -> dict[int, Amounts]:
    values = dict.fromkeys(map(key, parts))
    table = {
        year: {value: _amount(0, decimals) for value in values}
        for year in sorted({part.year for part in parts} - {None})
    }
    for part in parts:
        if part.year is not None:
            table[part.year][key(part)] += part.amount
    return table


def _table(rows: list[int], columns: list[int]) -> list[list[int]]:
    """Fill a table of whole numbers with these sums, each cell close to its fair part.

    Every cell starts with its fair part rounded down. What then lacks in the rows lacks in
    the columns too, and is given out from the first to the last.
    """
    whole = sum(rows) or 1
    table = [[row * column // whole for column in columns] for row in rows]
    lacking = [column - sum(row[i] for row in table) for i, column in enumerate(columns)]
    for row, cells in zip(rows, table, strict=True):
        for place, lack in enumerate(lacking):
            given = min(row - sum(cells), lack)
            cells[place] += given
            lacking[place] -= given
    return table


def _units(amount: Decimal, decimals: int) -> int:
    return _round(Fraction(amount) * 10**decimals)


def _amount(units: int, decimals: int) -> Decimal:
    return Decimal(units).scaleb(-decimals)


def _round(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
