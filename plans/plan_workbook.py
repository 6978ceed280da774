"""The plan as an Excel workbook: every table a sheet, sums as live formulas.

The cost lines are the one place where amounts stand; all other tables of money add them up by
formulas, so that a changed line changes every table. One row is one line, or the part of it that
one source pays. Text is always stored as text, also where it begins with "=".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname

from plans import document_followup as followup
from plans import document_needs as needs
from plans.budget import currency_decimals
from plans.document_choices import EVERYTHING, Choices
from plans.document_data import PlanDocument
from plans.document_figures import figures_of, priorities_are_ranked
from plans.document_tables import STATUS_ORDER, described, year_columns
from plans.document_totals import rate_sentence
from plans.document_words import CLASSES, FUNDINGS, RECURRENCES, STATES, STATUSES, fixed_words
from plans.documents import clean, formats_for
from roles.formats import listed
from roles.sheet_files import CONTROL

HEAD = Font(name="Calibri", size=11, bold=True, color="064C82")
HEAD_FILL = PatternFill("solid", fgColor="E8EFF6")
BOLD = Font(name="Calibri", size=11, bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDEST, NARROWEST = 60, 9
LINE_HEIGHT = 15
FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class Formula(str):
    """A cell that Excel works out; every other text is text."""


@dataclass
class Sheet:
    """A table: heads, rows of texts, numbers and formulas, and how many columns are money."""

    title: str
    heads: Sequence[str]
    rows: list[Sequence] = field(default_factory=list)
    money: frozenset[int] = frozenset()
    shares: frozenset[int] = frozenset()
    total: Sequence | None = None


def render_workbook(
    document: PlanDocument, language: str = "en", choices: Choices = EVERYTHING
) -> bytes:
    """The plan as the bytes of an .xlsx file: every table, whatever sections were chosen.

    Of `choices` it takes whether holders are named, and whether development plans stand in it.
    """
    with override(language):
        formats = formats_for(document, language)
        book = Workbook()
        book.remove(book.active)
        book.properties.title = clean(document.plan.title)
        book.properties.creator = clean(document.team.ministry or document.team.name)
        for sheet in _sheets(document, formats, choices):
            _write(book, sheet, formats.decimals)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _sheets(document, formats, choices) -> Iterable[Sheet]:
    lines = _Lines(document, formats)
    words = fixed_words()
    yield lines.sheet()
    yield lines.by(_("By category"), words["cost_category"], "category", lines.categories())
    yield lines.by(_("By source"), words["source"], "source", lines.sources())
    yield lines.by(_("By status"), words["status"], "status", lines.statuses())
    yield lines.by(_("Recurring and one-off"), words["kind_of_cost"], "kind", lines.kinds())
    yield lines.by(_("By activity"), words["activity"], "activity", lines.activities())
    if document.plan.contingency_percent or document.plan.second:
        yield lines.beside_total()
    yield _activities(document, words)
    yield _unfunded(document, formats, words)
    yield _positions(document, words, choices.named)
    if document.priorities:
        yield _priorities(document, formats, words)
    yield _indicators(document, formats, words)
    yield _principles(document, words)
    if keeping := followup.keeping(document, formats):
        yield _keeping(keeping, words)
    if choices.show["development"]:
        yield _development(document, formats, words)


class _Lines:
    """The sheet of cost lines, and tables that add it up."""

    def __init__(self, document, formats):
        self.document, self.costs, self.formats = document, document.costs, formats
        self.titles = {row.code: row.title for row in document.activities}
        self.columns = year_columns(document)
        self.title = _("Cost lines")
        self.keys = {"activity": 0, "category": 2, "kind": 4, "source": 5, "status": 6}
        self.first_year = 10

    def sheet(self):
        words = fixed_words()
        heads = [
            words["number"], words["activity"], words["cost_category"], words["line_description"],
            words["kind"], words["source"], words["status"], words["quantity"],
            words["unit_cost"], _("Share paid, percent"), *self.columns, words["total"],
        ]  # fmt: skip
        rows = [self._row(cost, number) for number, cost in enumerate(self.costs, start=2)]
        width = len(heads)
        money = frozenset({8, *range(self.first_year, width)})
        total = [words["total"], *[""] * (self.first_year - 1)]
        total += [self._sum(column) for column in range(self.first_year, width)]
        return Sheet(self.title, heads, rows, money, total=total)

    def _row(self, cost, number):
        first = get_column_letter(self.first_year + 1)
        last = get_column_letter(self.first_year + len(self.columns))
        return [
            cost.activity_code,
            self.titles.get(cost.activity_code, ""),
            cost.category,
            described(cost, self.formats),
            str(RECURRENCES[cost.recurrence]),
            cost.source or _("No source yet"),
            str(STATUSES[cost.status]),
            cost.quantity,
            cost.unit_cost,
            cost.percent,
            *[self._in(cost, years) for years in self.columns.values()],
            Formula(f"=SUM({first}{number}:{last}{number})"),
        ]

    @staticmethod
    def _in(cost, years):
        return sum((amount for year, amount in cost.amounts if year in years), Decimal(0))

    def _sum(self, column):
        letter = get_column_letter(column + 1)
        return Formula(f"=SUM({letter}2:{letter}{self._last})") if self.costs else 0

    @property
    def _last(self):
        return len(self.costs) + 1

    def by(self, title, head, key, labels):
        """A table that adds the lines up by one of their columns, a row a label."""
        words = fixed_words()
        heads = [head, *self.columns, words["total"], words["share"]]
        width = len(self.columns) + 1
        rows = [
            [label, *self._added(key, number, width), self._share(number, len(labels), width)]
            for number, label in enumerate(labels, start=2)
        ]
        last = len(labels) + 1
        sums = [
            Formula(f"=SUM({get_column_letter(c)}2:{get_column_letter(c)}{last})")
            for c in range(2, width + 2)
        ]
        total = [words["total"], *sums, ""] if labels else None
        money = frozenset(range(1, width + 1))
        return Sheet(title, heads, rows, money, frozenset({width + 1}), total)

    def _added(self, key, number, width):
        name = quote_sheetname(_title(self.title))
        by = get_column_letter(self.keys[key] + 1)
        for offset in range(width):
            letter = get_column_letter(self.first_year + offset + 1)
            yield Formula(
                f"=SUMPRODUCT(({name}!${by}$2:${by}${self._last}=$A{number})"
                f"*{name}!${letter}$2:${letter}${self._last})"
            )

    def beside_total(self):
        """Contingency and second currency: the total of the lines, and what stands beside it."""
        plan, currency = self.document.plan, self.document.team.currency
        last = get_column_letter(self.first_year + len(self.columns) + 1)
        name = quote_sheetname(_title(self.title))
        rows = [[_("Total"), currency, Formula(f"={name}!{last}{self._last + 1}"), ""]]
        if plan.contingency_percent:
            percent = self.formats.exact_percent(plan.contingency_percent)
            share = Formula(
                f"=ROUND(C2*{plan.contingency_percent}/100,{currency_decimals(currency)})"
            )
            rows.append([_("Contingency, %(share)s") % {"share": percent}, currency, share, ""])
            rows.append([_("Total with contingency"), currency, Formula("=C2+C3"), ""])
        if plan.second:
            code, rate = plan.second.code, plan.second.rate
            sum_ = Formula(f"=ROUND(C{len(rows) + 1}/{rate},{currency_decimals(code)})")
            note = rate_sentence(self.document, self.formats)
            rows.append([_("In %(currency)s") % {"currency": code}, code, sum_, note])
        heads = [fixed_words()["item"], _("Currency"), fixed_words()["total"], _("Remark")]
        return Sheet(_("Beside the total"), heads, rows, frozenset({2}))

    def _share(self, number, count, width):
        letter = get_column_letter(width + 1)
        whole = f"${letter}${count + 2}"
        return Formula(f"=IF({whole}=0,0,{letter}{number}/{whole})")

    def categories(self):
        ordered = sorted(self.costs, key=lambda cost: cost.category_order)
        return list(dict.fromkeys(cost.category for cost in ordered))

    def sources(self):
        named = dict.fromkeys(cost.source for cost in self.costs if cost.source)
        nobody = [_("No source yet")] if any(not cost.source for cost in self.costs) else []
        return [*named, *nobody]

    def statuses(self):
        present = {cost.status for cost in self.costs}
        return [str(STATUSES[status]) for status in STATUS_ORDER if status in present]

    def kinds(self):
        present = {cost.recurrence for cost in self.costs}
        return [str(word) for kind, word in RECURRENCES.items() if kind in present]

    def activities(self):
        return list(dict.fromkeys(cost.activity_code for cost in self.costs))


def _activities(document, words):
    heads = [
        words["number"], words["activity"], words["competency_area"], words["for_whom"],
        _("Starts"), _("Ends"), _("Skills"),
    ]  # fmt: skip
    rows = [
        [row.code, row.title, row.group, row.whom, row.start, row.end, listed(row.skills)]
        for row in document.activities
    ]
    return Sheet(_("Activities"), heads, rows)


def _unfunded(document, formats, words):
    amounts = {}
    for cost in document.costs:
        if cost.status == "unfunded":
            amounts[cost.activity_code] = amounts.get(cost.activity_code, 0) + cost.total
    rows = [
        [row["code"], row["title"], row["case"], row["when"], amounts[row["code"]]]
        for row in followup.unfunded(document, formats)
    ]
    heads = [
        words["number"], words["activity"], words["activity_case"], words["when"],
        _("Missing (%(currency)s)") % {"currency": document.team.currency},
    ]  # fmt: skip
    total = [words["total"], "", "", "", Formula(f"=SUM(E2:E{len(rows) + 1})")] if rows else None
    return Sheet(_("Unfunded list"), heads, rows, frozenset({4}), total=total)


def _positions(document, words, named):
    heads = [
        _("Class"), words["order"], words["position"], _("Local title"), _("State"),
        words["held_by"], words["employer"], _("Contract ends"), words["paid_from"], words["fte"],
    ]  # fmt: skip
    rows = [
        [
            str(CLASSES[row.role_class]),
            row.order,
            row.title,
            row.local_title,
            _("Filled") if row.state == "filled" else str(STATES[row.state]),
            row.holder if named or not row.holder else _("filled"),
            " · ".join(filter(None, (row.employer, row.engagement))),
            row.contract_end,
            str(FUNDINGS[row.funding]),
            row.fte,
        ]
        for row in document.positions
    ]
    total = [words["total"], *[""] * 8, Formula(f"=SUM(J2:J{len(rows) + 1})")] if rows else None
    return Sheet(words["core_team"], heads, rows, total=total)


def _priorities(document, formats, words):
    """As the Word plan: ranked only where enough people are hidden."""
    ranked = priorities_are_ranked(document)
    found = needs.priorities(document, formats)
    heads = [words["ability"], words["why_now"], words["plan_answers"]]
    rows = [
        [
            row["ability"],
            row["why"],
            listed(f"{a['text']} ({a['status']})" for a in row["answers"]),
        ]
        for row in found
    ]
    if ranked:
        heads = [words["rank"], *heads]
        rows = [[_rank(one["rank"]), *row] for one, row in zip(found, rows, strict=True)]
    return Sheet(words["priorities"], heads, rows)


def _rank(text):
    return int(text) if text.isdecimal() else text


def _indicators(document, formats, words):
    rows = [
        [row["name"], row["how"], row["value"]]
        for row in followup.indicators(document, figures_of(document), formats)
    ]
    heads = [words["indicator"], words["how_calculated"], words["figure_column"]]
    return Sheet(words["indicators"], heads, rows)


def _principles(document, words):
    heads = [
        words["number"], words["group"], words["question"], words["answer"], words["remark"]
    ]  # fmt: skip
    answers = {"na": "not_applicable", "": "not_answered"}
    rows = [
        [row.code, row.group, row.question, words[answers.get(row.answer, row.answer)], row.note]
        for row in document.principles
    ]
    return Sheet(_("Principles"), heads, rows)


def _keeping(rows, words):
    heads = [words["measure"], words["status"], words["for_whom"]]
    return Sheet(words["keeping"], heads, [[r["measure"], r["state"], r["whom"]] for r in rows])


def _development(document, formats, words):
    """As the annex of the Word plan: members who agreed, and how many others there are."""
    found = followup.development(document, formats)
    heads = [
        _("Member"), words["activity"], words["when"], words["development_skills"], words["status"]
    ]  # fmt: skip
    rows = []
    for plan in found["plans"]:
        rows += [
            [plan["title"], row["activity"], row["when"], row["skills"], row["status"]]
            for row in plan["activities"]
        ]
        if plan["open"]:
            rows.append([plan["title"], words["development_open"], "", plan["open"], ""])
    return Sheet(words["development"], heads, [*rows, [found["intro"], "", "", "", ""]])


def _title(text):
    """A title that Excel takes: 31 characters, without the signs that formulas use."""
    return str(text).translate(FORBIDDEN_IN_TITLES)[:31].strip()


def _write(book, sheet, decimals):
    page = book.create_sheet(_title(sheet.title))
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    rows = [*sheet.rows, *([sheet.total] if sheet.total else [])]
    for column, head in enumerate(sheet.heads, start=1):
        cell = _put(page, 1, column, head)
        cell.font, cell.fill, cell.alignment = HEAD, HEAD_FILL, WRAPPED
    for line, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = _put(page, line, column, value)
            cell.alignment = WRAPPED
            if column - 1 in sheet.money:
                cell.number_format = number
            elif column - 1 in sheet.shares:
                cell.number_format = "0.0%"
            if row is sheet.total:
                cell.font = BOLD
    _lay_out(page, sheet)


def _put(page, line, column, value):
    """Numbers and dates as such, formulas as formulas, and everything else as text."""
    cell = page.cell(line, column)
    if isinstance(value, Formula) or _is_number(value) or isinstance(value, date):
        cell.value = value
    elif value:
        cell.value = CONTROL.sub(" ", str(value))
        cell.data_type = "s"
    return cell


def _is_number(value):
    return isinstance(value, (int, float, Decimal))


def _lay_out(page, sheet):
    page.freeze_panes = "A2"
    last = len(sheet.rows) + 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{last}"
    for column, head in enumerate(sheet.heads):
        longest = max(
            [max(map(len, str(head).split() or [""])) + 3]
            + [len(str(row[column] or "")) for row in sheet.rows if not _is_formula(row[column])]
        )
        width = min(WIDEST, max(NARROWEST, longest + 2, 14 if column in sheet.money else 0))
        page.column_dimensions[get_column_letter(column + 1)].width = width
    for row in page.iter_rows():
        page.row_dimensions[row[0].row].height = LINE_HEIGHT * max(map(_lines_of, row))
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _lines_of(cell):
    """How many lines a wrapped text needs; not every program works heights out by itself."""
    if cell.data_type != "s":
        return 1
    width = cell.parent.column_dimensions[cell.column_letter].width - 2
    return -(-len(str(cell.value)) // int(width)) or 1


def _is_formula(value):
    return isinstance(value, Formula)
