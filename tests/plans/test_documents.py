"""The Word plan: opened again with python-docx, and read as a director would."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils.safestring import mark_safe
from docx import Document
from docx.oxml.ns import qn

from plans.document_data import (
    ActivityRow,
    CostRow,
    CoverageRow,
    PhaseRow,
    PlanDocument,
    PlanFacts,
    PriorityRow,
    Readiness,
    Remark,
    Signatory,
    Summary,
    TeamFacts,
    VersionRow,
)
from plans.document_format import Formats, money_decimals
from plans.documents import render_plan
from plans.word.build_template import TEMPLATE, build
from tests.cases import NAMES, load_expected
from tests.plans.case_documents import case_document

DASH = "–"


@cache
def rendered(name, language="en"):
    return render_plan(case_document(name), language)


def opened(data):
    return Document(BytesIO(data))


def texts(document):
    """Every paragraph of the body, in tables too."""
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]


def whole_text(data):
    return "\n".join(texts(opened(data)))


def section_of(data, heading, following):
    """The lines of a section, from its heading in the body to the next one."""
    lines = texts(opened(data))
    return lines[lines.index(heading) : lines.index(following)]


def headings(document):
    styles = ("Heading 1", "Heading 2", "Annex Heading")
    return [p.text for p in document.paragraphs if p.style.name in styles]


def title_of(table):
    return table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def table_of(document, title):
    return next(table for table in document.tables if title_of(table).startswith(title))


def rows_of(table):
    return [
        ["".join(node.text or "" for node in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in table._tbl.iterchildren(qn("w:tr"))
    ]


def amount(text):
    return Decimal(text.replace(",", "").replace("\u202f", "").replace(DASH, "0"))


def small_document(**changes):
    facts = {
        "team": TeamFacts(name="Team", country="Country", currency="USD"),
        "plan": PlanFacts("Plan", 2027, 2028, date(2026, 11, 20)),
    }
    return PlanDocument(**{**facts, **changes})


def cost(**changes):
    facts = {
        "activity_code": "A-01",
        "category": "Fees",
        "category_group": "Personnel",
        "category_order": 3,
        "recurrence": "one_off",
        "quantity": Decimal(1),
        "unit_cost": Decimal(100),
        "amounts": ((2027, Decimal(100)),),
        "source": "Grant",
        "status": "secured",
    }
    return CostRow(**{**facts, **changes})


ACTIVITY = ActivityRow("A-01", "Course", "Training", "Trainer", date(2027, 1, 1), date(2027, 3, 31))


# --- the file


@pytest.mark.parametrize("name", NAMES)
def test_plan_has_every_section_in_order(name):
    document = opened(rendered(name))

    first_level = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    annexes = [p.text for p in document.paragraphs if p.style.name == "Annex Heading"]

    assert first_level == [
        "Executive summary",
        "Context and core team",
        "Needs assessment and priorities",
        "Activities and timeline",
        "Budget and funding",
        "Sustainability",
        "Governance and follow-up",
        "Approval",
    ]
    assert annexes == ["Terms of reference", "Detailed budget", "Method note"]


@pytest.mark.parametrize("name", NAMES)
def test_plan_leaves_no_tag_of_the_template(name):
    with ZipFile(BytesIO(rendered(name))) as file:
        parts = {n: file.read(n).decode() for n in file.namelist() if n.endswith(".xml")}

    left = [name for name, xml in parts.items() if "{{" in xml or "{%" in xml]

    assert not left
    assert {"word/header1.xml", "word/footer1.xml"} <= set(parts)


@pytest.mark.parametrize("name", NAMES)
def test_tables_repeat_their_header_and_never_break_a_row(name):
    document = opened(rendered(name))
    forms = ("Plan Form", "Plan Key Figures")

    for table in document.tables:
        rows = list(table._tbl.iterchildren(qn("w:tr")))
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        expected = {"Plan Timeline": 2}.get(table.style.name, 1)

        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert sum(heads) == (0 if table.style.name in forms else expected)
        assert all(heads[: sum(heads)])


def test_tables_have_a_title_and_a_description():
    document = opened(rendered("tavaloa"))

    described = [table._tbl.tblPr.find(qn("w:tblDescription")) for table in document.tables]

    assert all(title_of(table) for table in document.tables)
    assert all(found is not None and found.get(qn("w:val")) for found in described)


def test_plan_has_no_empty_paragraph_as_spacer():
    body = opened(rendered("tavaloa")).element.body

    empty = [
        paragraph.style
        for paragraph in body.iterchildren(qn("w:p"))
        if not "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        and not paragraph.xpath(".//w:drawing")
    ]

    assert empty == ["SectionEnd", "SectionEnd"]


def test_captions_are_numbered_without_a_gap():
    document = opened(rendered("tavaloa"))

    captions = [p.text for p in document.paragraphs if p.style.name.lower() == "caption"]

    assert [text.split(".")[0] for text in captions] == [
        f"Table {number}" for number in range(1, len(captions) + 1)
    ]


def test_contents_lists_every_heading_and_asks_nothing_at_opening():
    document = opened(rendered("tavaloa"))
    entries = [
        "".join(node.text or "" for node in p._p.iter(qn("w:t"))).split("  ", 1)[1]
        for p in document.paragraphs
        if p.style.name.lower().startswith("toc")
    ]
    anchors = {link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}

    assert entries == headings(document)
    assert anchors == marks
    assert document.settings.element.find(qn("w:updateFields")) is None


def test_file_says_its_title_author_and_language():
    document = opened(rendered("beloume", "fr"))

    languages = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}

    assert document.core_properties.title == "Capacity-building plan 2027–2029, Beloumé"
    assert document.core_properties.author == "Beloumé DHIS2 core team"
    assert document.core_properties.language == "fr-FR"
    assert languages == {"fr-FR"}


def test_pages_are_portrait_but_for_the_detailed_budget():
    sections = opened(rendered("tavaloa")).sections

    assert [section.page_width > section.page_height for section in sections] == [
        False,
        True,
        False,
    ]
    assert [section.different_first_page_header_footer for section in sections] == [
        True,
        False,
        False,
    ]
    assert all("DRAFT" in section.header.paragraphs[0].text for section in sections)


def test_committed_template_is_what_the_code_builds(tmp_path):
    build(tmp_path / "plan.docx")

    with ZipFile(TEMPLATE) as committed, ZipFile(tmp_path / "plan.docx") as built:
        assert committed.namelist() == built.namelist()
        different = [n for n in built.namelist() if committed.read(n) != built.read(n)]

    assert not different


# --- figures


@pytest.mark.parametrize("name", NAMES)
def test_budget_tables_add_up_to_the_expected_total(name):
    document = opened(rendered(name))
    total = Decimal(load_expected(name)["plan"]["total"])

    for title in ("Recurring and one-off", "Budget by year and funding status"):
        rows = rows_of(table_of(document, title))
        for column in range(-5, -1):
            assert sum(amount(row[column]) for row in rows[1:-1]) == amount(rows[-1][column])
        assert amount(rows[-1][-2]) == total


@pytest.mark.parametrize("name", NAMES)
def test_cost_lines_add_up_below_their_activity_and_in_all(name):
    rows = rows_of(table_of(opened(rendered(name)), "Cost lines"))
    whole, lines = len(rows[0]), [row for row in rows[1:-1] if len(row) == len(rows[0])]
    activities = [row for row in rows[1:-1] if len(row) < whole]

    for column in range(-4, 0):
        for found in (lines, activities):
            assert sum(amount(row[column]) for row in found) == amount(rows[-1][column])
    assert amount(rows[-1][-1]) == Decimal(load_expected(name)["plan"]["total"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("title", ["Budget by year and cost category", "Budget by year, funding"])
def test_group_rows_of_the_budget_add_up_to_the_total(name, title):
    table = table_of(opened(rendered(name)), title)
    rows = list(zip(table._tbl.iterchildren(qn("w:tr")), rows_of(table), strict=True))[1:]
    leading = 1 if "category" in title else 2

    groups, single, inside = [], [], []
    for element, row in rows[:-1]:
        style = next(element.iter(qn("w:pStyle"))).get(qn("w:val"))
        if style == "TableGroup":
            groups.append((row, []))
        elif row[0] and "category" not in title:
            single.append(row)
        else:
            groups[-1][1].append(row)
            inside.append(row)

    for column in range(leading, leading + 4):
        for group, members in groups:
            assert amount(group[column]) == sum(amount(row[column]) for row in members)
        shown = [row for row, _members in groups] + single
        # The total row merges its leading cells.
        total = rows[-1][1][column - leading + 1]
        assert amount(total) == sum(amount(row[column]) for row in shown)


@pytest.mark.parametrize("name", NAMES)
def test_statuses_equal_the_expected_figures(name):
    expected = load_expected(name)["plan"]["by_status"]

    rows = rows_of(table_of(opened(rendered(name)), "Budget by year and funding status"))[1:-1]

    shown = {row[0].lower(): amount(row[-2]) for row in rows}
    assert shown == {key: Decimal(value) for key, value in expected.items()}


@pytest.mark.parametrize("name", NAMES)
def test_team_table_adds_up_the_full_time_equivalents(name):
    rows = rows_of(table_of(opened(rendered(name)), "Positions by class"))

    subtotals = [row for row in rows[1:-1] if len(row) == 2]
    members = [row for row in rows[1:-1] if len(row) == 6]

    assert subtotals[0] == ["Core", load_expected(name)["core_fte"]]
    assert sum(amount(row[-1]) for row in members) == amount(rows[-1][-1])
    assert sum(amount(row[-1]) for row in subtotals) == amount(rows[-1][-1])


def test_unfunded_list_names_each_activity_and_adds_up():
    rows = rows_of(table_of(opened(rendered("tavaloa")), "Activities with money missing"))

    assert [(row[0], row[-1]) for row in rows[1:-1]] == [("A-12", "2,900"), ("A-13", "1,800")]
    assert rows[-1] == ["Total", "4,700"]
    assert "Retention and growth" in rows[1][1] and "recurring" in rows[1][1]


def test_indicators_equal_the_expected_figures():
    rows = rows_of(table_of(opened(rendered("tavaloa")), "Sustainability indicators"))

    values = [row[-1] for row in rows[1:]]

    assert values == ["3 of 6 (50.0%)", "0 of 6 (0.0%)", "0 of 6 (0.0%)", "61.1%", "6.5%"]


def test_timeline_marks_quarters_with_a_sign_for_the_money():
    rows = rows_of(table_of(opened(rendered("tavaloa")), "Timeline by quarter"))
    marks = {row[0]: "".join(mark or "." for mark in row[2:]) for row in rows[2:]}

    assert rows[0][2:] == ["2027", "2028", "2029"]
    assert marks["A-01"] == "●..........."
    assert marks["A-03"] == "○○○○○○○○...."
    assert marks["A-12"] == "....––––...."
    assert [row[1] for row in rows if "◆" in row] == [
        "Yearly review of the plan",
        "Next needs assessment",
    ]


def test_staff_time_needs_no_money():
    free = cost(amounts=((2027, Decimal(0)),), unit_cost=Decimal(0), source="", status="unfunded")

    document = opened(render_plan(small_document(activities=(ACTIVITY,), costs=(free,))))

    assert rows_of(table_of(document, "Activities 2027"))[2][-1] == "staff time"
    assert rows_of(table_of(document, "Timeline"))[2][2] == "●"
    assert "Every cost line of this plan has a source." in texts(document)


def test_activity_shows_the_least_sure_of_its_sources():
    half = {"percent": Decimal(50), "amounts": ((2027, Decimal(50)),)}
    costs = (cost(**half), cost(**half, status="requested"))

    document = opened(render_plan(small_document(activities=(ACTIVITY,), costs=costs)))

    assert rows_of(table_of(document, "Timeline"))[2][2] == "○"


def part(percent, **changes):
    amounts = ((2027, Decimal(percent)),)
    return cost(percent=Decimal(percent), amounts=amounts, **changes)


NOBODY = {"source": "", "status": "unfunded"}


@pytest.mark.parametrize(
    ("status", "words"), [("secured", "partly secured"), ("requested", "partly requested")]
)
def test_activity_with_part_of_its_money_says_the_amounts(status, words):
    document = small_document(
        round=case_document("lakhana").round,
        priorities=(PriorityRow("Back up", activity_codes=("A-01",)),),
        activities=(ACTIVITY,),
        costs=(part(60, status=status), part(40, **NOBODY)),
    )

    opened_again = opened(render_plan(document))

    rows = rows_of(table_of(opened_again, "Agreed priorities"))
    assert rows[1][-1] == f"A-01 ({words}: USD\u00a060 of USD\u00a0100)"
    assert rows_of(table_of(opened_again, "Timeline"))[2][2] == "◐"
    missing = rows_of(table_of(opened_again, "Activities with money missing"))
    assert "USD\u00a040 of USD\u00a0100 is missing" in missing[1][1]
    assert "does not take place" not in missing[1][1]
    assert missing[1][-1] == "40"


def test_activity_without_any_money_is_unfunded():
    document = small_document(activities=(ACTIVITY,), costs=(part(60, **NOBODY),))

    opened_again = opened(render_plan(document))

    assert rows_of(table_of(opened_again, "Timeline"))[2][2] == "–"
    rows = rows_of(table_of(opened_again, "Activities with money missing"))
    assert "Without the money it does not take place" in rows[1][1]


def test_activity_without_a_cost_line_is_marked_as_such():
    document = opened(render_plan(small_document(activities=(ACTIVITY,))))

    assert rows_of(table_of(document, "Timeline"))[2][2] == "□"
    assert rows_of(table_of(document, "Activities 2027"))[2][-1] == "to be confirmed"


def test_line_with_two_sources_is_two_lines_with_their_share():
    half = {"percent": Decimal(50), "amounts": ((2027, Decimal(50)),)}
    document = small_document(
        activities=(ACTIVITY,),
        costs=(cost(**half), cost(**half, source="", status="unfunded")),
    )

    rows = rows_of(table_of(opened(render_plan(document)), "Cost lines"))

    assert [row[0] for row in rows[2:-1]] == ["50% of the line"] * 2
    assert [row[-1] for row in rows[1:]] == ["100", "50", "50", "100"]


def test_cost_lines_name_the_activity_once_and_what_each_is_for():
    third = part("33.33", description="Flights, 2 people")
    document = small_document(activities=(ACTIVITY,), costs=(third, cost(description="Fees")))

    rows = rows_of(table_of(opened(render_plan(document)), "Cost lines"))

    assert [row[0] for row in rows] == [
        "What it is for",
        "A-01 Course",
        "Flights, 2 people (33.33% of the line)",
        "Fees",
        "Total",
    ]


def test_money_without_a_date_has_a_column_of_its_own():
    document = small_document(activities=(ACTIVITY,), costs=(cost(amounts=((None, Decimal(9)),)),))

    rows = rows_of(table_of(opened(render_plan(document)), "Recurring and one-off"))

    assert rows[0] == ["Kind of cost", "2027", "2028", "No date yet", "Total", "Share"]
    assert rows[-1] == ["Total", DASH, DASH, "9", "9", "100.0%"]


def test_long_plan_puts_its_later_years_into_one_column():
    plan = PlanFacts("Plan", 2027, 2036, date(2026, 11, 20))
    amounts = tuple((year, Decimal(1)) for year in range(2027, 2037))
    document = small_document(plan=plan, activities=(ACTIVITY,), costs=(cost(amounts=amounts),))

    data = opened(render_plan(document))

    rows = rows_of(table_of(data, "Recurring and one-off"))
    assert rows[0][1:] == ["2027", "2028", "2029", "2030", "2031–2036", "Total", "Share"]
    assert rows[-1][1:] == ["1", "1", "1", "1", "6", "10", "100.0%"]
    assert len(rows_of(table_of(data, "Timeline by quarter"))[1]) == 2 + 20


# --- privacy


@pytest.mark.parametrize("name", ["tavaloa", "beloume"])
def test_fewer_than_five_people_show_no_phase_and_no_coverage(name):
    data = rendered(name)
    titles = [title_of(table) for table in opened(data).tables]
    means = {row["mean"] for row in load_expected(name)["assessments"]}
    needs = section_of(data, "Needs assessment and priorities", "Activities and timeline")
    text = whole_text(data)

    assert not [title for title in titles if title.startswith(("Phases of", "Coverage of"))]
    assert "fewer than 5 people were assessed" in text
    assert "critical skills covered by" not in text
    assert "nobody to stand in" not in text
    assert not [line for line in needs for mean in means if mean in line]
    assert not [line for line in needs if "Foundational" in line or "Held back" in line]


def test_fewer_than_five_people_show_no_rank_beside_a_priority():
    few = rows_of(table_of(opened(rendered("tavaloa")), "Agreed priorities"))
    many = rows_of(table_of(opened(rendered("lakhana")), "Agreed priorities"))

    assert few[0] == ["Ability needed", "Why now", "How the plan answers"]
    assert many[0] == ["Rank", *few[0]]


def test_fewer_than_five_people_show_no_gap_without_an_activity_whatever_is_handed_in():
    document = replace(case_document("tavaloa"), priorities=(PriorityRow("Back up"),), gaps=9)

    text = whole_text(render_plan(document))

    assert "Back up" not in text and "Agreed priorities" not in text
    assert "9 gaps" not in text


def test_coverage_of_all_areas_together_is_one_row_with_its_reason():
    case = case_document("lakhana")
    document = replace(case, coverage=(CoverageRow("", 35, 6, 22, 7),))

    opened_again = opened(render_plan(document))

    rows = rows_of(table_of(opened_again, "Coverage of the 35"))
    assert rows[1:] == [["Total", "35", "6", "22", "7"]]
    assert "Areas are not shown one by one" in "\n".join(texts(opened_again))


def test_no_phase_by_role_is_shown_whatever_is_handed_in():
    document = replace(
        case_document("tavaloa"), phases=(PhaseRow("foundational", 4), PhaseRow("expert", 1))
    )

    text = whole_text(render_plan(document))

    assert "Foundational" not in text and "Role assessments\n" not in text


def test_five_people_or_more_show_counts_over_the_whole_team():
    document = opened(rendered("lakhana"))

    phases = rows_of(table_of(document, "Phases of the team"))
    coverage = rows_of(table_of(document, "Coverage of the 35"))

    assert [row[-1] for row in phases[1:]] == ["0", "7", "0", "7"]
    assert coverage[-1] == ["Total", "35", "6", "22", "7"]
    for column in range(1, 5):
        assert sum(int(row[column]) for row in coverage[1:-1]) == int(coverage[-1][column])


def test_box_against_performance_review_comes_before_any_result():
    lines = texts(opened(rendered("lakhana")))

    box = next(i for i, line in enumerate(lines) if line.startswith("Not a performance review."))

    assert lines[box - 1] == "Needs assessment and priorities"


# --- what people type


HOSTILE = 'R&D <b>{{ 7*7 }}</b> {% for x in y %} "quoted" \' ]]> {_{ é'


def test_hostile_names_are_printed_as_typed():
    team = TeamFacts(name=HOSTILE, country=HOSTILE, currency="USD", profile=HOSTILE)
    plan = PlanFacts(HOSTILE, 2027, 2028, date(2026, 11, 20))
    activity = replace(ACTIVITY, title=HOSTILE)

    data = render_plan(
        small_document(team=team, plan=plan, activities=(activity,), costs=(cost(source=HOSTILE),))
    )

    document, shown = opened(data), HOSTILE.replace("{_{", "{{")
    assert whole_text(data).count(shown) >= 6
    assert document.sections[0].header.paragraphs[0].text.startswith(shown)
    assert document.core_properties.author == HOSTILE
    assert "49" not in document.sections[0].header.paragraphs[0].text


def test_control_characters_and_safe_markup_do_no_harm():
    team = TeamFacts(
        name=mark_safe("<w:p>not markup</w:p>"),
        country="Bell\a page\f null\x00 tab\t end",
        currency="USD",
        profile="One\r\n\r\nTwo",
    )

    text = whole_text(render_plan(small_document(team=team)))

    assert "<w:p>not markup</w:p>" in text
    assert "Bell page null tab  end" in text
    assert "\nOne\nTwo\n" in text


def test_empty_plan_can_be_printed():
    text = whole_text(render_plan(small_document()))

    for sentence in (
        "No position has been entered yet.",
        "No needs assessment has been closed yet.",
        "No activity has been entered yet.",
        "No cost line has been entered yet.",
    ):
        assert sentence in text
    assert "N/A" not in text and "None" not in text


def test_edited_summary_replaces_the_written_one():
    summary = Summary(lead="Our own words.", asks=(Remark("Sign", "here."),))

    text = whole_text(render_plan(small_document(summary=summary)))

    assert "Our own words." in text and "Sign here." in text
    assert "runs DHIS2 with its own core team" not in text


def test_submitted_plan_shows_version_ministry_and_readiness():
    case = case_document("tavaloa")
    document = replace(
        case,
        team=replace(case.team, ministry="Ministry of Health", unit="HIS unit"),
        plan=replace(case.plan, status="submitted", version="1.0"),
        readiness=Readiness(ok=False, lead="Tracker: not yet.", text="Recovery is not tested."),
        signatories=(Signatory("Approved by", "Permanent Secretary, Health"),),
        versions=(VersionRow("1.0", date(2026, 11, 20), "Submitted", "Budget confirmed"),),
    )

    opened_again = opened(render_plan(document))

    header, footer = (part.paragraphs[0].text for part in (
        opened_again.sections[0].header, opened_again.sections[0].footer))  # fmt: skip
    styles = {p.text: p.style.name for p in opened_again.paragraphs}
    assert header.endswith("Version 1.0 · For approval")
    assert footer.startswith("Ministry of Health · 20 November 2026")
    assert styles["Status: submitted for approval"] == "Status Band"
    assert styles["Tracker: not yet. Recovery is not tested."] == "Callout Warning"
    assert rows_of(table_of(opened_again, "Signatures"))[1][0].endswith("Secretary, Health")
    assert rows_of(table_of(opened_again, "Versions"))[1][0] == "1.0"
    assert "2.2  Readiness for the next step" in texts(opened_again)


def test_priority_names_activities_together_where_money_is_as_sure():
    rows = rows_of(table_of(opened(rendered("tavaloa")), "Agreed priorities"))

    assert rows[1][-1] == "A-01, A-02 (secured)A-04, A-05 (requested)"


def test_priority_without_an_activity_is_called_out():
    rows = (PriorityRow("Back up", activity_codes=("A-01", "A-99")), PriorityRow("Upgrade"))
    facts = case_document("lakhana").round
    document = small_document(round=facts, priorities=rows, activities=(ACTIVITY,), costs=(cost(),))

    data = render_plan(document)

    table = rows_of(table_of(opened(data), "Agreed priorities"))
    assert [row[-1] for row in table[1:]] == ["A-01 (secured)", "no activity yet"]
    assert "Priorities without an activity yet: Upgrade." in whole_text(data)


# --- languages


@pytest.mark.parametrize("language", ["en", "fr", "pt", "es", "ar"])
def test_plan_can_be_written_in_every_language(language):
    document = opened(rendered("beloume", language))

    assert document.core_properties.language.startswith(language)
    assert len(headings(document)) == 8 + 15 + 3  # sections, subsections, annexes


def test_french_plan_writes_numbers_money_and_dates_in_french():
    text = whole_text(rendered("beloume", "fr"))

    assert "72\u202f360\u202f000\u00a0XAF" in text
    assert "31,9\u202f%" in text
    assert "1er janvier 2027" in text
    assert "2027\u00a0T4" in text
    assert "2,80" in text


def test_english_plan_writes_money_with_the_currency_first():
    text = whole_text(rendered("tavaloa"))

    assert "USD\u00a072,750" in text and "27.4%" in text and "30 June 2028" in text


@pytest.mark.parametrize(
    "currency, amounts, decimals",
    [
        ("USD", ["1", "2.00"], 0),
        ("USD", ["1", "2.50"], 2),
        ("XAF", ["1", "2"], 0),
        ("KWD", ["0.125"], 3),
        ("USD", [], 0),
    ],
)
def test_money_has_decimals_only_when_any_amount_needs_them(currency, amounts, decimals):
    assert money_decimals(currency, [Decimal(amount) for amount in amounts]) == decimals


@pytest.mark.parametrize(
    "start, end, text",
    [
        (date(2027, 1, 1), date(2029, 12, 31), "2027–2029"),
        (date(2028, 1, 1), date(2028, 12, 31), "2028"),
        (date(2027, 4, 1), date(2027, 6, 30), "2027\u00a0Q2"),
        (date(2027, 7, 1), date(2029, 12, 31), "2027\u00a0Q3–2029"),
        (date(2027, 7, 1), date(2028, 3, 31), "2027\u00a0Q3–2028\u00a0Q1"),
        (None, None, "to be confirmed"),
    ],
)
def test_period_is_years_when_whole_else_quarters(start, end, text):
    assert Formats("en", "USD").when(start, end) == text


def test_share_is_rounded_halves_up():
    formats = Formats("en", "USD")

    assert formats.percent(Decimal("6.25"), 100) == "6.3%"
    assert formats.percent(1, 0) == DASH
    assert formats.share(0, 10) == DASH
