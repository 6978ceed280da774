"""Rounding as people do it: halves up, from exact numbers."""

from decimal import Decimal
from fractions import Fraction
from math import floor

Number = int | Decimal | Fraction


def half_up(value: Number, decimals: int) -> Decimal:
    """Return ``value`` with that many decimals, halves away from zero."""
    scaled = abs(Fraction(value)) * 10**decimals
    units = floor(scaled + Fraction(1, 2))
    return Decimal(-units if value < 0 else units).scaleb(-decimals)


def percent(part: Number, whole: Number) -> Decimal | None:
    """Return part ÷ whole in percent with one decimal; None when there is no whole."""
    if not whole:
        return None
    return half_up(100 * Fraction(part) / Fraction(whole), 1)
