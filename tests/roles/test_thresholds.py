"""The settings of the rules, and rounding."""

from decimal import Decimal

import pytest

from roles.rounding import half_up, percent
from roles.thresholds import DEFAULT_THRESHOLDS, Thresholds


def test_thresholds_read_stored_numbers_and_strings():
    read = Thresholds.from_mapping({"expert_from": "2.75", "min_rated_percent": 50})

    assert read == Thresholds(expert_from=Decimal("2.75"), min_rated_percent=50)


def test_thresholds_absent_from_the_catalogue_have_defaults():
    assert Thresholds.from_mapping({}) == DEFAULT_THRESHOLDS


@pytest.mark.parametrize(
    "values",
    [
        {"speed": 1},
        {"expert_from": "many"},
        {"horizon_months": 0},
        {"default_target": 4},
        {"min_rated_percent": 101},
        {"proficient_from": "2.6"},
    ],
)
def test_thresholds_that_make_no_sense_are_refused(values):
    with pytest.raises(ValueError, match="threshold|must"):
        Thresholds.from_mapping(values)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("0.5", 0, "1"),
        ("1.005", 2, "1.01"),
        ("1.0049", 2, "1.00"),
        ("-0.5", 0, "-1"),
        ("7", 3, "7"),
    ],
)
def test_halves_go_up(value, decimals, rounded):
    assert half_up(Decimal(value), decimals) == Decimal(rounded)


@pytest.mark.parametrize(
    ("part", "whole", "result"),
    [(1, 2, "50.0"), (1, 3, "33.3"), (1, 16, "6.3"), (0, 5, "0.0")],
)
def test_percent_has_one_decimal(part, whole, result):
    assert str(percent(part, whole)) == result


def test_percent_of_nothing_is_unknown():
    assert percent(0, 0) is None
