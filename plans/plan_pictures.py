"""The plan's two pictures, budget and coverage: data for typst, the picture, figures in words."""

import json
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from plans.document_tables import STATUS_ORDER, BudgetTables, in_years
from plans.document_words import STATUSES
from roles.formats import listed

TEMPLATES = Path(__file__).with_name("pdf")
DOTS_PER_INCH = 200


def compile_typst(template, content, **options):
    """One of the templates in plans/pdf as bytes; PDF unless `format` says otherwise."""
    compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts())
    data = json.dumps(content, ensure_ascii=False)
    return compiler.compile(
        TEMPLATES / template, sys_inputs={"data": data}, **({"format": "pdf"} | options)
    )


@cache
def fonts():
    """Those of the system, and typst's own for when there are none: looked up once."""
    return typst.Fonts()


def bars_of(document, formats) -> dict:
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


def bars_in_words(document, formats) -> str:
    """The alternative text of the bars: every year with its sums by status."""
    budget = BudgetTables(document, formats)
    years = []
    for label, columns in budget.columns.items():
        sums = {
            status: in_years([c for c in document.costs if c.status == status], columns)
            for status in STATUS_ORDER
        }
        parts = [f"{STATUSES[s]} {formats.amount(amount)}" for s, amount in sums.items() if amount]
        years.append(f"{label}: {', '.join(parts) or formats.amount(0)}")
    return _("Budget by year and status, %(currency)s. %(years)s.") % {
        "currency": document.team.currency,
        "years": listed(years),
    }


def squares_of(coverage) -> list[dict]:
    """The rows of the coverage as squares: how many critical skills have two people, one, none."""
    return [
        {
            "area": row.area or _("All areas"),
            "two": row.two_or_more,
            "one": row.one,
            "nobody": row.none,
        }
        for row in coverage
    ]


def squares_in_words(squares) -> str:
    """The alternative text of the squares: every area with its numbers."""
    areas = [
        _("%(area)s: two people or more %(two)s, one person %(one)s, nobody yet %(nobody)s") % row
        for row in squares
    ]
    return _("Number of critical skills by how many people can do them alone. %(areas)s.") % {
        "areas": listed(areas)
    }


def coverage_squares(squares, words) -> bytes:
    """The squares as PNG; empty where coverage is not shown. `words` are those of the legend."""
    if not squares:
        return b""
    content = {"squares": squares, "t": words, "rtl": get_language_bidi()}
    return compile_typst("coverage.typ", content, format="png", ppi=DOTS_PER_INCH)


def budget_bar(document, formats) -> bytes:
    """The bars as PNG; empty where the plan costs nothing."""
    content = bars_of(document, formats)
    if not content["bar_legend"]:
        return b""
    content["rtl"] = get_language_bidi()
    return compile_typst("bars.typ", content, format="png", ppi=DOTS_PER_INCH)
