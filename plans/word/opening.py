"""Cover, contents, summary, and sections 2 and 3: the team and its needs."""

from plans.word.pieces import (
    body_row,
    caption,
    cell,
    cell_tag,
    cells_for,
    each,
    facts,
    field,
    form,
    head_row,
    paragraph,
    points,
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

COVER = (
    when("cover.logo", paragraph("Cover Ministry", "{{ cover.logo }}"))
    + paragraph("Cover Ministry", "{{ cover.country }}")
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
    + paragraph("toc 1", field('TOC \\o "1-2" \\h \\z \\u', "contents"))
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


POSITION_WIDTHS = (737, 2098, 2041, 2778, 964, 794)
BEFORE_FTE = sum(POSITION_WIDTHS[:5])


def _optional(name):
    """Return a second, smaller line of a cell that only appears when there is something."""
    return (
        paragraph("Normal", f"{{%p if item.{name} %}}"),
        paragraph("Table Fact", show(f"item.{name}")),
        paragraph("Normal", "{%p endif %}"),
    )


def _position():
    order, title, holder, employer, paid_from, fte = POSITION_WIDTHS
    named = paragraph("Table Text", run("{{ item.holder }}"), run("{{ item.state }}", "Muted"))
    return row(
        text_cell("Table Text", "{{ item.order }}", width=order),
        cell(paragraph("Table Text", "{{ item.title }}"), *_optional("local_title"), width=title),
        cell(named, *_optional("note"), width=holder),
        text_cell("Table Text", "{{ item.employer }}", width=employer),
        text_cell("Table Text", "{{ item.paid_from }}", width=paid_from),
        text_cell("Table Number", "{{ item.fte }}", width=fte),
    )


def _positions():
    def sum_row(kind, label, fte):
        return row(
            text_cell(f"Table {kind}", label, width=BEFORE_FTE, span=5),
            text_cell(f"Table {kind} Number", fte, width=POSITION_WIDTHS[5]),
        )

    heads = ("{{ t.order }}", "{{ t.position }}", "{{ t.held_by }}", "{{ t.employer }}",
             "{{ t.paid_from }}", ">{{ t.fte }}")  # fmt: skip
    return table(
        "Plan Table",
        "{{ caption.positions }}",
        POSITION_WIDTHS,
        head_row(POSITION_WIDTHS, *heads),
        row_tag("for group in team.groups"),
        sum_row("Group", "{{ group.title }}", "{{ group.fte }}"),
        rows_for("item in group.rows", _position()),
        row_tag("endfor"),
        sum_row("Total", "{{ t.total }}", "{{ team.fte }}"),
        description="{{ t.positions_description }}",
        total=True,
    )


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
    + tag("if team.groups")
    + paragraph("Table Intro", "{{ t.core_team_intro }}")
    + caption("{{ caption.positions }}")
    + _positions()
    + paragraph("Source Note", "{{ t.positions_note }}")
    + tag("else")
    + paragraph("Normal", "{{ t.no_positions }}")
    + tag("endif")
    + points("List Bullet", "item in team.remarks")
)  # fmt: skip

PHASE_WIDTHS = (1814, 5442, 2156)
COVERAGE_WIDTHS = (4198, 1304, 1304, 1303, 1303)
PRIORITY_WIDTHS = (680, 3800, 2200, 2732)


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
        width=PRIORITY_WIDTHS[3],
    )  # fmt: skip
    rank, ability, why = (
        text_cell("Table Text", show(f"item.{name}"), width=width)
        for name, width in zip(("rank", "ability", "why"), PRIORITY_WIDTHS, strict=False)
    )
    heads = [
        text_cell("Table Head", show(f"t.{name}"), width=width)
        for name, width in zip(
            ("rank", "ability", "why_now", "plan_answers"), PRIORITY_WIDTHS, strict=True
        )
    ]
    return table(
        "Plan Table", "{{ caption.priorities }}", PRIORITY_WIDTHS,
        row(_if_ranked(heads[0]), *heads[1:], header=True),
        rows_for("item in needs.priorities", row(_if_ranked(rank), ability, why, answers)),
    )  # fmt: skip


def _if_ranked(column):
    """Keep the cell of a rank: with few people assessed an order would point at one."""
    return cell_tag("if needs.ranked") + column + cell_tag("endif")


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
    + when("t.phases_note", paragraph("Source Note", "{{ t.phases_note }}"))
    + tag("else")
    + paragraph("Normal", "{{ needs.phases_withheld }}")
    + tag("endif")
)  # fmt: skip

COVERAGE = (
    paragraph("heading 2", "{{ t.coverage }}")
    + paragraph("Table Intro", "{{ t.coverage_intro }}")
    + tag("if needs.coverage_total")
    + when("needs.coverage_picture", caption("{{ caption.figure_coverage }}", "Figure"),
           paragraph("Figure", "{{ needs.coverage_picture }}"))
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
    + paragraph("Source Note", "{{ needs.coverage_note }}")
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
