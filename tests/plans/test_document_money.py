"""Split funding, contingency, second currency, times and cases: the same in every document."""

import datetime
import re
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from plans.document_data import CostRow, PlanDocument, PlanFacts, SecondCurrency, TeamFacts
from plans.document_format import Formats
from plans.document_totals import feet
from plans.documents import render_plan
from plans.frozen import freeze, thaw
from plans.models import FundingCase
from plans.one_pagers import render_note
from plans.plan_document import plan_document
from plans.plan_pdf import render_pdf
from plans.plan_workbook import render_workbook
from plans.share_page import shared_page
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
)


def document_with(percent, rate, amounts):
    cost = CostRow(
        "A-01", "Fees", "Operations", 1, "one_off", Decimal(1), Decimal(1), tuple(amounts.items())
    )
    second = SecondCurrency("EUR", Decimal(rate), datetime.date(2026, 11, 1)) if rate else None
    facts = PlanFacts(
        "Plan", 2027, 2029, datetime.date(2026, 11, 20), contingency_percent=percent, second=second
    )
    return PlanDocument(TeamFacts("T", "T", "USD"), facts, costs=(cost,))


@pytest.mark.parametrize("percent", ["0", "0.01", "5", "33.33", "50"])
@pytest.mark.parametrize("rate", ["", "0.000001", "1.07", "655.957"])
def test_what_stands_beside_the_total_adds_up(percent, rate):
    columns = [Decimal("0.01"), Decimal("100.03"), Decimal("33.33")]
    document = document_with(
        Decimal(percent), rate, dict(zip((2027, 2028, 2029), columns, strict=True))
    )

    rows = feet(document, columns, Formats("en", "USD", 2))

    assert all(sum(row.parts) == row.total for row in rows)
    assert len(rows) == (2 if percent != "0" else 0) + bool(rate)


@pytest.fixture
def rich(plan):
    """1,000 split 60 to 40 and 12 × 3 times of 10: 1,360; 10 % on top; in euro at 1.25."""
    plan.contingency_percent = Decimal(10)
    plan.second_currency, plan.second_rate = "EUR", Decimal("1.25")
    plan.second_rate_day = datetime.date(2026, 11, 1)
    plan.save()
    day = datetime.date
    activity = ActivityFactory(plan=plan, start=day(2027, 1, 1), end=day(2027, 12, 31))
    half = CostLineFactory(activity=activity, description="Fees", quantity=1, unit_cost=1000)
    FundingFactory(
        line=half, source=FundingSourceFactory(plan=plan, name="Fund"), percent=60, status="secured"
    )
    FundingFactory(line=half, source=None, percent=40, status="unfunded")
    often = CostLineFactory(
        activity=activity, description="Hall", quantity=12, frequency=3, unit_cost=10,
        amounts_by_year={"2027": "60", "2028": "300"},
    )  # fmt: skip
    FundingFactory(line=often, source=None, status="unfunded")
    FundingCase.objects.create(activity=activity, buys="A place for all.", why_now="Now or never.")
    return plan_document(plan, "en")


def words_of_word(content):
    body = Document(BytesIO(content)).element.body
    return " ".join(node.text or "" for node in body.iter("{*}t"))


def words_of_pdf(content):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


EVERYWHERE = [
    "1,360", "Contingency, 10%", "136", "Total with contingency", "1,496", "In EUR", "1,196.80",
    "1 EUR = 1.25 USD", "A place for all. Now or never.",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("render", "words"), [(render_plan, words_of_word), (render_pdf, words_of_pdf)]
)
def test_word_and_pdf_show_the_same_money(rich, render, words):
    text = re.sub(r"\s+", " ", words(render(rich)))

    assert [word for word in EVERYWHERE if word not in text] == []
    assert "Hall, 12 × 3 times" in text
    assert "Fees (60% of the line)" in text and "Fees (40% of the line)" in text


@pytest.mark.django_db
def test_note_and_shared_page_show_the_same_money(rich):
    note = re.sub(r"\s+", " ", words_of_pdf(render_note(rich)))
    page = str(shared_page(rich, "en"))

    assert [word for word in EVERYWHERE[:-1] if word not in note] == []
    assert [word for word in EVERYWHERE if word not in page] == []
    assert len(PdfReader(BytesIO(render_note(rich))).pages) == 1


@pytest.mark.django_db
def test_workbook_shows_the_same_money_by_formulas(rich):
    book = load_workbook(BytesIO(render_workbook(rich)))

    lines, beside = book.worksheets[0], book["Beside the total"]
    rows = list(lines.iter_rows(min_row=2, max_row=4, values_only=True))
    assert [row[10:13] for row in rows] == [(600, 0, 0), (400, 0, 0), (60, 300, 0)]
    assert rows[2][3] == "Hall, 12 × 3 times" and rows[2][7] == 36
    assert [row[2] for row in beside.iter_rows(min_row=2, values_only=True)] == [
        "='Cost lines'!N5", "=ROUND(C2*10/100,2)", "=C2+C3", "=ROUND(C4/1.25,2)",
    ]  # fmt: skip


@pytest.mark.django_db
def test_version_frozen_before_the_second_currency_still_opens(rich):
    content = freeze({"en": rich})
    assert thaw(content, "en") == rich
    for name in ("contingency_percent", "second"):
        del content["en"]["plan"][name]

    assert thaw(content, "en").plan.second is None
