"""Sections 6 to 8 and Annexes 1 and 3: sustainability, approval, terms, method."""

from plans.word.pieces import (
    body_row,
    caption,
    cell,
    each,
    facts,
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
from plans.word.styles import PORTRAIT_WIDTH

INDICATOR_WIDTHS = (3289, 4196, 1927)
GROUP_WIDTHS = (2892, 1100, 900, 900, 900, 1360, 1360)
ANSWER_WIDTHS = (794, 4309, 1134, 3175)


def _principle_groups():
    def columns(source, label):
        return (label, *(
            ">" + show(f"{source}.{name}")
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


KEEPING_WIDTHS = (4536, 2381, 2495)

KEEPING = when(
    "keeping",
    paragraph("heading 2", "{{ t.keeping }}"),
    paragraph("Table Intro", "{{ t.keeping_intro }}"),
    caption("{{ caption.keeping }}"),
    table("Plan Table", "{{ caption.keeping }}", KEEPING_WIDTHS,
          head_row(KEEPING_WIDTHS, "{{ t.measure }}", "{{ t.status }}", "{{ t.for_whom }}"),
          rows_for("item in keeping",
                   body_row(KEEPING_WIDTHS, "{{ item.measure }}", "{{ item.state }}",
                            "{{ item.whom }}"))),
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
    + KEEPING
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
            text_cell("Table Text", show(f"item.{value}"), width=widths[1]),
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
    + tag("if terms")
    + paragraph("Normal", "{{ t.terms_intro }}")
    + each("item in terms", _terms())
    + tag("else")
    + paragraph("Normal", "{{ t.no_positions }}")
    + tag("endif")
)

DEVELOPMENT_WIDTHS = (3005, 1871, 3289, 1247)

DEVELOPMENT = (
    paragraph("Annex Heading", "{{ t.development }}")
    + paragraph("Normal", "{{ development.intro }}")
    + each("item in development.plans",
           paragraph("heading 3", "{{ item.title }}"),
           when("item.activities",
                table("Plan Table", "{{ item.table_title }}", DEVELOPMENT_WIDTHS,
                      head_row(DEVELOPMENT_WIDTHS, "{{ t.activity }}", "{{ t.when }}",
                               "{{ t.development_skills }}", "{{ t.status }}"),
                      rows_for("row in item.activities",
                               body_row(DEVELOPMENT_WIDTHS, "{{ row.activity }}", "{{ row.when }}",
                                        "{{ row.skills }}", "{{ row.status }}")))),
           when("item.open",
                paragraph("Source Note", strong("{{ t.development_open }}"),
                          run(" {{ item.open }}"))))
)  # fmt: skip

METHOD = (
    paragraph("Annex Heading", "{{ t.method }}")
    + paragraph("Callout", strong("{{ t.not_judging_lead }}"), run(" {{ t.not_judging }}"))
    + each("item in method",
           paragraph("heading 3", "{{ item.title }}"),
           each("text in item.texts", paragraph("Normal", "{{ text }}")),
           each("point in item.points",
                paragraph("List Bullet", strong("{{ point.lead }}"), run("{{ point.text }}"))))
)  # fmt: skip
