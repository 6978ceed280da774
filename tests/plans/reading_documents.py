"""Helpers to make a small Word plan and to read one: paragraphs, tables, headings."""

from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from plans.document_data import (
    ActivityRow,
    CostRow,
    PlanDocument,
    PlanFacts,
    TeamFacts,
)
from plans.documents import render_plan
from tests.plans.case_documents import case_document

DASH = "–"


@cache
def rendered(name, language="en"):
    return render_plan(case_document(name), language)


def opened(data):
    return Document(BytesIO(data))


def texts(document):
    """Every paragraph of the body, in tables too."""
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]


def whole_text(data):
    return "\n".join(texts(opened(data)))


def section_of(data, heading, following):
    """The lines of a section, from its heading in the body to the next one."""
    lines = texts(opened(data))
    return lines[lines.index(heading) : lines.index(following)]


def headings(document):
    styles = ("Heading 1", "Heading 2", "Annex Heading")
    return [p.text for p in document.paragraphs if p.style.name in styles]


def title_of(table):
    return table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def table_of(document, title):
    return next(table for table in document.tables if title_of(table).startswith(title))


def rows_of(table):
    return [
        ["".join(node.text or "" for node in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in table._tbl.iterchildren(qn("w:tr"))
    ]


def amount(text):
    return Decimal(text.replace(",", "").replace("\u202f", "").replace(DASH, "0"))


def small_document(**changes):
    facts = {
        "team": TeamFacts(name="Team", country="Country", currency="USD"),
        "plan": PlanFacts("Plan", 2027, 2028, date(2026, 11, 20)),
    }
    return PlanDocument(**{**facts, **changes})


def cost(**changes):
    facts = {
        "activity_code": "A-01",
        "category": "Fees",
        "category_group": "Personnel",
        "category_order": 3,
        "recurrence": "one_off",
        "quantity": Decimal(1),
        "unit_cost": Decimal(100),
        "amounts": ((2027, Decimal(100)),),
        "source": "Grant",
        "status": "secured",
    }
    return CostRow(**{**facts, **changes})


ACTIVITY = ActivityRow("A-01", "Course", "Training", "Trainer", date(2027, 1, 1), date(2027, 3, 31))
