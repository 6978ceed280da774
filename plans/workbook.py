"""Activities and cost lines as a workbook that comes back: what stands in which column.

`key` and `seen` say which row it is and in which state it was taken out; a row without a key is
new. A row that is missing is left alone: nothing is deleted by a file.
"""

import io
from decimal import Decimal

import openpyxl
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans.budget import currency_decimals
from plans.ledger import line_amount
from plans.line_rows import COLUMNS
from plans.local_numbers import plain_text
from plans.models import Activity, CostLine, Plan
from roles.sheet_files import CONTROL, Sheet, SheetError, escaped, read_pages

ACTIVITIES, LINES = "Activities", "Cost lines"
ACTIVITY_COLUMNS = ("title", "kind", "start", "end", "status", "audience")
# The total is for adding up in the spreadsheet; it is not read again.
HEADERS = {
    ACTIVITIES: ("key", "seen", "code", *ACTIVITY_COLUMNS),
    LINES: ("key", "seen", *COLUMNS, "total"),
}
SEVERAL = "(several)"


def write_workbook(plan: Plan, activities: list[Activity]) -> bytes:
    """`activities` were loaded with `for_plan`; words of choices in the language of the page."""
    decimals = currency_decimals(plan.team.currency)
    pages = {
        ACTIVITIES: [activity_row(activity) for activity in activities],
        LINES: [
            [*line_row(line, activity), line_amount(line, decimals)]
            for activity in activities
            for line in activity.cost_lines.all()
        ],
    }
    book = openpyxl.Workbook(write_only=True)
    for title, rows in pages.items():
        page = book.create_sheet(title)
        page.freeze_panes = "A2"
        page.append(HEADERS[title])
        for row in rows:
            page.append([_cell(value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(value):
    return CONTROL.sub("", escaped(value)) if isinstance(value, str) else value


def activity_row(activity: Activity) -> list:
    return [
        activity.pk,
        activity.version,
        activity.code,
        activity.title,
        activity.get_kind_display(),
        activity.start.isoformat() if activity.start else "",
        activity.end.isoformat() if activity.end else "",
        activity.get_status_display(),
        activity.audience,
    ]


def line_row(line: CostLine, activity: Activity) -> list:
    fundings = list(line.fundings.all())
    one = fundings[0] if len(fundings) == 1 else None
    return [
        line.pk,
        line.version,
        activity.code,
        line.category.code,
        line.description,
        line.quantity,
        line.frequency,
        line.unit_cost,
        line.get_recurrence_display(),
        (one.source.name if one.source else "") if one else SEVERAL,
        one.get_status_display() if one else SEVERAL,
    ]


def read_workbook(name: str, content: bytes) -> dict[str, Sheet]:
    """Both sheets by title. Raises SheetError when the file is no workbook of this kind."""
    if not name.lower().endswith(".xlsx"):
        raise SheetError(_("Choose a file that ends in .xlsx."))
    pages = read_pages(content, number=_local)
    for title, headers in HEADERS.items():
        if title not in pages:
            raise SheetError(_("The workbook has no sheet “%(title)s”.") % {"title": title})
        missing = [name for name in headers if name not in (*pages[title].headers, "total")]
        if missing:
            raise SheetError(
                _("The sheet “%(title)s” lacks the columns: %(columns)s.")
                % {"title": title, "columns": ", ".join(missing)}
            )
    return pages


def _local(value: int | float) -> str:
    """A number of a cell as somebody would type it on this page, so that it is read as it is."""
    return plain_text(Decimal(repr(value)), get_language() or "en")


def rows_of(sheet: Sheet) -> list[tuple[int, dict[str, str]]]:
    """The number of each row and its cells by column."""
    return [(place, dict(zip(sheet.headers, cells, strict=True))) for place, cells in sheet.rows]
