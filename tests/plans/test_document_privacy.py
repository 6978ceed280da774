"""What the Word plan says of few people: nothing that shows somebody's result."""

from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from plans.document_data import (
    CoverageRow,
    PhaseRow,
    PriorityRow,
)
from plans.documents import render_plan
from plans.plan_pictures import squares_in_words, squares_of
from tests.cases import load_expected
from tests.plans.case_documents import case_document
from tests.plans.reading_documents import (
    opened,
    rendered,
    rows_of,
    section_of,
    table_of,
    texts,
    title_of,
    whole_text,
)

DRAWING = qn("wp:docPr")


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
    document = replace(case_document("tavaloa"), priorities=(PriorityRow("Back up"),))

    text = whole_text(render_plan(document))

    assert "Back up" not in text and "Agreed priorities" not in text


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


@pytest.mark.parametrize(("name", "shown"), [("tavaloa", False), ("lakhana", True)])
def test_coverage_is_a_picture_only_where_its_table_is_shown(name, shown):
    pictures = [
        picture.get("descr") for picture in opened(rendered(name)).element.body.iter(DRAWING)
    ]
    found = [alt for alt in pictures if alt.startswith("Number of critical skills")]
    row = case_document(name).coverage[0]

    assert len(found) == shown
    if shown:
        assert f"{row.area}: two people or more {row.two_or_more}, one person {row.one}" in found[0]


def test_picture_of_the_pdf_has_its_figures_in_words():
    words = squares_in_words(squares_of(case_document("lakhana").coverage))

    assert words.count("nobody yet") == len(case_document("lakhana").coverage)
