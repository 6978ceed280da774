"""The settings of the rules, and rounding."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from roles.models import CatalogueVersion
from roles.rounding import half_up, percent
from roles.thresholds import Thresholds


@pytest.mark.parametrize(
    "values",
    [
        {"expert_from": Decimal("3.1")},
        {"horizon_months": 0},
        {"default_target": 4},
        {"min_rated_percent": 101},
        {"proficient_from": Decimal("2.6")},
    ],
)
def test_thresholds_that_make_no_sense_are_refused(values):
    with pytest.raises(ValueError, match="must"):
        Thresholds(**values)


@pytest.mark.django_db
@pytest.mark.parametrize(("low", "high"), [("1.5", "3.01"), ("-0.5", "2.5"), ("2.5", "2.5")])
def test_administrator_cannot_store_means_that_are_none(low, high):
    """The rules would refuse them, and every page of results with them."""
    version = CatalogueVersion.objects.latest()
    version.proficient_from, version.expert_from = Decimal(low), Decimal(high)

    with pytest.raises(ValidationError):
        version.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


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
