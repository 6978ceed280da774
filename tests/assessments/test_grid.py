"""Workshop entry: whose sheets stand in the grid, saving, two assessors at once."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.merging import seen_mark
from assessments.models import Assessment, Rating
from tests.assessments.test_autosave import MOST_QUERIES
from tests.assessments.test_sheets import signed_in, stored
from tests.factories import AssessmentFactory, RatingFactory


@pytest.fixture
def sheet(team, member):
    return AssessmentFactory(round__team=team, member=member)


@pytest.fixture
def client(lead):
    return signed_in(lead)


def grid_url(sheet, name="grid"):
    kwargs = {"slug": sheet.round.team.slug, "pk": sheet.round_id, "role_slug": sheet.section.slug}
    return reverse(f"assessments:{name}", kwargs=kwargs)


def cell(sheet, code, value, *was):
    name = f"{sheet.pk}-{code}"
    return {name: value, f"{name}-was": seen_mark(*(was or ("",)))}


def send(client, sheet, code, value, *was):
    data = cell(sheet, code, value, *was) | {"unit": f"{sheet.pk}-{code}"}
    return client.post(grid_url(sheet, "grid_answer"), data)


def test_levels_of_several_members_are_saved_without_script(client, sheet):
    other = AssessmentFactory(round=sheet.round)
    RatingFactory(assessment=other, whose="assessor", level=3, comment="Stays")
    data = cell(sheet, "OL-01", "2") | cell(other, "OL-01", "1", "3", "Stays")

    response = client.post(grid_url(sheet), data | cell(other, "OL-02", "na"))

    assert response.status_code == 302
    assert stored(sheet, "assessor") == {"OL-01": ("2", "")}
    assert stored(other, "assessor") == {"OL-01": ("1", "Stays"), "OL-02": ("na", "")}
    assert stored(sheet) == {}


def test_cell_is_saved_by_itself_at_most_8_queries(client, sheet):
    with CaptureQueriesContext(connection) as queries:
        response = send(client, sheet, "OL-01", "2")

    asked = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= MOST_QUERIES, asked
    assert response["X-Answer"] == "saved"
    assert str(sheet.member) in response.content.decode()
    assert stored(sheet, "assessor") == {"OL-01": ("2", "")}


def test_two_assessors_see_both_levels_in_the_cell(client, sheet):
    RatingFactory(assessment=sheet, whose="assessor", level=3)

    asked = send(client, sheet, "OL-01", "1")
    page = client.post(grid_url(sheet), cell(sheet, "OL-01", "1"))
    again = client.post(grid_url(sheet), cell(sheet, "OL-01", "1"))
    assert stored(sheet, "assessor") == {"OL-01": ("3", "")}
    kept = send(client, sheet, "OL-01", "1", "3")

    for response in (asked, page, again):
        assert f'name="{sheet.pk}-OL-01-was" value="{seen_mark("")}"' in response.content.decode()
        assert "Somebody else entered 3 meanwhile." in response.content.decode()
    assert (asked["X-Answer"], kept["X-Answer"]) == ("open", "saved")
    assert stored(sheet, "assessor") == {"OL-01": ("1", "")}


@pytest.mark.parametrize(("button", "level"), [("keep", "1"), ("take", "3")])
def test_grid_without_script_takes_what_is_chosen(client, sheet, button, level):
    RatingFactory(assessment=sheet, whose="assessor", level=3)
    name = f"{sheet.pk}-OL-01"
    seen = {f"{name}-seen": seen_mark("3"), button: name}

    client.post(grid_url(sheet), cell(sheet, "OL-01", "1") | seen)

    assert stored(sheet, "assessor") == {"OL-01": (level, "")}


def test_own_sheet_and_that_of_another_team_are_not_in_it(client, sheet, lead):
    own = AssessmentFactory(round=sheet.round, member__user=lead)
    foreign = AssessmentFactory()

    page = client.get(grid_url(sheet))

    assert [seat.assessment for seat in page.context["seats"]] == [sheet]
    assert send(client, own, "OL-01", "2").status_code == 404
    assert (
        client.post(
            grid_url(sheet, "grid_answer"),
            cell(foreign, "OL-01", "2") | {"unit": f"{foreign.pk}-OL-01"},
        ).status_code
        == 404
    )
    assert not Rating.objects.exists()


@pytest.mark.parametrize("unit", ["", "-", "x-OL-01", "99999999999-OL-01", "²-OL-01"])
def test_forged_cell_is_not_found(client, sheet, unit):
    assert client.post(grid_url(sheet, "grid_answer"), {"unit": unit}).status_code == 404


def test_wrong_level_is_not_saved_and_the_cell_comes_back(client, sheet):
    response = send(client, sheet, "OL-01", "7")

    assert response["X-Answer"] == "open"
    assert client.post(grid_url(sheet), cell(sheet, "OL-01", "7")).status_code == 302
    assert stored(sheet, "assessor") == {}


def test_sheet_that_was_handed_in_is_shown_and_takes_nothing(client, sheet):
    other = AssessmentFactory(round=sheet.round)
    RatingFactory(assessment=sheet, whose="assessor", level=3)
    Assessment.objects.filter(pk=sheet.pk).update(state="submitted", submitted_at=timezone.now())

    late = send(client, sheet, "OL-01", "1", "3")
    data = cell(sheet, "OL-01", "1", "3") | cell(other, "OL-01", "2")
    page = client.post(grid_url(sheet), data, follow=True).content.decode()

    assert (late.status_code, late["X-Answer"]) == (409, "late")
    assert f"round closed: {sheet.member}." in page
    assert f'name="{sheet.pk}-OL-01"' not in page
    assert stored(other, "assessor") == {"OL-01": ("2", "")}


def test_ten_members_take_as_many_queries_as_one_and_a_light_page(client, sheet):
    with CaptureQueriesContext(connection) as one:
        client.get(grid_url(sheet))
    for _number in range(11):
        other = AssessmentFactory(round=sheet.round)
        RatingFactory(assessment=other, whose="assessor", level=2, comment="Seen at work")

    with CaptureQueriesContext(connection) as many:
        page = client.get(grid_url(sheet))

    assert len(many) == len(one) < 20
    assert len(page.context["seats"]) == 10
    assert len(gzip.compress(page.content)) < 20_000


def test_round_leads_to_the_grid_of_each_role(client, sheet, member):
    page = client.get(sheet.round.get_absolute_url()).content.decode()
    own = signed_in(member.user).get(sheet.round.get_absolute_url()).content.decode()

    assert grid_url(sheet) in page
    assert grid_url(sheet) not in own
