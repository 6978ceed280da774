"""What a price of the list is in another year. Pure; amounts are Decimal in the team's currency.

Source: issue 5 (price list with a yearly price increase). A price rises by its percentage once a
year, on the price of the year before; earlier than its own year it stays as it is.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from roles.rounding import half_up


def price_in(
    year: int, unit_cost: Decimal, yearly_increase: Decimal, base_year: int, decimals: int
) -> Decimal:
    """Return the price of one unit in a year, halves up; `yearly_increase` is in percent."""
    return half_up(Fraction(unit_cost) * growth(yearly_increase, year - base_year), decimals)


def price_over(
    months: Mapping[int, int],
    unit_cost: Decimal,
    yearly_increase: Decimal,
    base_year: int,
    decimals: int,
) -> Decimal:
    """Return the mean price over several years, each weighted by its months (year to months).

    Raises ValueError without any month.
    """
    if not sum(months.values()):
        raise ValueError("a mean price needs at least one month")
    whole = sum(
        count * Fraction(unit_cost) * growth(yearly_increase, year - base_year)
        for year, count in months.items()
    )
    return half_up(whole / sum(months.values()), decimals)


def growth(yearly_increase: Decimal, years: int) -> Fraction:
    """Return by which factor a price has grown after so many years, 1 before its own year."""
    return (1 + Fraction(yearly_increase) / 100) ** max(years, 0)
