"""What stands in the plan template, section by section, in the order of the document."""

from plans.word.pieces import (
    body_row,
    caption,
    cell,
    cell_tag,
    cells_for,
    each,
    field,
    head_row,
    paragraph,
    row,
    row_tag,
    rows_for,
    run,
    strong,
    table,
    tag,
    text_cell,
    when,
)
from plans.word.styles import HEAD_FILL, LANDSCAPE_WIDTH, PORTRAIT_WIDTH


def form(title, loop, label, value, width=2381):
    """Return a two-column table of labels and values."""
    widths = (width, PORTRAIT_WIDTH - width)
    return table(
        "Plan Form", title, widths,
        rows_for(loop, row(
            text_cell("Table Group", label, width=widths[0]),
            text_cell("Table Text", value, width=widths[1]),
        )),
        head=False,
    )  # fmt: skip


def facts(name, head_label, head_value, loop, width=3175):
    """Return a captioned two-column table with a header."""
    widths = (width, PORTRAIT_WIDTH - width)
    return caption("{{ caption.%s }}" % name) + table(
        "Plan Table", "{{ caption.%s }}" % name, widths,
        head_row(widths, head_label, head_value),
        rows_for(loop, body_row(widths, "{{ item.label }}", "{{ item.value }}")),
    )  # fmt: skip


def points(style, loop):
    """Return a list whose items begin with words in bold."""
    return each(loop, paragraph(style, strong("{{ item.lead }}"), run("{{ item.text }}")))


COVER = (
    paragraph("Cover Ministry", "{{ cover.country }}")
    + when("cover.ministry", paragraph("Cover Ministry", "{{ cover.ministry }}"))
    + when("cover.unit", paragraph("Cover Unit", "{{ cover.unit }}"))
    + paragraph("Title", "{{ cover.title }}")
    + paragraph("Subtitle", "{{ cover.subtitle }}")
    + tag("if cover.is_draft")
    + paragraph("Status Band Draft", "{{ cover.status }}")
    + tag("else")
    + paragraph("Status Band", "{{ cover.status }}")
    + tag("endif")
    + form("{{ t.cover_table }}", "item in cover.rows", "{{ item.label }}", "{{ item.value }}")
    + paragraph("Cover Note", "{{ t.cover_note }}")
)

CONTENTS = (
    paragraph("Contents Heading", "{{ t.contents }}")
    + paragraph("toc 1", field('TOC \\o "1-2" \\h \\z \\t "Annex Heading,1"', "contents"))
    + paragraph("Side Heading", "{{ t.abbreviations }}")
    + form("{{ t.abbreviations }}", "item in glossary", "{{ item.label }}", "{{ item.value }}",
           width=1531)
)  # fmt: skip


def _key_figures():
    widths = (2353,) * 4
    figure = cell(
        paragraph("Normal", "{%p if figure.warn %}"),
        paragraph("Key Figure Warning", "{{ figure.value }}"),
        paragraph("Normal", "{%p else %}"),
        paragraph("Key Figure", "{{ figure.value }}"),
        paragraph("Normal", "{%p endif %}"),
        paragraph("Key Label", "{{ figure.label }}"),
        width=2353,
    )
    return table(
        "Plan Key Figures", "{{ t.key_figures }}", widths,
        rows_for("figures in summary.figures", row(cells_for("figure in figures", figure))),
        head=False,
    )  # fmt: skip


SUMMARY = (
    paragraph("heading 1", "{{ t.summary }}")
    + paragraph("Lead", "{{ summary.lead }}")
    + _key_figures()
    + paragraph("heading 3", "{{ t.found }}")
    + points("List Bullet", "item in summary.found")
    + when("summary.does", paragraph("heading 3", "{{ t.does }}"),
           points("List Bullet", "item in summary.does"))
    + when("summary.asks", paragraph("heading 3", "{{ t.asks }}"),
           paragraph("Table Intro", "{{ t.asks_intro }}"),
           points("List Number", "item in summary.asks"))
)  # fmt: skip


def _positions():
    widths = (737, 2098, 2041, 2778, 964, 794)
    group = row(
        text_cell("Table Group", "{{ group.title }}", width=8618, span=5),
        text_cell("Table Group Number", "{{ group.fte }}", width=794),
    )
    position = row(
        text_cell("Table Text", "{{ item.order }}", width=widths[0]),
        cell(
            paragraph("Table Text", "{{ item.title }}"),
            paragraph("Normal", "{%p if item.local_title %}"),
            paragraph("Table Fact", "{{ item.local_title }}"),
            paragraph("Normal", "{%p endif %}"),
            width=widths[1],
        ),
        cell(
            paragraph("Table Text", run("{{ item.holder }}"), run("{{ item.state }}", "Muted")),
            paragraph("Normal", "{%p if item.note %}"),
            paragraph("Table Fact", "{{ item.note }}"),
            paragraph("Normal", "{%p endif %}"),
            width=widths[2],
        ),
        text_cell("Table Text", "{{ item.employer }}", width=widths[3]),
        text_cell("Table Text", "{{ item.paid_from }}", width=widths[4]),
        text_cell("Table Number", "{{ item.fte }}", width=widths[5]),
    )
    total = row(
        text_cell("Table Total", "{{ t.total }}", width=8618, span=5),
        text_cell("Table Total Number", "{{ team.fte }}", width=794),
    )
    return table(
        "Plan Table", "{{ caption.positions }}", widths,
        head_row(widths, "{{ t.order }}", "{{ t.position }}", "{{ t.held_by }}",
                 "{{ t.employer }}", "{{ t.paid_from }}", ">{{ t.fte }}"),
        row_tag("for group in team.groups"), group,
        rows_for("item in group.rows", position), row_tag("endfor"), total,
        description="{{ t.positions_description }}", total=True,
    )  # fmt: skip


CONTEXT = (
    paragraph("heading 1", "{{ t.context }}")
    + paragraph("heading 2", "{{ t.country_system }}")
    + each("text in team.profile", paragraph("Normal", "{{ text }}"))
    + paragraph("Table Intro", "{{ t.plan_follows }}")
    + facts("glance", "{{ t.item }}", "{{ team.situation }}", "item in team.glance")
    + when("team.readiness", paragraph("heading 2", "{{ t.readiness }}"),
           tag("if team.readiness.ok"),
           paragraph("Callout", strong("{{ team.readiness.lead }}"),
                     run(" {{ team.readiness.text }}")),
           tag("else"),
           paragraph("Callout Warning", strong("{{ team.readiness.lead }}"),
                     run(" {{ team.readiness.text }}")),
           tag("endif"))
    + paragraph("heading 2", "{{ t.core_team }}")
    + paragraph("Table Intro", "{{ t.core_team_intro }}")
    + caption("{{ caption.positions }}")
    + _positions()
    + paragraph("Source Note", "{{ t.positions_note }}")
    + points("List Bullet", "item in team.remarks")
)  # fmt: skip

PHASE_WIDTHS = (1814, 5442, 2156)
COVERAGE_WIDTHS = (4198, 1304, 1304, 1303, 1303)
PRIORITY_WIDTHS = (680, 2778, 1871, 1871, 2212)


def _priorities():
    answers = cell(
        paragraph("Normal", "{%p for answer in item.answers %}"),
        paragraph("Table Text", "{{ answer.text }} (",
                  run("{%r if answer.warn %}"), run("{{ answer.status }}", "Status Unfunded"),
                  run("{%r else %}"), run("{{ answer.status }}"), run("{%r endif %}"), ")"),
        paragraph("Normal", "{%p endfor %}"),
        paragraph("Normal", "{%p if not item.answers %}"),
        paragraph("Table Text", run("{{ t.no_activity_yet }}", "Muted")),
        paragraph("Normal", "{%p endif %}"),
        width=PRIORITY_WIDTHS[4],
    )  # fmt: skip
    columns = ("{{ item.rank }}", "{{ item.ability }}", "{{ item.role }}", "{{ item.why }}")
    cells = [
        text_cell("Table Text", text, width=width)
        for width, text in zip(PRIORITY_WIDTHS, columns, strict=False)
    ]
    return table(
        "Plan Table", "{{ caption.priorities }}", PRIORITY_WIDTHS,
        head_row(PRIORITY_WIDTHS, "{{ t.rank }}", "{{ t.ability }}", "{{ t.for_role }}",
                 "{{ t.why_now }}", "{{ t.plan_answers }}"),
        rows_for("item in needs.priorities", row(*cells, answers)),
    )  # fmt: skip


PHASES = (
    paragraph("heading 2", "{{ t.phases }}")
    + tag("if needs.phases")
    + paragraph("Table Intro", "{{ t.phases_intro }}")
    + caption("{{ caption.phases }}")
    + table(
        "Plan Table", "{{ caption.phases }}", PHASE_WIDTHS,
        head_row(PHASE_WIDTHS, "{{ t.phase }}", "{{ t.phase_meaning }}",
                 ">{{ t.role_assessments }}"),
        rows_for("item in needs.phases",
                 body_row(PHASE_WIDTHS, "{{ item.name }}", "{{ item.meaning }}",
                          ">{{ item.count }}")),
        body_row(PHASE_WIDTHS, "{{ t.total }}", "", ">{{ needs.phases_total }}", kind="Total"),
        total=True,
    )
    + paragraph("Source Note", "{{ t.phases_note }}")
    + tag("else")
    + paragraph("Normal", "{{ needs.phases_withheld }}")
    + tag("endif")
)  # fmt: skip

COVERAGE = (
    paragraph("heading 2", "{{ t.coverage }}")
    + paragraph("Normal", "{{ t.coverage_intro }}")
    + tag("if needs.coverage")
    + caption("{{ caption.coverage }}")
    + table(
        "Plan Table", "{{ caption.coverage }}", COVERAGE_WIDTHS,
        head_row(COVERAGE_WIDTHS, "{{ t.competency_area }}", ">{{ t.critical_skills }}",
                 ">{{ t.nobody_yet }}", ">{{ t.one_person }}", ">{{ t.two_or_more }}"),
        rows_for("item in needs.coverage",
                 body_row(COVERAGE_WIDTHS, "{{ item.area }}", ">{{ item.critical }}",
                          ">{{ item.none }}", ">{{ item.one }}", ">{{ item.two }}")),
        body_row(COVERAGE_WIDTHS, "{{ t.total }}", ">{{ needs.coverage_total.critical }}",
                 ">{{ needs.coverage_total.none }}", ">{{ needs.coverage_total.one }}",
                 ">{{ needs.coverage_total.two }}", kind="Total"),
        total=True,
    )
    + paragraph("Source Note", "{{ t.coverage_note }}")
    + tag("else")
    + paragraph("Normal", "{{ needs.coverage_withheld }}")
    + tag("endif")
)  # fmt: skip

NEEDS = (
    paragraph("heading 1", "{{ t.needs }}")
    + paragraph("Callout", strong("{{ t.not_review_lead }}"), run(" {{ t.not_review }}"))
    + paragraph("heading 2", "{{ t.how_assessed }}")
    + tag("if needs.round_rows")
    + paragraph("Table Intro", "{{ needs.mode_text }}")
    + facts("round", "{{ t.item }}", "{{ t.figure_column }}", "item in needs.round_rows")
    + paragraph("Source Note", "{{ t.round_note }}")
    + PHASES
    + COVERAGE
    + tag("else")
    + paragraph("Normal", "{{ t.no_round }}")
    + tag("endif")
    + when("needs.priorities",
           paragraph("heading 2", "{{ t.priorities }}"),
           paragraph("Table Intro", "{{ needs.priorities_intro }}"),
           caption("{{ caption.priorities }}"),
           _priorities(),
           paragraph("Source Note", "{{ t.priorities_note }}"),
           when("needs.priorities_open",
                paragraph("Callout Warning", strong("{{ t.open_lead }}"),
                          run(" {{ needs.priorities_open }}"))))
)  # fmt: skip

ACTIVITY_WIDTHS = (737, 3912, 2041, 1361, 1361)
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


def _mark(sign, style, fill=""):
    return text_cell(style, sign, width=QUARTER, fill=fill)


def _timeline():
    widths = (680, 3290) + (QUARTER,) * 12
    years = row(
        cell(paragraph("Table Head"), width=680, fill=HEAD_FILL),
        cell(paragraph("Table Head"), width=3290, fill=HEAD_FILL),
        cells_for("year in activities.years",
                  text_cell("Table Head Centre", "{{ year }}", width=4 * QUARTER, span=4,
                            fill=HEAD_FILL)),
        header=True,
    )  # fmt: skip
    quarters = row(
        text_cell("Table Head", "{{ t.number }}", width=680, fill=HEAD_FILL),
        text_cell("Table Head", "{{ t.activity }}", width=3290, fill=HEAD_FILL),
        cells_for("quarter in activities.quarters",
                  text_cell("Table Head Centre", "{{ quarter }}", width=QUARTER, fill=HEAD_FILL)),
        header=True,
    )  # fmt: skip
    marks = (
        cell_tag("for mark in item.marks")
        + cell_tag("if mark == 'secured'") + _mark("●", "Table Mark", "064C82")
        + cell_tag("elif mark == 'requested'") + _mark("○", "Table Mark Dark", "BDD7EE")
        + cell_tag("elif mark == 'unfunded'") + _mark("–", "Table Mark Dark", "F8D7B5")
        + cell_tag("elif mark == 'no_cost'") + _mark("□", "Table Mark Dark", "E4E7EB")
        + cell_tag("elif mark == 'milestone'") + _mark("◆", "Table Mark Dark")
        + cell_tag("else") + cell(paragraph("Table Mark Dark"), width=QUARTER)
        + cell_tag("endif") + cell_tag("endfor")
    )  # fmt: skip
    return table(
        "Plan Timeline", "{{ caption.timeline }}", widths, years, quarters,
        rows_for("item in activities.timeline", row(
            text_cell("Table Small", "{{ item.code }}", width=680),
            text_cell("Table Small", "{{ item.title }}", width=3290), marks)),
        description="{{ t.timeline_description }}",
    )  # fmt: skip


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


def _by_year(name, first_columns, loop, rows, description="", total_cells=1):
    """Return a captioned table with a column for each year, the total and the share."""
    label = PORTRAIT_WIDTH - 5 * YEAR
    firsts = len(first_columns)
    widths = (label // firsts,) * firsts + (YEAR,) * 5
    numbers = cells_for("amount in budget.%s_total.years" % name,
                        text_cell("Table Total Number", "{{ amount }}", width=YEAR))  # fmt: skip
    total = row(
        text_cell("Table Total", "{{ t.total }}", width=label, span=total_cells),
        numbers,
        text_cell("Table Total Number", "{{ budget.%s_total.total }}" % name, width=YEAR),
        text_cell("Table Total Number", "{{ budget.%s_total.share }}" % name, width=YEAR),
    )
    head = row(
        *[text_cell("Table Head", text, width=widths[0]) for text in first_columns],
        cells_for("year in budget.years",
                  text_cell("Table Head Number", "{{ year }}", width=YEAR)),
        text_cell("Table Head Number", "{{ t.total }}", width=YEAR),
        text_cell("Table Head Number", "{{ t.share }}", width=YEAR),
        header=True,
    )  # fmt: skip
    return caption("{{ caption.%s }}" % name) + table(
        "Plan Table", "{{ caption.%s }}" % name, widths, head,
        rows_for(loop, rows), total, description=description, total=True,
    )  # fmt: skip


def _amounts(kind=""):
    style = f"Table {kind} Number" if kind else "Table Number"
    return (
        cells_for("amount in item.years", text_cell(style, "{{ amount }}", width=YEAR))
        + text_cell(style, "{{ item.total }}", width=YEAR)
        + text_cell(style, "{{ item.share }}", width=YEAR)
    )


def _status_cell():
    """Return the cell with the word of a funding status in the style of that status."""
    options = (("secured", "Status Secured"), ("requested", "Status Requested"),
               ("unfunded", "Status Unfunded"), ("spent", "Strong"))  # fmt: skip
    runs = "".join(
        run("{%%r if item.status == '%s' %%}" % status)
        + run("{{ item.status_text }}", style)
        + run("{%r endif %}")
        for status, style in options
    )
    return cell(paragraph("Table Text", runs), width=1304)


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
               CATEGORY_ROWS)
    + paragraph("Source Note", "{{ t.category_note }}")
    + _by_year("recurrence", ["{{ t.kind_of_cost }}"], "item in budget.recurrence", PLAIN_ROWS)
    + paragraph("heading 2", "{{ t.by_source }}")
    + _by_year("sources", ["{{ t.source }}", "{{ t.status }}"], "item in budget.sources",
               SOURCE_ROWS, total_cells=2)
    + paragraph("Source Note", "{{ t.status_note }}")
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

INDICATOR_WIDTHS = (3289, 4196, 1927)
GROUP_WIDTHS = (2892, 1100, 900, 900, 900, 1360, 1360)
ANSWER_WIDTHS = (794, 4309, 1134, 3175)


def _principle_groups():
    def columns(source, label):
        return (label, *(
            ">{{ %s.%s }}" % (source, name)
            for name in ("questions", "yes", "partly", "no", "na", "open")
        ))  # fmt: skip

    return caption("{{ caption.principles }}") + table(
        "Plan Table", "{{ caption.principles }}", GROUP_WIDTHS,
        head_row(GROUP_WIDTHS, "{{ t.group }}", ">{{ t.questions }}", ">{{ t.yes }}",
                 ">{{ t.partly }}", ">{{ t.no }}", ">{{ t.not_applicable }}",
                 ">{{ t.not_answered }}"),
        rows_for("item in principles.groups",
                 body_row(GROUP_WIDTHS, *columns("item", "{{ item.name }}"))),
        body_row(GROUP_WIDTHS, *columns("principles.total", "{{ t.total }}"), kind="Total"),
        total=True,
    )  # fmt: skip


SUSTAINABILITY = (
    paragraph("heading 1", "{{ t.sustainability }}")
    + paragraph("heading 2", "{{ t.indicators }}")
    + paragraph("Table Intro", "{{ t.indicators_intro }}")
    + caption("{{ caption.indicators }}")
    + table(
        "Plan Table", "{{ caption.indicators }}", INDICATOR_WIDTHS,
        head_row(INDICATOR_WIDTHS, "{{ t.indicator }}", "{{ t.how_calculated }}",
                 ">{{ t.figure_column }}"),
        rows_for("item in indicators",
                 body_row(INDICATOR_WIDTHS, "{{ item.name }}", "{{ item.how }}",
                          ">{{ item.value }}")),
    )
    + when("principles.groups",
           paragraph("heading 2", "{{ t.principles }}"),
           paragraph("Table Intro", "{{ principles.intro }}"),
           _principle_groups(),
           when("principles.actions",
                caption("{{ caption.answers }}"),
                table("Plan Table", "{{ caption.answers }}", ANSWER_WIDTHS,
                      head_row(ANSWER_WIDTHS, "{{ t.number }}", "{{ t.question }}",
                               "{{ t.answer }}", "{{ t.remark }}"),
                      rows_for("item in principles.actions",
                               body_row(ANSWER_WIDTHS, "{{ item.code }}", "{{ item.question }}",
                                        "{{ item.answer }}", "{{ item.note }}")))))
)  # fmt: skip

CALENDAR_WIDTHS = (2381, 4478, 2553)
SIGN_WIDTHS = (3175, 2381, 2381, 1475)
VERSION_WIDTHS = (1134, 1814, 2381, 4083)

GOVERNANCE = (
    paragraph("heading 1", "{{ t.governance }}")
    + paragraph("heading 2", "{{ t.responsibilities }}")
    + paragraph("Table Intro", "{{ t.responsibilities_intro }}")
    + facts("duties", "{{ t.who }}", "{{ t.answers_for }}", "item in duties", width=2692)
    + paragraph("heading 2", "{{ t.monitoring }}")
    + paragraph("Table Intro", "{{ t.monitoring_intro }}")
    + caption("{{ caption.calendar }}")
    + table(
        "Plan Table", "{{ caption.calendar }}", CALENDAR_WIDTHS,
        head_row(CALENDAR_WIDTHS, "{{ t.when }}", "{{ t.what }}", "{{ t.who }}"),
        rows_for("item in calendar",
                 body_row(CALENDAR_WIDTHS, "{{ item.when }}", "{{ item.what }}",
                          "{{ item.who }}")),
    )
)  # fmt: skip

APPROVAL = (
    paragraph("heading 1", "{{ t.approval }}")
    + paragraph("Table Intro", "{{ approval.text }}")
    + caption("{{ caption.signatures }}")
    + table(
        "Plan Table", "{{ caption.signatures }}", SIGN_WIDTHS,
        head_row(SIGN_WIDTHS, "{{ t.function }}", "{{ t.name }}", "{{ t.signature }}",
                 "{{ t.date }}"),
        rows_for("item in approval.signatories", row(
            cell(paragraph("Table Text", strong("{{ item.label }}")),
                 paragraph("Table Sign", "{{ item.value }}"), width=SIGN_WIDTHS[0]),
            *[cell(paragraph("Table Text"), width=width) for width in SIGN_WIDTHS[1:]])),
    )
    + when("approval.versions",
           paragraph("heading 3", "{{ t.version_history }}"),
           caption("{{ caption.versions }}"),
           table("Plan Table", "{{ caption.versions }}", VERSION_WIDTHS,
                 head_row(VERSION_WIDTHS, "{{ t.version }}", "{{ t.date }}", "{{ t.status }}",
                          "{{ t.change }}"),
                 rows_for("item in approval.versions",
                          body_row(VERSION_WIDTHS, "{{ item.version }}", "{{ item.date }}",
                                   "{{ item.status }}", "{{ item.change }}"))))
)  # fmt: skip


def _terms():
    widths = (1871, PORTRAIT_WIDTH - 1871)

    def line(label, value):
        return row_tag(f"if item.{value}") + row(
            text_cell("Table Group", label, width=widths[0]),
            text_cell("Table Text", "{{ item.%s }}" % value, width=widths[1]),
        ) + row_tag("endif")  # fmt: skip

    duties = row(
        text_cell("Table Group", "{{ t.main_responsibilities }}", width=widths[0]),
        cell(paragraph("Normal", "{%p for duty in item.duties %}"),
             paragraph("Table Bullet", "{{ duty }}"),
             paragraph("Normal", "{%p endfor %}"), width=widths[1]),
    )  # fmt: skip
    return paragraph("heading 3", "{{ item.title }}") + table(
        "Plan Form", "{{ item.table_title }}", widths,
        line("{{ t.purpose }}", "purpose"),
        row_tag("if item.duties"), duties, row_tag("endif"),
        line("{{ t.background }}", "background"), line("{{ t.dedication }}", "dedication"),
        line("{{ t.held_by }}", "held_by"), head=False,
    )  # fmt: skip


TERMS = (
    paragraph("Annex Heading", "{{ t.terms }}")
    + paragraph("Normal", "{{ t.terms_intro }}")
    + each("item in terms", _terms())
)

LINE_WIDTHS = (737, 2720, 2210, 1020, 1530, 1190, 680, 1020, 860, 860, 860, 883)


def _lines():
    def small(text, width, kind="Small"):
        return text_cell(f"Table {kind}", text, width=width)

    def number(text, kind="Small"):
        return text_cell(f"Table {kind} Number", text, width=860)

    first = ("code", "activity", "category", "kind", "source", "status_text")
    cells = [small("{{ item.%s }}" % name, width)
             for name, width in zip(first, LINE_WIDTHS, strict=False)]  # fmt: skip
    head = ("number", "activity", "cost_category", "kind", "source", "status")
    heads = [text_cell("Table Head", "{{ t.%s }}" % name, width=width)
             for name, width in zip(head, LINE_WIDTHS, strict=False)]  # fmt: skip
    return table(
        "Plan Table", "{{ caption.lines }}", LINE_WIDTHS,
        row(*heads, text_cell("Table Head Number", "{{ t.quantity }}", width=680),
            text_cell("Table Head Number", "{{ t.unit_cost }}", width=1020),
            cells_for("year in budget.years",
                      text_cell("Table Head Number", "{{ year }}", width=860)),
            text_cell("Table Head Number", "{{ t.total }}", width=883), header=True),
        rows_for("item in budget.lines", row(
            *cells, number("{{ item.quantity }}"), number("{{ item.unit_cost }}"),
            cells_for("amount in item.years", number("{{ amount }}")),
            number("{{ item.total }}"))),
        row(text_cell("Table Total", "{{ t.total }}", width=sum(LINE_WIDTHS[:8]), span=8),
            cells_for("amount in budget.categories_total.years",
                      number("{{ amount }}", "Total")),
            number("{{ budget.categories_total.total }}", "Total")),
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

METHOD = (
    paragraph("Annex Heading", "{{ t.method }}")
    + paragraph("Callout", strong("{{ t.not_judging_lead }}"), run(" {{ t.not_judging }}"))
    + each("item in method",
           paragraph("heading 3", "{{ item.title }}"),
           each("text in item.texts", paragraph("Normal", "{{ text }}")),
           each("point in item.points",
                paragraph("List Bullet", strong("{{ point.lead }}"), run("{{ point.text }}"))))
)  # fmt: skip

FRONT = (
    COVER + CONTENTS + SUMMARY + CONTEXT + NEEDS + ACTIVITIES + BUDGET + SUSTAINABILITY
    + GOVERNANCE + APPROVAL + TERMS
)  # fmt: skip

assert sum(LINE_WIDTHS) == LANDSCAPE_WIDTH, sum(LINE_WIDTHS)
