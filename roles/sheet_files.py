"""Tables as CSV and XLSX: reading what somebody brings, writing what a spreadsheet opens safely.

Whatever is wrong with a file as a file raises SheetError with a sentence for its reader. A file is
never trusted: not its name, not its size, not what a packed part claims to be.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time

import openpyxl
from django.utils.translation import gettext as _

from roles import formats

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
# A workbook is a packed file: ten megabytes may hold gigabytes.
MAX_UNPACKED = 60 * 1024 * 1024
MAX_PARTS = 1_000
# More than a spreadsheet cell can hold; openpyxl would cut it off without a word.
MAX_CELL = 32_767
# A spreadsheet takes a cell that begins so for a formula and runs it.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ENCODING = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']*)")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class SheetError(Exception):
    """A table cannot be read or written; says why."""


@dataclass(frozen=True)
class Sheet:
    """`rows` are pairs of the number that a spreadsheet shows and the cells as text."""

    headers: list[str]
    rows: list[tuple[int, list[str]]]


def escaped(text):
    """A cell that no spreadsheet takes for a formula; `unescaped` gives the text back."""
    return f"'{text}" if FORMULA.match(text) else text


def unescaped(text):
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def unix_lines(text):
    return text.replace("\r\n", "\n")


def read_sheet(name, content, *, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS) -> Sheet:
    """The first sheet of a file called `name`, of which `content` is the bytes."""
    _check_size(content)
    ending = name.lower().rpartition(".")[2]
    if ending not in CONTENT_TYPES:
        raise SheetError(_("Choose a file that ends in .csv or .xlsx."))
    limits = (max_rows, max_columns)
    lines = _csv_lines(content, *limits) if ending == "csv" else _xlsx_lines(content, *limits)
    return _sheet([(number, [_tidy(number, cell) for cell in cells]) for number, cells in lines])


def open_book(content):
    """A workbook that is safe to walk through, opened for reading cell by cell."""
    _check_size(content)
    try:
        _check_parts(content)
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    except SheetError:
        raise
    except Exception:  # whatever a broken or forged file makes the reader stumble over
        raise SheetError(_damaged()) from None


def _check_size(content):
    if len(content) > MAX_BYTES:
        raise SheetError(_("The file is larger than 10 MB."))


def _damaged():
    return _("The file is not an XLSX workbook, or it is damaged.")


def read_pages(content, number=str) -> dict[str, Sheet]:
    """Every sheet of a workbook by its title; `number` writes what a cell holds as a number."""
    book, pages = open_book(content), {}
    for page in book.worksheets:
        try:
            lines = _page_lines(page, MAX_ROWS, MAX_COLUMNS, number)
            pages[page.title] = _sheet(
                [(row, [_tidy(row, cell) for cell in cells]) for row, cells in lines]
            )
        except SheetError as error:
            raise SheetError(f"{page.title}: {error}") from None
    return pages


def _sheet(lines):
    if not lines or not any(lines[0][1]):
        raise SheetError(_("The file is empty. Its first row must name the columns."))
    headers = [header.strip() for header in lines[0][1]]
    while headers and not headers[-1]:
        headers.pop()
    rows = []
    for number, cells in lines[1:]:
        if not any(cells):
            continue
        if any(cells[len(headers) :]) or len(cells) < len(headers):
            problem = _("Row %(row)d has %(cells)d cells, the first row %(columns)d.")
            facts = {"row": number, "cells": len(cells), "columns": len(headers)}
            raise SheetError(problem % facts)
        rows.append((number, cells[: len(headers)]))
    return Sheet(headers, rows)


def _tidy(number, text):
    if CONTROL.search(text):
        raise SheetError(_("Row %(row)d holds characters that are no text.") % {"row": number})
    return unix_lines(unescaped(text))


def _limited(lines, max_rows, max_columns):
    """The lines with their numbers, the first one included; refuses too many."""
    kept = []
    for number, cells in enumerate(lines, start=1):
        if number > max_rows + 1:
            problem = _("The file has more than %(number)s rows.")
            raise SheetError(problem % {"number": formats.number(max_rows)})
        if len(cells) > max_columns:
            problem = _("The file has more than %(number)s columns.")
            raise SheetError(problem % {"number": formats.number(max_columns)})
        kept.append((number, cells))
    return kept


def _csv_lines(content, max_rows, max_columns):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = _("The file is not UTF-8 text. In a spreadsheet, save it as “CSV UTF-8”.")
        raise SheetError(problem) from None
    first = text.partition("\n")[0]
    # Spreadsheets of many countries write semicolons where the comma belongs to numbers.
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return _limited(lines, max_rows, max_columns)
    except csv.Error:
        raise SheetError(_("The file is not a CSV table.")) from None


def _xlsx_lines(content, max_rows, max_columns):
    """The cells of the first sheet."""
    return _page_lines(open_book(content).worksheets[0], max_rows, max_columns, str)


def _page_lines(page, max_rows, max_columns, number):
    """The cells of a sheet, read row by row; a claimed size is not believed."""
    try:
        rows = page.iter_rows(max_row=max_rows + 2, max_col=max_columns + 1)
        return _limited(_filled(rows, number), max_rows, max_columns)
    except SheetError:
        raise
    except Exception:  # the same, found only on the way through the rows
        raise SheetError(_damaged()) from None


def _check_parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        listed = parts.infolist()
        # Python unpacks no more of a part than it claims to hold.
        if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
            raise SheetError(_("The workbook is too large when unpacked."))
        for part in listed:
            content = parts.read(part)
            is_xml = part.filename.lower().endswith((".xml", ".rels"))
            if b"<!DOCTYPE" in content or (is_xml and not is_plain_xml(content)):
                raise SheetError(_("The workbook holds parts that are not allowed."))


def is_plain_xml(content: bytes) -> bool:
    """UTF-8 without a document type. What is looked for in bytes hides in other encodings."""
    said = ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return (
        (said is None or said[1].lower() in (b"utf-8", b"utf8", b"us-ascii", b"ascii"))
        and "\0" not in text
        and "<!DOCTYPE" not in text
    )


def _filled(rows, write_number):
    """Each row without its empty end, as text, and as wide as the first one."""
    width = 0
    for number, row in enumerate(rows, start=1):
        if any(cell.data_type == "f" for cell in row):
            problem = _("Row %(row)d holds a formula. Put its value there instead.")
            raise SheetError(problem % {"row": number})
        cells = [plain_cell(cell.value, write_number) for cell in row]
        while len(cells) > width and not cells[-1]:
            cells.pop()
        width = width or len(cells)
        yield cells + [""] * (width - len(cells))


def plain_cell(value, number=str):
    """What a cell of a workbook says as text: 2 for 2.0, yes for TRUE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()  # what a spreadsheet makes of any day that somebody types
    return value.isoformat() if isinstance(value, date) else str(value)


def write_sheet(kind, title, lines) -> bytes:
    """Lines of text as a file of this kind, the first line being the names of the columns."""
    lines = [[escaped(unix_lines(cell)) for cell in line] for line in lines]
    return _xlsx(title, lines) if kind == "xlsx" else _csv(lines)


def _csv(lines):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(lines)
    return buffer.getvalue().encode("utf-8-sig")  # the mark lets a spreadsheet know the encoding


def _xlsx(title, lines):
    if any(len(cell) > MAX_CELL for line in lines for cell in line):
        raise SheetError(_("A text is too long for a workbook. Export it as CSV."))
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(title[:31])
    page.freeze_panes = "A2"
    for line in lines:
        page.append([CONTROL.sub("", cell) for cell in line])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
