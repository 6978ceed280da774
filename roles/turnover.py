"""How many holders leave, and how long a position then stays without one. No ORM.

Definitions of our own; product.md asks for turnover over 12 and 24 months and the time to refill.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from roles.formation import months_later
from roles.rounding import half_up, percent


@dataclass(frozen=True)
class Stay:
    """A member in a position, from the first to the last day.

    ``first`` None: longer than anybody knows. ``last`` None: no end. Plans without a date are no
    stays; those with a date are, and count from their first day on.
    """

    key: int
    member: str
    position: str
    first: date | None
    last: date | None

    def covers(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def has_ended(self, on: date) -> bool:
        return self.last is not None and self.last < on


@dataclass(frozen=True)
class Turnover:
    """``left``: the last stay of each member who left. ``percent``: None without any holder."""

    left: tuple[Stay, ...]
    average: Fraction
    percent: Decimal | None


@dataclass(frozen=True)
class Refill:
    """After the end of ``stay``: days until the next holder, or, while ``open``, days so far."""

    stay: Stay
    days: int
    open: bool


def turnover(stays: Sequence[Stay], on: date, months: int) -> Turnover:
    """Holders who left in the ``months`` before ``on`` ÷ the average number of holders, percent.

    A member has left when their last day in any position lies in the period and they hold no
    position on ``on``: moving to another position of the team is not leaving, and who holds two
    positions leaves once. The period begins on the same day so many months earlier (the last day
    of a shorter month) and ends the day before ``on``. The average is half of the holders on the
    first day plus those on ``on``; a holder is a member, counted once, in a position of any class.
    """
    start = months_later(on, -months)
    still = _holders(stays, on)
    average = Fraction(len(_holders(stays, start)) + len(still), 2)
    left = {}
    for stay in sorted((s for s in stays if s.has_ended(on)), key=lambda stay: stay.last):
        if stay.member not in still:
            left[stay.member] = stay
    within = tuple(stay for stay in left.values() if stay.last >= start)
    return Turnover(within, average, percent(len(within), average))


def refills(stays: Sequence[Stay], on: date, closed: Collection[str] = ()) -> list[Refill]:
    """What followed the end of each stay: days without a holder until the next one began.

    0 when the next holder begins on the day after. Ends without a successor by ``on`` are open,
    with the days so far; those of a position in ``closed`` are left out, nobody is sought.
    """
    found = []
    for stay in stays:
        if not stay.has_ended(on):
            continue
        begun = _next_first_day(stay, stays, on)
        if begun is not None:
            found.append(Refill(stay, (begun - stay.last).days - 1, open=False))
        elif stay.position not in closed:
            found.append(Refill(stay, (on - stay.last).days, open=True))
    return found


def average_days(found: Iterable[Refill]) -> Decimal | None:
    """Average of the days of those that are filled again, in whole days; None when none is."""
    days = [refill.days for refill in found if not refill.open]
    return half_up(Fraction(sum(days), len(days)), 0) if days else None


def _holders(stays: Iterable[Stay], day: date) -> set[str]:
    return {stay.member for stay in stays if stay.covers(day)}


def _next_first_day(stay: Stay, stays: Iterable[Stay], on: date) -> date | None:
    following = [
        other.first
        for other in stays
        if other.position == stay.position and other.first and stay.last < other.first <= on
    ]
    return min(following, default=None)
