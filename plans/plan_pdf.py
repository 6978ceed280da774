"""The plan as PDF, set by typst from plans/pdf/: the whole plan and its one-page documents.

It prints the same context as the Word file, so that the two cannot say different things. What
people typed travels as JSON and is shown as text: nothing in it is ever read as markup.
"""

import json
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import get_language_bidi, override

from plans.document_data import PlanDocument
from plans.document_tables import STATUS_ORDER, BudgetTables, in_years
from plans.document_words import STATUSES
from plans.documents import clean, context_of, formats_for

TEMPLATES = Path(__file__).with_name("pdf")


def render_pdf(document: PlanDocument, language: str = "en") -> bytes:
    """The whole plan as the bytes of a PDF file."""
    return render("plan.typ", document, language)


def render(template: str, document: PlanDocument, language: str, further=None) -> bytes:
    """One of the templates as PDF. `further(document, formats, context)` adds to the context."""
    with override(language):
        formats = formats_for(document, language)
        context = context_of(document, formats)
        context |= further(document, formats, context) if further else {}
        context |= bars_of(document, formats) | {
            "author": document.team.ministry or document.team.name,
            "language": formats.tag,
            "rtl": get_language_bidi(),
        }
        return _compile(template, clean(context))


def _compile(template, content, **options):
    compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts())
    data = json.dumps(content, ensure_ascii=False)
    return compiler.compile(
        TEMPLATES / template, sys_inputs={"data": data}, **({"format": "pdf"} | options)
    )


@cache
def _fonts():
    """Those of the system, and typst's own for when there are none: looked up once."""
    return typst.Fonts()


def bars_of(document: PlanDocument, formats) -> dict:
    """The budget as one bar a year: `weight` is the amount, `text` what stands in the bar."""
    budget = BudgetTables(document, formats)
    present = [status for status in STATUS_ORDER if budget.by_status(status)]
    bars = []
    for label, years in budget.columns.items():
        parts = [
            (status, in_years([c for c in document.costs if c.status == status], years))
            for status in present
        ]
        whole = sum(amount for _status, amount in parts)
        bars.append(
            {
                "label": label,
                "weight": float(whole),
                "total": formats.amount(whole),
                "parts": [
                    {"status": status, "weight": float(amount), "text": formats.amount(amount)}
                    for status, amount in parts
                    if amount
                ],
            }
        )
    legend = [{"status": status, "label": str(STATUSES[status])} for status in present]
    return {"bars": bars, "bar_legend": legend}
