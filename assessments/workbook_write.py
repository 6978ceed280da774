"""Sheets of a round as an Excel workbook: a tab for each member, filled with what is stored.

Levels are chosen from a list, their sentences stand beside them. Only levels and comments can be
typed; the rest is locked, without a password, so that nothing moves by mistake.
"""

import io
import re

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from assessments.workbook_layout import ABOUT, COLUMNS, LISTS, Key, sign
from roles.sheet_files import CONTROL, FORMULA

WIDTHS = {"A": 10, "B": 34, "C": 22, "D": 40, "E": 28, "F": 28, "G": 28, "H": 28}
HIDDEN = "IJK"
LINE = Side(style="thin", color="6D7C89")
WRAP = Alignment(wrap_text=True, vertical="top")
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def write_workbook(round_, sheets, levels):
    """The bytes of a workbook. ``sheets`` are workbook_pages.BookSheet, ``levels`` the four
    proficiency levels in order."""
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    labels = level_labels(levels)
    _instructions(book.create_sheet(_tab_name(_("Read me first"), set())), round_)
    taken = set()
    for member, of_member in _by_member(sheets):
        tab = book.create_sheet(_tab_name(member, taken))
        _tab(tab, member, of_member, labels, levels)
    _lists(book.create_sheet(LISTS), list(labels.values()))
    about = book.create_sheet(ABOUT)
    about.append([sign(round_)])
    about.sheet_state = "veryHidden"
    book.security = WorkbookProtection(lockStructure=True)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def level_labels(levels):
    """What the list offers for each answer; read back by outside_answers.read_answer."""
    labels = {str(level.level): f"{level.level} – {level.name}" for level in levels}
    return labels | {"na": f"{_('N.A.')} – {_('Not applicable')}"}


def _by_member(sheets):
    by_member = {}
    for sheet in sheets:
        by_member.setdefault((sheet.member.pk, str(sheet.member)), []).append(sheet)
    return [(name, of_member) for (_pk, name), of_member in by_member.items()]


def _tab_name(name, taken):
    """A name that a spreadsheet takes, once in the book."""
    short = FORBIDDEN.sub(" ", CONTROL.sub(" ", name)).strip("' ")[:26] or "–"
    unique, number = short, 2
    while unique.casefold() in taken:
        unique, number = f"{short} {number}", number + 1
    taken.add(unique.casefold())
    return unique


def _styles():
    """The few looks of a cell, made once: styling each cell anew takes most of the time."""
    wash = PatternFill("solid", fgColor="E8F1F8")
    edge = Border(LINE, LINE, LINE, LINE)
    return [
        NamedStyle("plain", alignment=WRAP),
        NamedStyle("head", alignment=WRAP, font=Font(bold=True)),
        NamedStyle("role", alignment=WRAP, font=Font(bold=True), fill=wash),
        NamedStyle("free", alignment=WRAP, border=edge, protection=Protection(locked=False)),
    ]


def _text(tab, text, style="plain"):
    """A cell of plain text, whatever the text begins with."""
    cell = WriteOnlyCell(tab, CONTROL.sub("", text))
    cell.style = style
    if FORMULA.match(text):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _instructions(tab, round_):
    tab.column_dimensions["A"].width = 100
    tab.protection.sheet = True
    tab.append([_text(tab, str(round_), "head")])
    for line in (
        _("There is a tab for each member. Fill in the framed cells only: level and comment."),
        _("Choose the level from the list in the cell; what it means stands at its right."),
        _("Leave the level empty where you cannot say. N.A. means: not part of this role here."),
        _("Save the file as an Excel workbook (.xlsx) and bring it back on the page of the round."),
        _(
            "You then see every change before it is written. What was changed in the planner "
            "meanwhile is shown beside yours, and you choose."
        ),
        _(
            "Levels are a baseline for planning, never a judgement of anybody’s performance. Keep "
            "this file as private as they are."
        ),
    ):
        tab.append([_text(tab, line)])


def _tab(tab, member, sheets, labels, levels):
    for column, width in WIDTHS.items():
        tab.column_dimensions[column].width = width
    for column in HIDDEN:
        tab.column_dimensions[column].hidden = True
    tab.row_dimensions[1].hidden = True
    tab.freeze_panes = "C4"
    tab.protection.sheet = True
    tab.protection.formatColumns = tab.protection.formatRows = False
    tab.append([_text(tab, name) for name in COLUMNS])
    tab.append([_text(tab, f"{member}, {sheets[0].whose_label}", "head")])
    tab.append([_text(tab, text, "head") for text in _heads(levels)])
    rows = 3
    for sheet in sheets:
        tab.append([_text(tab, text, "role") for text in ("", str(sheet.section))])
        for line in sheet.lines:
            tab.append(_line(tab, sheet, line, labels))
        rows += 1 + len(sheet.lines)
    choice = DataValidation(
        type="list", formula1=f"{LISTS}!$A$1:$A${len(labels)}", allow_blank=True
    )
    choice.error, choice.errorTitle = _("Choose from the list."), _("Level")
    choice.add(f"C4:C{rows}")
    tab.data_validations.append(choice)


def _heads(levels):
    words = [_("Code"), _("Skill"), _("Level"), _("Comment or evidence")]
    return words + [f"{level.level} – {level.name}" for level in levels]


def _line(tab, sheet, line, labels):
    value, comment = line.answer
    key = Key(sheet.pk, sheet.whose, line.code)
    return [
        _text(tab, line.code),
        _text(tab, line.name, "head" if line.critical else "plain"),
        _text(tab, labels.get(value, ""), "free"),
        _text(tab, comment, "free"),
        *(_text(tab, text) for text in line.sentences),
        _text(tab, str(key)),
        _text(tab, value),
        _text(tab, comment),
    ]


def _lists(tab, labels):
    for label in labels:
        tab.append([label])
    tab.sheet_state = "hidden"
