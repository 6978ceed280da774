"""A closed round keeps what it asked: nothing that is said later moves its phases."""

import datetime
import json

import pytest
from django.utils import timezone

from assessments.actions import close_round
from assessments.results import current_sheets
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from roles.models import Role, Skill, TeamSkill
from roles.team_skills_actions import ask_all
from tests.cases import load_case
from tests.factories import AssessmentFactory, RatingFactory, RoundFactory
from tests.roles.test_tailoring import own_skill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def closed_round(team, member, lead):
    """Asked and answered: four skills of the guide and an own one; closed today."""
    skills = Skill.every.asked_by(team, Role.objects.get(slug="operational-lead"))
    ask_all(team, skills[4:], False)
    own = own_skill(team)
    round_ = RoundFactory(team=team, opened=TODAY)
    sheet = AssessmentFactory(round=round_, member=member)
    for skill in [*skills[:4], own]:
        RatingFactory(assessment=sheet, skill=skill, level=2)
    assert close_round(round=round_, by=lead)
    return round_


def read(team):
    (sheet,) = current_sheets(team)
    return sheet.result


def switch_on_again(team):
    ask_all(team, Skill.every.filter(switches__team=team).read_for(team), True)


def retire_own(team):
    Skill.every.filter(team=team).update(retired_at=timezone.now())


def make_all_critical(team):
    Skill.every.of_team(team).update(critical=True)


def move_to_another_role(team):
    other = Role.objects.get(slug="server-administrator")
    Skill.objects.filter(code="OL-01").update(skill_set=other)


def add_to_the_catalogue(team):
    first = Skill.objects.get(code="OL-01")
    Skill.objects.create(
        code="OL-99",
        skill_set=first.skill_set,
        competency=first.competency,
        order=99,
    )


@pytest.mark.parametrize(
    "change",
    [switch_on_again, retire_own, make_all_critical, move_to_another_role, add_to_the_catalogue],
)
def test_result_of_a_closed_round_stays(team, closed_round, change):
    before = read(team)

    change(team)

    assert read(team) == before and before.applicable == 5


def test_imported_round_that_does_not_know_goes_by_the_day(team, closed_round):
    closed_round.asked = None
    closed_round.opened = closed_round.closed = TODAY - datetime.timedelta(days=9)
    closed_round.save()
    TeamSkill.objects.update(since=TODAY - datetime.timedelta(days=10))

    assert read(team).applicable == 5


def test_file_carries_what_a_round_asked(team, closed_round):
    add_to_the_catalogue(team)
    (written,) = export_workspace(team)["rounds"][0]["asked"]

    assert written["role"] == "operational-lead"
    assert set(written["skills"]) == {"OL-01", "OL-02", "OL-03", "OL-04", "OWN-01"}
    assert set(written["critical"]) <= set(written["skills"])


def test_imported_round_is_frozen_and_the_file_says_so_once_it_matters():
    team = import_workspace(json.dumps(load_case("tavaloa")).encode())
    exported, before = export_workspace(team), [sheet.result for sheet in current_sheets(team)]

    add_to_the_catalogue(team)

    assert [sheet.result for sheet in current_sheets(team)] == before
    assert all("asked" not in round_ for round_ in exported["rounds"])
    assert any("asked" in round_ for round_ in export_workspace(team)["rounds"])


def test_page_of_a_closed_round_counts_what_it_asked(client, lead, team, closed_round):
    add_to_the_catalogue(team)
    client.force_login(lead)

    assert "5 of 5 answered" in client.get(closed_round.get_absolute_url()).content.decode()
