"""What a partner reads through a link: activities, budget, what is unfunded. Never a level.

Made from the plan's document alone, so it says what the document says.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from plans import document_followup as followup
from plans import document_texts as texts
from plans.document_data import PlanDocument
from plans.document_tables import BudgetTables, activity_groups
from plans.document_totals import rate_sentence
from plans.document_words import PLAN_STATUSES
from plans.documents import formats_for


def shared_page(document: PlanDocument, language: str) -> dict:
    """The context of the page, numbers and dates written in the language."""
    # Priorities do not stand on the page, so that no case may speak of their rank.
    document = replace(document, priorities=())
    formats = formats_for(document, language)
    budget = BudgetTables(document, formats)
    return {
        "document": document,
        "status": PLAN_STATUSES[document.plan.status][1],
        "dated": formats.date(document.plan.dated),
        "years": texts.period(document, formats),
        "figures": _figures(budget, formats),
        "currency": document.team.currency,
        "rate": rate_sentence(document, formats),
        "groups": activity_groups(document, formats),
        "columns": list(budget.columns),
        "tables": _tables(budget),
        "unfunded": followup.unfunded(document, formats),
        "unfunded_total": formats.amount(budget.by_status("unfunded")),
    }


def _tables(budget: BudgetTables) -> list[dict]:
    rows = {
        _("By cost category and year"): budget.categories(),
        _("By funding source and year"): budget.sources(),
        _("One-off and recurring"): budget.recurrence(),
    }
    columns = list(budget.columns)
    return [
        {
            "title": title,
            "rows": _named_cells(found, columns),
            "feet": [_cells(row, columns) for row in (budget.total_row(), *budget.feet())],
        }
        for title, found in rows.items()
    ]


def _named_cells(rows, columns):
    """A part of a source has no name of its own in a table; on a phone it stands alone."""
    cells, name = [], ""
    for row in rows:
        name = row.label or name
        cells.append(_cells(row, columns, name))
    return cells


def _cells(row, columns, name=""):
    return {
        "label": ", ".join(filter(None, (row.label or name, row.status_text.lower()))),
        "is_group": row.is_group,
        "years": list(zip(columns, row.years, strict=True)),
        "total": row.total,
        "share": row.share,
    }


def _figures(budget: BudgetTables, formats) -> list[dict]:
    """What it costs, and how sure the money is."""
    parts = [
        (_("Total"), budget.total, ""),
        (_("Secured"), budget.by_status("secured", "spent"), ""),
        (_("Requested"), budget.by_status("requested"), ""),
        (_("Unfunded"), budget.by_status("unfunded"), "#unfunded"),
    ]
    return [
        {
            "label": label,
            "url": url,
            "value": formats.amount(amount),
            "hint": formats.percent(amount, budget.total) if number else formats.currency,
        }
        for number, (label, amount, url) in enumerate(parts)
    ]
