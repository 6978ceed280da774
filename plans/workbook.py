"""Activities and cost lines as a workbook that comes back: what stands in which column.

`key` and `seen` say which row it is and in which state it was taken out; a row without a key is
new. A row that is missing is left alone: nothing is deleted by a file. Sheets and columns are named
in the language of the page and understood in every language of the planner.
"""

import io
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import openpyxl
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from plans.budget import currency_decimals
from plans.ledger import line_amount
from plans.line_rows import COLUMNS
from plans.local_numbers import plain_text
from plans.models import Activity, CostLine, Plan
from roles.sheet_files import CONTROL, Sheet, SheetError, escaped, read_pages

ACTIVITIES, LINES = "Activities", "Cost lines"
TITLES = {ACTIVITIES: gettext_lazy("Activities"), LINES: gettext_lazy("Cost lines")}
ACTIVITY_COLUMNS = ("title", "kind", "start", "end", "status", "audience")
# The total is for adding up in the spreadsheet; it is not read again.
HEADERS = {
    ACTIVITIES: ("key", "seen", "code", *ACTIVITY_COLUMNS),
    LINES: ("key", "seen", *COLUMNS, "total"),
}
# The heads of both sheets; those of the paste page are the same words.
WORDS = {
    "key": gettext_lazy("Key"),
    "seen": gettext_lazy("As of version"),
    "code": gettext_lazy("Code"),
    "title": gettext_lazy("Title"),
    "kind": gettext_lazy("Kind"),
    "start": gettext_lazy("Starts"),
    "end": gettext_lazy("Ends"),
    "audience": gettext_lazy("People outside the team"),
    "activity": gettext_lazy("Activity"),
    "category": gettext_lazy("Cost category"),
    "description": gettext_lazy("Description"),
    "quantity": gettext_lazy("Quantity"),
    "frequency": gettext_lazy("Times"),
    "unit_cost": gettext_lazy("Unit cost"),
    "recurrence": gettext_lazy("Kind of cost"),
    "source": gettext_lazy("Funder"),
    "status": gettext_lazy("Status"),
    "total": gettext_lazy("Total"),
}
SEVERAL = gettext_lazy("(several)")
HEAD = Font(bold=True)
WIDE, USUAL = 40, 14


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
        page = book.create_sheet(str(TITLES[title]))
        page.freeze_panes = "A2"
        for place, name in enumerate(HEADERS[title], start=1):
            wide = name in ("title", "description")
            page.column_dimensions[get_column_letter(place)].width = WIDE if wide else USUAL
        page.append([_head(page, name) for name in HEADERS[title]])
        for row in rows:
            page.append([_cell(value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(page, name):
    cell = WriteOnlyCell(page, str(WORDS[name]))
    cell.font = HEAD
    return cell


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
        (one.source.name if one.source else "") if one else str(SEVERAL),
        one.get_status_display() if one else str(SEVERAL),
    ]


def read_workbook(name: str, content: bytes) -> dict[str, Sheet]:
    """Both sheets, their columns by name. Raises SheetError when it is no workbook of this kind."""
    if not name.lower().endswith(".xlsx"):
        raise SheetError(_("Choose a file that ends in .xlsx."))
    pages = read_pages(content, number=_local)
    return {title: _sheet(pages, title) for title in TITLES}


def _sheet(pages: dict[str, Sheet], title: str) -> Sheet:
    known = {word.casefold() for word in in_every_language(TITLES[title])}
    page = next((page for name, page in pages.items() if name.casefold() in known), None)
    if page is None:
        raise SheetError(_("The workbook has no sheet “%(title)s”.") % {"title": TITLES[title]})
    names = columns_by_word(title)
    headers = [names.get(head.casefold(), head) for head in page.headers]
    missing = [name for name in HEADERS[title] if name not in (*headers, "total")]
    if missing:
        columns = ", ".join(str(WORDS[name]) for name in missing)
        facts = {"title": TITLES[title], "columns": columns}
        raise SheetError(_("The sheet “%(title)s” lacks the columns: %(columns)s.") % facts)
    return Sheet(headers, page.rows)


@cache
def columns_by_word(title: str) -> dict[str, str]:
    """What a head may say, in small letters, and the column it names; also the column's own name,
    which files of earlier releases have."""
    names = HEADERS[title]
    words = {word.casefold(): name for name in names for word in in_every_language(WORDS[name])}
    return words | {name: name for name in names}


def in_every_language(word) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield str(word)


@cache
def words_for_several() -> frozenset[str]:
    """What stands in a row for several funders or states, in every language."""
    return frozenset(in_every_language(SEVERAL))


def _local(value: int | float) -> str:
    """A number of a cell as somebody would type it on this page, so that it is read as it is."""
    return plain_text(Decimal(repr(value)), get_language() or "en")


def rows_of(sheet: Sheet) -> list[tuple[int, dict[str, str]]]:
    """The number of each row and its cells by column."""
    return [(place, dict(zip(sheet.headers, cells, strict=True))) for place, cells in sheet.rows]
