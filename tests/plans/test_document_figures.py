"""The figures of the Word plan add up, and equal the expected ones of the cases."""

import re
from datetime import date
from decimal import Decimal

import pytest
from docx.oxml.ns import qn

from plans.document_data import (
    PlanFacts,
    PriorityRow,
)
from plans.documents import render_plan
from tests.cases import NAMES, load_expected
from tests.plans.case_documents import case_document
from tests.plans.reading_documents import (
    ACTIVITY,
    DASH,
    amount,
    cost,
    opened,
    rendered,
    rows_of,
    small_document,
    table_of,
    texts,
)

ACTIVITY_CODE = re.compile(r"[A-Z]-\d\d ")


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

    for column in range(-4, 0):
        below = own = 0
        for row in rows[1:-1]:
            is_sum = len(row) < len(rows[0])
            own += amount(row[column]) if is_sum or ACTIVITY_CODE.match(row[0]) else 0
            below += 0 if is_sum else amount(row[column])
        assert own == below == amount(rows[-1][column])
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
    assert rows_of(table_of(document, "Activities 2027"))[2][-1] == "no cost entered"


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
        "Activity and line",
        "A-01 Course",
        "Flights, 2 people (33.33% of the line)",
        "Fees",
        "Total",
    ]


@pytest.mark.parametrize(("said", "label"), [("Fees", "A-01 Course: Fees"), ("", "A-01 Course")])
def test_cost_line_that_is_alone_stands_in_the_row_of_its_activity(said, label):
    document = small_document(activities=(ACTIVITY,), costs=(cost(description=said),))

    rows = rows_of(table_of(opened(render_plan(document)), "Cost lines"))

    assert [row[0] for row in rows] == ["Activity and line", label, "Total"]


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
