"""A workbook read back: checked as a file first, then beside what the sheets hold now."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.merging import tidy
from assessments.models import WRITABLE, Assessment, Rating
from assessments.outside_answers import Unclear, read_answer
from assessments.outside_changes import Offer, spread
from assessments.outside_rows import Left
from assessments.outside_run import Look, compare
from assessments.outside_world import level_words
from assessments.sheet_forms import COMMENT_LENGTH
from assessments.workbook_layout import (
    ABOUT,
    COLUMNS,
    COMMENT,
    FORMAT,
    KEY,
    LEVEL,
    LISTS,
    MAX_ROWS,
    WAS,
    WAS_COMMENT,
    Key,
    read_key,
    signed,
)
from assessments.workbook_pages import asked_codes
from roles.sheet_files import SheetError, open_book, plain_cell

TOLD = 10


@dataclass(frozen=True)
class BookAnswer:
    """One row of a workbook that somebody changed."""

    tab: str
    row: int
    key: Key
    answer: tuple[str, str]
    was: tuple[str, str]


def read_workbook(name, content, round_):
    """The answers that were changed in a workbook of this round.

    Raises SheetError with everything that is wrong, up to ten sentences.
    """
    if not name.lower().endswith(".xlsx"):
        raise SheetError(_("Choose a workbook that ends in .xlsx."))
    book = open_book(content)
    try:
        tabs = {tab.title: list(_rows(tab)) for tab in book.worksheets}
    except SheetError:
        raise
    except Exception:  # whatever a broken or forged file makes the reader stumble over
        raise SheetError(_("The file is not an XLSX workbook, or it is damaged.")) from None
    _check_origin(tabs.pop(ABOUT, []), round_)
    tabs.pop(LISTS, None)
    reader = _Reader(level_words())
    for title, rows in list(tabs.items())[1:]:
        reader.tab(title, rows)
    if reader.problems:
        raise SheetError(*reader.problems[:TOLD])
    return reader.answers


def _rows(tab):
    for cells in tab.iter_rows(max_row=MAX_ROWS, max_col=len(COLUMNS)):
        yield [("f", "") if one.data_type == "f" else ("", plain_cell(one.value)) for one in cells]


def _check_origin(about, round_):
    facts = signed(about[0][0][1]) if about and about[0] else None
    if facts is None:
        raise SheetError(
            _("This workbook does not come from the planner. Download one, fill it in, save it.")
        )
    if facts.get("format") != FORMAT:
        raise SheetError(_("This workbook was made by another version. Download a new one."))
    if facts.get("round") != round_.pk:
        raise SheetError(_("This workbook belongs to another round. Bring it to its own page."))


class _Reader:
    def __init__(self, words):
        self.words, self.answers, self.problems, self.seen = words, [], [], set()

    def tab(self, title, rows):
        heads = tuple(text for _kind, text in rows[0]) if rows else ()
        if heads != COLUMNS:
            problem = _("Tab “%(tab)s”: the columns are not those of the download.")
            self.problems.append(problem % {"tab": title})
            return
        for number, cells in enumerate(rows[1:], start=2):
            cells += [("", "")] * (len(COLUMNS) - len(cells))
            if cells[KEY][1]:
                self._row(title, number, cells)

    def _row(self, tab, number, cells):
        def wrong(column, text):
            words = {"tab": tab, "cell": f"{'ABCDEFGHIJK'[column]}{number}", "problem": text}
            self.problems.append(_("Tab “%(tab)s”, cell %(cell)s: %(problem)s") % words)

        key = read_key(cells[KEY][1])
        if key is None or key in self.seen:
            wrong(KEY, _("This row was changed or is there twice. Download a new workbook."))
            return
        self.seen.add(key)
        formulas = [column for column in (LEVEL, COMMENT, WAS, WAS_COMMENT) if cells[column][0]]
        if formulas:
            wrong(formulas[0], _("There is a formula. Put its value there instead."))
            return
        comment = tidy(cells[COMMENT][1])
        try:
            value = read_answer(cells[LEVEL][1], self.words)
        except Unclear as error:
            wrong(LEVEL, str(error))
            return
        if len(comment) > COMMENT_LENGTH:
            wrong(COMMENT, _("Shorten the comment to 2,000 characters."))
            return
        was = (cells[WAS][1], tidy(cells[WAS_COMMENT][1]))
        if (value, comment) != was:
            self.answers.append(BookAnswer(tab, number, key, (value, comment), was))


def look_at_workbook(file, user):
    """What its changes would do. Four queries."""
    answers = read_workbook(file.name, bytes(file.content), file.round)
    sheets = {
        sheet.pk: sheet
        for sheet in Assessment.objects.visible_to(user)
        .filter(round=file.round)
        .select_related("member", "section", "round")
    }
    asked = asked_codes(sheets.values())
    offers, left = [], []
    for one in answers:
        sheet = sheets.get(one.key.sheet)
        problem = _problem(one.key, sheet, user, asked)
        if problem:
            left.append(Left(one.row, one.tab, one.key.skill, one.answer[0], problem))
        else:
            offers.append(_offer(one, sheet))
    changes, seal = compare(spread(offers, _places(sheets.values(), asked)), file.round)
    return Look(changes, left, [], seal)


def _places(sheets, asked):
    """The open sheets of a member that ask a skill; it counts in all of them."""

    def sections_of(offer):
        return [
            sheet.section_id
            for sheet in sheets
            if sheet.member_id == offer.member
            and sheet.state in WRITABLE
            and offer.skill in asked[sheet.pk]
        ]

    return sections_of


def _problem(key, sheet, user, asked):
    """Why an answer of a workbook cannot be written; empty when it can."""
    if sheet is None:
        return _("There is no such sheet in this round, or it is not yours to fill in.")
    if sheet.state not in WRITABLE:
        return _("The sheet is handed in. Reopen it first.")
    if key.whose not in {Rating.Whose.SELF, sheet.whose_for(user)}:
        return _("These are the assessor’s levels. Only the assessor brings them in.")
    if key.skill not in asked[sheet.pk]:
        return _("This skill is not asked any more.")
    return ""


def _offer(one, sheet):
    value, comment = one.answer
    return Offer(
        member=sheet.member_id,
        section=sheet.section_id,
        whose=one.key.whose,
        skill=one.key.skill,
        value=value,
        comment=comment,
        row=one.row,
        was=one.was,
    )
