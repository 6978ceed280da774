"""Where an answer came from is kept, shown, and travels with the team."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from assessments.answer_actions import Origin, SheetAnswers, save_answers, save_sheets
from assessments.merging import Entered
from assessments.models import OutsideFile, Rating
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from roles.models import Skill
from tests.factories import AssessmentFactory, RatingFactory

FILE = {"source": "form", "source_file": "answers.csv", "source_row": 12}
DAY = datetime.date(2026, 10, 3)


@pytest.fixture
def sheet(team, member):
    return AssessmentFactory(round__team=team, member=member)


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": "form"},
        {"source": "workbook", "source_file": "a.xlsx"},
        {"source": "page", "source_file": "a.xlsx", "source_row": 2},
        {"source": "link", "source_date": DAY},
    ],
)
def test_answer_from_a_file_names_its_file_and_row(sheet, wrong):
    rating = RatingFactory.build(assessment=sheet, **wrong)

    with pytest.raises(ValidationError, match="names the file and its row"):
        rating.validate_constraints()


def test_workbook_belongs_to_a_round(team, lead):
    file = OutsideFile(team=team, kind="workbook", name="a.xlsx", content=b"x", by=lead)

    with pytest.raises(ValidationError, match="belongs to a round"):
        file.validate_constraints()


def test_typing_over_an_answer_from_a_file_makes_it_one_of_the_page(sheet, lead):
    skill = Skill.objects.get(code="OL-01")
    file = Origin("form", "answers.csv", 12, DAY)
    answers = {skill: Entered("1", "", None)}
    save_sheets(
        round_pk=sheet.round_id,
        sheets=[SheetAnswers(sheet, "self", answers, {skill: file})],
        by=lead,
    )
    from_file = Rating.objects.get()

    save_answers(assessment=sheet, whose="self", answers={skill: Entered("2", "", None)}, by=lead)

    assert (from_file.source, from_file.source_row, from_file.source_date) == ("form", 12, DAY)
    typed = Rating.objects.get()
    assert (typed.source, typed.source_file, typed.source_row) == ("page", "", None)


def test_answer_without_an_account_came_by_a_link(sheet):
    skill = Skill.objects.get(code="OL-01")

    save_answers(assessment=sheet, whose="self", answers={skill: Entered("2", "", None)}, by=None)

    assert Rating.objects.get().source == Rating.Source.LINK


def test_page_of_a_sheet_says_where_an_answer_came_from(sheet, lead):
    RatingFactory(assessment=sheet, source_date=DAY, **FILE)
    client = Client()
    client.force_login(lead)

    sheet.state, sheet.submitted_at = "submitted", "2026-10-20T10:00Z"
    sheet.save()
    page = client.get(sheet.get_absolute_url()).content.decode()

    assert "From answers.csv, row 12, answered on 3\xa0October\xa02026" in page


def test_origins_come_back_from_a_workspace_file(team, sheet):
    RatingFactory(assessment=sheet, source_date=DAY, **FILE)
    RatingFactory(assessment=sheet, code="OL-02", source="link")
    RatingFactory(assessment=sheet, code="OL-03")
    file = export_workspace(team)

    import_workspace(json.dumps(file).encode(), replace=True)

    assert export_workspace(team) == file
    assert file["rounds"][0]["assessments"][0]["answers"][0] == {
        "skill": "OL-01",
        "whose": "self",
        "level": 1,
        "comment": "",
        "source": "form",
        "file": "answers.csv",
        "row": 12,
        "date": "2026-10-03",
    }


@pytest.mark.parametrize("wrong", [{"source": "fax"}, {"row": 0}, {"row": None}, {"file": ""}])
def test_workspace_file_with_half_an_origin_is_refused(team, sheet, wrong):
    RatingFactory(assessment=sheet, **FILE)
    file = export_workspace(team)
    file["rounds"][0]["assessments"][0]["answers"][0] |= wrong

    with pytest.raises(WorkspaceError):
        import_workspace(json.dumps(file).encode(), replace=True)
