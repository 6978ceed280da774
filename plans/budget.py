"""Money of a plan: rounding, shares, years, and totals.

Source: product.md section 4 (Sustainability; money); format.md (plan totals); guide section 4.
Amounts are Decimal in the team's currency. Inside, amounts are counted in the smallest unit
of the currency (cents), so that parts always add up to their whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from babel.numbers import get_currency_precision

from roles.rounding import half_up, percent

RECURRING = "recurring"
UNFUNDED = "unfunded"
DOMESTIC_SOURCE_TYPES = frozenset({"ministry_recurrent", "ministry_development"})

Amounts = dict[str, Decimal]


@dataclass(frozen=True)
class FundingShare:
    """Who pays which part of a line. ``source`` is empty and its type None while nobody does."""

    source: str
    source_type: str | None
    status: str
    percent: Decimal


NO_FUNDING = FundingShare(source="", source_type=None, status=UNFUNDED, percent=Decimal(100))


@dataclass(frozen=True)
class BudgetLine:
    """One cost line of an activity, with the dates of the activity.

    Without a start the line has no year; without an end it is counted in the year of its
    start. A line without any funding counts as unfunded.
    """

    activity: str
    category: str
    recurrence: str
    total: Decimal
    start: date | None
    end: date | None
    fundings: tuple[FundingShare, ...]


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
class _Part:
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


def line_total(quantity: Decimal, unit_cost: Decimal, decimals: int) -> Decimal:
    """Return quantity × unit cost with the currency's decimals.

    Raises ValueError when either is negative.
    """
    if quantity < 0 or unit_cost < 0:
        raise ValueError("quantity and unit cost cannot be negative")
    return half_up(Fraction(quantity) * Fraction(unit_cost), decimals)


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
    units = _units(total, decimals)
    reached, parts = Fraction(0), []
    for share in percents:
        before, reached = reached, reached + Fraction(share) / 100
        parts.append(_round(units * reached) - _round(units * before))
    return [_amount(part, decimals) for part in parts]


def split_by_year(total: Decimal, start: date, end: date, decimals: int) -> dict[int, Decimal]:
    """Spread an amount evenly over the calendar months it touches; return it by year.

    Years before the last are rounded down and the last takes the rest, so that the years add
    up exactly. Raises ValueError when the end lies before the start.
    """
    months = _months_by_year(start, end)
    units = _units(total, decimals)
    parts = {year: units * count // sum(months.values()) for year, count in months.items()}
    last = max(parts)
    parts[last] += units - sum(parts.values())
    return {year: _amount(part, decimals) for year, part in parts.items()}


def yearly(total: Decimal, start: date, end: date, decimals: int) -> Decimal | None:
    """Return what of an amount falls on twelve months; None when it covers twelve or fewer.

    Raises ValueError when the end lies before the start.
    """
    months = sum(_months_by_year(start, end).values())
    return half_up(Fraction(total) * 12 / months, decimals) if months > 12 else None


def split_shares_by_year(
    total: Decimal, percents: Sequence[Decimal], start: date, end: date, decimals: int
) -> list[dict[int, Decimal]]:
    """Divide an amount by share and by year: one {year: amount} for each share.

    The years of a share add up to share_amounts, the shares of a year to split_by_year.
    Raises ValueError as these do.
    """
    rows = [_units(amount, decimals) for amount in share_amounts(total, percents, decimals)]
    years = split_by_year(total, start, end, decimals)
    columns = [_units(amount, decimals) for amount in years.values()]
    table = _table(rows, columns)
    return [
        {year: _amount(cell, decimals) for year, cell in zip(years, row, strict=True)}
        for row in table
    ]


def totals(lines: Iterable[BudgetLine], decimals: int) -> BudgetTotals:
    """Add up the lines of a plan.

    Raises ValueError for a line whose funding shares do not total 100, or which ends before
    it starts.
    """
    lines = tuple(lines)
    parts = [part for line in lines for part in _parts(line, decimals)]
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


def _parts(line: BudgetLine, decimals: int) -> Iterable[_Part]:
    fundings = line.fundings or (NO_FUNDING,)
    percents = [funding.percent for funding in fundings]
    if line.start is None:
        amounts = share_amounts(line.total, percents, decimals)
        split = [{None: amount} for amount in amounts]
    else:
        end = line.end or line.start
        split = split_shares_by_year(line.total, percents, line.start, end, decimals)
    for funding, years in zip(fundings, split, strict=True):
        for year, amount in years.items():
            yield _Part(line, funding, year, amount)


def _recurrence(part: _Part) -> str:
    return part.line.recurrence


def _category(part: _Part) -> str:
    return part.line.category


def _status(part: _Part) -> str:
    return part.funding.status


def _source(part: _Part) -> str:
    return part.funding.source


def _year(part: _Part) -> int:
    return part.year


def _sum(parts: Iterable[_Part], decimals: int) -> Decimal:
    return sum((part.amount for part in parts), _amount(0, decimals))


def _by(parts: Iterable[_Part], key: Callable, decimals: int) -> dict:
    sums = defaultdict(lambda: _amount(0, decimals))
    for part in parts:
        sums[key(part)] += part.amount
    return dict(sums)


def _by_year(parts: list[_Part], key: Callable, decimals: int) -> dict[int, Amounts]:
    values = dict.fromkeys(map(key, parts))
    table = {
        year: {value: _amount(0, decimals) for value in values}
        for year in sorted({part.year for part in parts} - {None})
    }
    for part in parts:
        if part.year is not None:
            table[part.year][key(part)] += part.amount
    return table


def _months_by_year(start: date, end: date) -> dict[int, int]:
    if end < start:
        raise ValueError("the end lies before the start")
    return {
        year: (end.month if year == end.year else 12)
        - (start.month if year == start.year else 1)
        + 1
        for year in range(start.year, end.year + 1)
    }


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
