"""Sections 4 and 5 and Annex 2: activities, timeline, budget, cost lines."""

from plans.word.pieces import (
    body_row,
    caption,
    cell,
    cell_tag,
    cells_for,
    head_row,
    paragraph,
    row,
    row_tag,
    rows_for,
    run,
    show,
    strong,
    table,
    tag,
    text_cell,
    when,
)
from plans.word.styles import HEAD_FILL, PORTRAIT_WIDTH

ACTIVITY_WIDTHS = (737, 3799, 2041, 1474, 1361)
QUARTER = 420


def _activities():
    group = row(text_cell("Table Group", "{{ group.title }}", width=PORTRAIT_WIDTH, span=5))
    total = row(
        text_cell("Table Total", "{{ t.total }}", width=8051, span=4),
        text_cell("Table Total Number", "{{ activities.total }}", width=1361),
    )
    return table(
        "Plan Table", "{{ caption.activities }}", ACTIVITY_WIDTHS,
        head_row(ACTIVITY_WIDTHS, "{{ t.number }}", "{{ t.activity }}", "{{ t.for_whom }}",
                 "{{ t.when }}", ">{{ activities.total_head }}"),
        row_tag("for group in activities.groups"), group,
        rows_for("item in group.rows",
                 body_row(ACTIVITY_WIDTHS, "{{ item.code }}", "{{ item.title }}",
                          "{{ item.whom }}", "{{ item.when }}", ">{{ item.total }}")),
        row_tag("endfor"), total, total=True,
    )  # fmt: skip


NUMBER, TITLE = 680, PORTRAIT_WIDTH - 680 - 12 * QUARTER

# state of a quarter: sign, style, shade
MARKS = {
    "secured": ("●", "Table Mark", "064C82"),
    "requested": ("○", "Table Mark Dark", "BDD7EE"),
    "partly": ("◐", "Table Mark Dark", "FBEBDA"),
    "unfunded": ("–", "Table Mark Dark", "F8D7B5"),
    "no_cost": ("□", "Table Mark Dark", "E4E7EB"),
    "milestone": ("◆", "Table Mark Dark", ""),
}


def _marks():
    """Return one cell for each quarter; sign and shade show in grey as well as in colour."""
    cells = "".join(
        cell_tag(f"{'elif' if index else 'if'} mark == '{state}'")
        + text_cell(style, sign, width=QUARTER, fill=fill)
        for index, (state, (sign, style, fill)) in enumerate(MARKS.items())
    )
    empty = cell_tag("else") + cell(paragraph("Table Mark Dark"), width=QUARTER)
    return cells_for("mark in item.marks", cells, empty, cell_tag("endif"))


def _timeline_heads():
    """Return the two header rows: years, then quarters."""

    def head(style, *text, width, span=1):
        return text_cell(style, *text, width=width, span=span, fill=HEAD_FILL)

    years = cells_for(
        "year in activities.years",
        head("Table Head Centre", "{{ year }}", width=4 * QUARTER, span=4),
    )
    quarters = cells_for(
        "quarter in activities.quarters",
        head("Table Head Centre", "{{ quarter }}", width=QUARTER),
    )
    return (
        row(head("Table Head", width=NUMBER), head("Table Head", width=TITLE), years, header=True),
        row(
            head("Table Head", "{{ t.number }}", width=NUMBER),
            head("Table Head", "{{ t.activity }}", width=TITLE),
            quarters,
            header=True,
        ),
    )


def _timeline():
    activity = row(
        text_cell("Table Small", "{{ item.code }}", width=NUMBER),
        text_cell("Table Small", "{{ item.title }}", width=TITLE),
        _marks(),
    )
    return table(
        "Plan Timeline",
        "{{ caption.timeline }}",
        (NUMBER, TITLE) + (QUARTER,) * 12,
        *_timeline_heads(),
        rows_for("item in activities.timeline", activity),
        description="{{ t.timeline_description }}",
    )


ACTIVITIES = (
    paragraph("heading 1", "{{ t.activities }}")
    + tag("if activities.groups")
    + paragraph("heading 2", "{{ t.activities_by_area }}")
    + paragraph("Table Intro", "{{ activities.intro }}")
    + caption("{{ caption.activities }}")
    + _activities()
    + paragraph("Source Note", "{{ t.activities_note }}")
    + paragraph("heading 2", "{{ t.timeline }}")
    + paragraph("Table Intro", "{{ t.timeline_intro }}")
    + caption("{{ caption.timeline }}")
    + _timeline()
    + paragraph("Source Note", "{{ activities.legend }}")
    + tag("else")
    + paragraph("Normal", "{{ t.no_activities }}")
    + tag("endif")
)

YEAR = 1150


def _by_year(name, first_columns, loop, rows, description="", total_cells=1, feet=""):
    """Return a captioned table with a column for each year, the total and the share."""
    label = PORTRAIT_WIDTH - 5 * YEAR
    firsts = len(first_columns)
    widths = (label // firsts,) * firsts + (YEAR,) * 5
    numbers = cells_for(f"amount in budget.{name}_total.years",
                        text_cell("Table Total Number", "{{ amount }}", width=YEAR))  # fmt: skip
    total = row(
        text_cell("Table Total", "{{ t.total }}", width=label, span=total_cells),
        numbers,
        text_cell("Table Total Number", show(f"budget.{name}_total.total"), width=YEAR),
        text_cell("Table Total Number", show(f"budget.{name}_total.share"), width=YEAR),
    )
    head = row(
        *[text_cell("Table Head", text, width=widths[0]) for text in first_columns],
        cells_for("year in budget.years",
                  text_cell("Table Head Number", "{{ year }}", width=YEAR)),
        text_cell("Table Head Number", "{{ t.total }}", width=YEAR),
        text_cell("Table Head Number", "{{ t.share }}", width=YEAR),
        header=True,
    )  # fmt: skip
    return caption(show(f"caption.{name}")) + table(
        "Plan Table", show(f"caption.{name}"), widths, head,
        rows_for(loop, rows), total, feet, description=description, total=True,
    )  # fmt: skip


def _amounts(kind=""):
    style = f"Table {kind} Number" if kind else "Table Number"
    return (
        cells_for("amount in item.years", text_cell(style, "{{ amount }}", width=YEAR))
        + text_cell(style, "{{ item.total }}", width=YEAR)
        + text_cell(style, "{{ item.share }}", width=YEAR)
    )


def _status_cell(style="Table Text"):
    """Return the cell with the word of a funding status in the style of that status."""
    options = (("secured", "Status Secured"), ("requested", "Status Requested"),
               ("unfunded", "Status Unfunded"), ("spent", "Strong"))  # fmt: skip
    runs = "".join(
        run(f"{{%r if item.status == '{status}' %}}")
        + run("{{ item.status_text }}", look)
        + run("{%r endif %}")
        for status, look in options
    )
    return cell(paragraph(style, runs), width=1304)


CATEGORY_ROWS = (
    row_tag("if item.is_group")
    + row(text_cell("Table Group", "{{ item.label }}", width=YEAR), _amounts("Group"))
    + row_tag("else")
    + row(text_cell("Table Text", "{{ item.label }}", width=YEAR), _amounts())
    + row_tag("endif")
)
SOURCE_ROWS = (
    row_tag("if item.is_group")
    + row(text_cell("Table Group", "{{ item.label }}", width=YEAR),
          cell(paragraph("Table Text"), width=YEAR), _amounts("Group"))
    + row_tag("else")
    + row(text_cell("Table Text", strong("{{ item.label }}"), width=YEAR), _status_cell(),
          _amounts())
    + row_tag("endif")
)  # fmt: skip
FEET = rows_for(
    "item in budget.feet",
    row(text_cell("Table Total", "{{ item.label }}", width=YEAR), _amounts("Total")),
)
PLAIN_ROWS = row(text_cell("Table Text", "{{ item.label }}", width=YEAR), _amounts())
STATUS_ROWS = row(_status_cell(), _amounts())
UNFUNDED_WIDTHS = (794, 5670, 1361, 1587)


def _unfunded():
    case = cell(
        paragraph("Table Text", strong("{{ item.title }}")),
        paragraph("Table Text", "{{ item.case }}"),
        paragraph("Table Fact", "{{ item.facts }}"),
        width=UNFUNDED_WIDTHS[1],
    )
    total = row(
        text_cell("Table Total", "{{ t.total }}", width=7825, span=3),
        text_cell("Table Total Number", "{{ budget.unfunded_total }}", width=1587),
    )
    return table(
        "Plan Table", "{{ caption.unfunded }}", UNFUNDED_WIDTHS,
        head_row(UNFUNDED_WIDTHS, "{{ t.number }}", "{{ t.activity_case }}", "{{ t.when }}",
                 ">{{ budget.amount_head }}"),
        rows_for("item in budget.unfunded", row(
            text_cell("Table Text", strong("{{ item.code }}"), width=794), case,
            text_cell("Table Text", "{{ item.when }}", width=1361),
            text_cell("Table Number", "{{ item.amount }}", width=1587))),
        total, total=True,
    )  # fmt: skip


BUDGET = (
    paragraph("heading 1", "{{ t.budget }}")
    + tag("if budget.categories")
    + paragraph("Normal", "{{ budget.before }}", strong("{{ budget.total_text }}"),
                run("{{ budget.after }}"))
    + paragraph("heading 2", "{{ t.by_category }}")
    + _by_year("categories", ["{{ t.cost_category }}"], "item in budget.categories",
               CATEGORY_ROWS, feet=FEET)
    + paragraph("Source Note", "{{ t.category_note }}", run("{{ budget.rate_text }}"))
    + _by_year("recurrence", ["{{ t.kind_of_cost }}"], "item in budget.recurrence", PLAIN_ROWS)
    + paragraph("heading 2", "{{ t.by_source }}")
    + _by_year("sources", ["{{ t.source }}", "{{ t.status }}"], "item in budget.sources",
               SOURCE_ROWS, total_cells=2)
    + paragraph("Source Note", "{{ t.status_note }}")
    + when("budget.picture", caption("{{ caption.figure_budget }}", "Figure"),
           paragraph("Figure", "{{ budget.picture }}"))
    + _by_year("statuses", ["{{ t.status }}"], "item in budget.statuses", STATUS_ROWS)
    + paragraph("heading 2", "{{ t.unfunded }}")
    + tag("if budget.unfunded")
    + paragraph("Table Intro", "{{ budget.unfunded_intro }}")
    + caption("{{ caption.unfunded }}")
    + _unfunded()
    + tag("else")
    + paragraph("Normal", "{{ t.nothing_unfunded }}")
    + tag("endif")
    + tag("else")
    + paragraph("Normal", "{{ t.no_costs }}")
    + tag("endif")
)  # fmt: skip

LINE_WIDTHS = (3457, 2210, 1020, 1530, 1190, 680, 1020, 860, 860, 860, 883)
BEFORE_YEARS = 7


def _number(text, kind="Small"):
    return text_cell(f"Table {kind} Number", text, width=860)


def _line_cells(style, prefix, names):
    return [
        text_cell(style, show(f"{prefix}.{name}"), width=width)
        for name, width in zip(names, LINE_WIDTHS, strict=False)
    ]


def _lines():
    names = ("label", "category", "kind", "source")
    heads = ("activity_line", "cost_category", "kind", "source", "status")
    years = cells_for("year in budget.years", _number("{{ year }}", "Small Head"))
    amounts = cells_for("amount in item.years", _number("{{ amount }}"))
    sums = cells_for("amount in budget.categories_total.years",
                     _number("{{ amount }}", "Small Total"))  # fmt: skip
    figures = _number("{{ item.quantity }}") + _number("{{ item.unit_cost }}")
    leading = {"width": sum(LINE_WIDTHS[:BEFORE_YEARS]), "span": BEFORE_YEARS}
    group = row(
        text_cell("Table Small Group", "{{ group.title }}", **leading),
        cells_for("amount in group.years", _number("{{ amount }}", "Small Group")),
        _number("{{ group.total }}", "Small Group"),
    )
    whole = text_cell("Table Small Total", "{{ t.total }}", **leading)
    return table(
        "Plan Table Small", "{{ caption.lines }}", LINE_WIDTHS,
        row(*_line_cells("Table Small Head", "t", heads), _number("{{ t.quantity }}", "Small Head"),
            _number("{{ t.unit_cost }}", "Small Head"), years,
            _number("{{ t.total }}", "Small Head"), header=True),
        row_tag("for group in budget.lines"),
        row_tag("if not group.is_single"), group, row_tag("endif"),
        rows_for("item in group.rows", row(
            *_line_cells("Table Small", "item", names), _status_cell("Table Small"), figures,
            amounts, _number("{{ item.total }}"))),
        row_tag("endfor"),
        row(whole, sums, _number("{{ budget.categories_total.total }}", "Small Total")),
        total=True,
    )  # fmt: skip


DETAILED_BUDGET = (
    paragraph("Annex Heading", "{{ t.detailed_budget }}")
    + tag("if budget.lines")
    + paragraph("Table Intro", "{{ t.detailed_intro }}")
    + caption("{{ caption.lines }}")
    + _lines()
    + paragraph("Source Note", "{{ budget.control }}")
    + tag("else")
    + paragraph("Normal", "{{ t.no_costs }}")
    + tag("endif")
)
