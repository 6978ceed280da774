from decimal import Decimal

import pytest

from plans.local_numbers import parse_number, plain_text


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1500", "en", "1500"),
        ("1,500.50", "en", "1500.50"),
        ("1,500", "en", "1500"),
        ("1,234,567", "en", "1234567"),
        ("0.125", "en", "0.125"),
        ("-3", "en", "-3"),
        ("1 500,50", "fr", "1500.50"),
        ("1\u202f500,50", "fr", "1500.50"),
        ("1\u00a0500", "fr", "1500"),
        ("1.5", "fr", "1.5"),
        ("0.125", "fr", "0.125"),
        ("1,500", "fr", "1.500"),
        ("1.500,50", "pt", "1500.50"),
        ("1.500", "pt", "1500"),
        ("1,500.50", "pt", "1500.50"),
        ("1'500.50", "en", "1500.50"),
        ("٣٥٠", "ar", "350"),
        ("٣٫٥", "ar", "3.5"),
    ],
)
def test_number_as_people_type_it(text, language, number):
    assert parse_number(text, language) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("abc", "en"),
        ("1,5", "en"),
        ("1.500", "fr"),
        ("12.34.56", "en"),
        ("1.5", "pt"),
        ("1,23,456.5", "en"),
        ("1e5", "en"),
        ("NaN", "en"),
        ("5 USD", "en"),
        ("1,5,0.5.0", "en"),
        ("--3", "en"),
        ("²", "en"),
    ],
)
def test_number_that_is_none_or_unclear(text, language):
    with pytest.raises(ValueError):
        parse_number(text, language)


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        ("1500.500", "fr", "1500,5"),
        ("1500.000", "en", "1500"),
        ("0", "en", "0"),
        ("1E+3", "en", "1000"),
    ],
)
def test_text_in_a_field(number, language, text):
    assert plain_text(Decimal(number), language) == text
