"""Turnover and time to refill, at their boundaries, without a database."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from roles.turnover import Stay, average_days, refills, turnover

TODAY = date(2026, 11, 22)
NUMBERS = count(1)


def stay(member="A", position="P1", first=None, last=None):
    return Stay(next(NUMBERS), member, position, first, last)


def left(stays, months=12):
    return [one.member for one in turnover(stays, TODAY, months).left]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2025, 11, 21), []),
        (date(2025, 11, 22), ["A"]),
        (date(2026, 11, 21), ["A"]),
        (date(2026, 11, 22), []),
        (None, []),
    ],
)
def test_leaver_counts_when_the_last_day_lies_in_the_period(last, expected):
    assert left([stay(last=last)]) == expected


def test_period_of_24_months_reaches_further_back():
    stays = [stay(last=date(2024, 11, 22)), stay("B", "P2", last=date(2024, 11, 21))]

    assert left(stays, 12) == []
    assert left(stays, 24) == ["A"]


def test_moving_to_another_position_is_not_leaving():
    moved = [stay(last=date(2026, 5, 31)), stay(position="P2", first=date(2026, 6, 1))]

    assert left(moved) == []


def test_leaving_two_positions_is_leaving_once_with_the_later_last_day():
    stays = [stay(last=date(2026, 5, 31)), stay(position="P2", last=date(2026, 8, 31))]

    found = turnover(stays, TODAY, 12)

    assert [one.last for one in found.left] == [date(2026, 8, 31)]


def test_position_left_first_does_not_bring_back_who_left_before_the_period():
    stays = [stay(last=date(2025, 1, 31)), stay(position="P2", last=date(2024, 8, 31))]

    assert left(stays) == []


def test_holder_to_come_is_no_holder_yet():
    stays = [stay(last=date(2026, 5, 31)), stay(position="P2", first=date(2026, 11, 23))]

    assert left(stays) == ["A"]


def test_turnover_is_leavers_by_the_average_of_beginning_and_today():
    stays = [
        stay("A", "P1", last=date(2026, 5, 31)),
        stay("B", "P2"),
        stay("C", "P3"),
        stay("D", "P4"),
    ]

    found = turnover(stays, TODAY, 12)

    assert found.average == Decimal("3.5")
    assert found.percent == Decimal("28.6")


def test_who_came_and_left_in_the_period_counts_as_a_leaver_only():
    stays = [stay("A"), stay("B", "P2", date(2026, 1, 1), date(2026, 3, 31))]

    found = turnover(stays, TODAY, 12)

    assert (len(found.left), found.average, found.percent) == (1, 1, Decimal("100.0"))


@pytest.mark.parametrize(
    "stays", [[], [stay(first=date(2026, 1, 1), last=date(2026, 2, 1))]], ids=["none", "between"]
)
def test_turnover_without_holders_at_either_end_is_not_known(stays):
    assert turnover(stays, TODAY, 12).percent is None


def test_period_that_begins_on_a_day_its_month_does_not_have_begins_on_the_last_one():
    leap_day = date(2028, 2, 29)
    stays = [stay(last=date(2027, 2, 28)), stay("B", "P2", last=date(2027, 2, 27))]

    assert [one.member for one in turnover(stays, leap_day, 12).left] == ["A"]


@pytest.mark.parametrize(
    ("first", "days", "still_open"),
    [
        (date(2026, 11, 1), 0, False),
        (date(2026, 11, 2), 1, False),
        (date(2026, 11, 22), 21, False),
        (date(2026, 11, 23), 22, True),
    ],
)
def test_time_to_refill_counts_the_days_without_anybody(first, days, still_open):
    stays = [stay(last=date(2026, 10, 31)), stay("B", first=first)]

    (found,) = refills(stays, TODAY)

    assert (found.days, found.open) == (days, still_open)


def test_refill_is_that_of_the_same_position_and_the_next_holder():
    stays = [
        stay(last=date(2026, 1, 31)),
        stay("B", "P2", first=date(2026, 2, 1)),
        stay("C", first=date(2026, 3, 1), last=date(2026, 4, 30)),
        stay("D", first=date(2026, 5, 11)),
    ]

    assert [(one.stay.member, one.days) for one in refills(stays, TODAY)] == [("A", 28), ("C", 10)]


def test_nobody_is_sought_for_a_closed_position():
    assert refills([stay(last=date(2026, 10, 31))], TODAY, closed={"P1"}) == []


def test_open_positions_are_not_in_the_average():
    stays = [
        stay(last=date(2026, 1, 31)),
        stay("B", first=date(2026, 2, 4), last=date(2026, 3, 31)),
        stay("C", first=date(2026, 4, 5)),
        stay("D", "P2", last=date(2026, 1, 31)),
    ]

    assert average_days(refills(stays, TODAY)) == Decimal(4)
    assert average_days([]) is None
