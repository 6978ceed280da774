"""Numbers, money and dates of the Word plan in its language."""

from datetime import date
from decimal import Decimal

import pytest

from plans.document_format import Formats, money_decimals
from tests.plans.reading_documents import DASH, headings, opened, rendered, whole_text


@pytest.mark.parametrize("language", ["en", "fr", "pt", "es", "ar"])
def test_plan_can_be_written_in_every_language(language):
    document = opened(rendered("beloume", language))

    assert document.core_properties.language.startswith(language)
    assert len(headings(document)) == 8 + 15 + 3  # sections, subsections, annexes


def test_french_plan_writes_numbers_money_and_dates_in_french():
    text = whole_text(rendered("beloume", "fr"))

    assert "72\u202f360\u202f000\u00a0XAF" in text
    assert "31,9\u202f%" in text
    assert "1er janvier 2027" in text
    assert "2027\u00a0T4" in text
    assert "2,80" in text


def test_english_plan_writes_money_with_the_currency_first():
    text = whole_text(rendered("tavaloa"))

    assert "USD\u00a072,750" in text and "27.4%" in text and "30 June 2028" in text


@pytest.mark.parametrize(
    "currency, amounts, decimals",
    [
        ("USD", ["1", "2.00"], 0),
        ("USD", ["1", "2.50"], 2),
        ("XAF", ["1", "2"], 0),
        ("KWD", ["0.125"], 3),
        ("USD", [], 0),
    ],
)
def test_money_has_decimals_only_when_any_amount_needs_them(currency, amounts, decimals):
    assert money_decimals(currency, [Decimal(amount) for amount in amounts]) == decimals


@pytest.mark.parametrize(
    "start, end, text",
    [
        (date(2027, 1, 1), date(2029, 12, 31), "2027–2029"),
        (date(2028, 1, 1), date(2028, 12, 31), "2028"),
        (date(2027, 4, 1), date(2027, 6, 30), "2027\u00a0Q2"),
        (date(2027, 7, 1), date(2029, 12, 31), "2027\u00a0Q3–2029"),
        (date(2027, 7, 1), date(2028, 3, 31), "2027\u00a0Q3–2028\u00a0Q1"),
        (None, None, "to be confirmed"),
    ],
)
def test_period_is_years_when_whole_else_quarters(start, end, text):
    assert Formats("en", "USD").when(start, end) == text


def test_share_is_rounded_halves_up():
    formats = Formats("en", "USD")

    assert formats.percent(Decimal("6.25"), 100) == "6.3%"
    assert formats.percent(1, 0) == DASH
    assert formats.share(0, 10) == DASH
