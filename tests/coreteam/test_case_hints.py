"""What the worked cases should show (shared cases, `should_show`), through the pages."""

import html

import pytest
from django.urls import reverse

from assessments.models import Assessment
from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from roles.formation import warnings
from roles.models import Member, Skill
from roles.staffing import read_staffing
from tests.factories import TeamAccessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client):
    """Imports a case and signs its lead in."""

    def load(slug):
        team = import_workspace((FOLDER / f"{slug}.json").read_bytes())
        client.force_login(TeamAccessFactory(team=team).user)
        return team

    return load


def found(team):
    staffing = read_staffing(team)
    return warnings(staffing.seats, staffing.people, staffing.roles, team.resource_constrained)


def page(client, name, team):
    return client.get(reverse(name, kwargs={"slug": team.slug})).content.decode()


def test_tavaloa_rests_on_one_person_everywhere_but_at_the_server(case):
    alone = {
        warning.params["role"]
        for warning in found(case("tavaloa"))
        if "single_holder" == warning.code
    }

    assert alone == {
        "Operational Lead",
        "Implementer – Program",
        "Implementer – Technical",
        "Trainer – Program",
    }


def test_tavaloa_depends_on_one_contract_until_the_middle_of_2028(case):
    contracts = [w for w in found(case("tavaloa")) if w.code == "single_contract"]

    assert "Implementer – Technical" in {w.params["role"] for w in contracts}
    assert {w.params["date"].isoformat() for w in contracts} == {"2028-06-30"}


def test_tavaloa_shows_an_organisation_in_a_position(client, case):
    assert "Regional hosting desk" in page(client, "roles:structure", case("tavaloa"))


def test_not_applicable_lowers_no_mean(client, case):
    assert "1.87" in page(client, "assessments:results", case("tavaloa"))


def test_beloume_keeps_the_order_and_is_not_warned_of_help_from_outside(case):
    codes = {warning.code for warning in found(case("beloume"))}

    assert not codes & {"out_of_order", "lead_abroad", "contributing_from_outside"}


def test_beloume_shows_planned_positions_without_a_name_as_steps(client, case):
    team = case("beloume")

    text = page(client, "roles:structure", team)

    assert "Trainer – Program" in text and "Security Manager" in text
    assert not [w for w in found(team) if w.code == "core_planned"]


def test_beloume_has_an_unfunded_line_for_the_round_table(client, case):
    assert "C-07" in page(client, "plans:unfunded", case("beloume"))


def test_lakhana_maps_local_titles_to_roles(client, case):
    text = page(client, "roles:structure", case("lakhana"))

    assert "Deputy Director, EMIS" in text and "Operational Lead" in text


def test_trainer_general_stands_beside_another_trainer_role(case):
    staffing = read_staffing(case("lakhana"))

    general = next(seat for seat in staffing.seats if seat.role_slug == "trainer-general")
    others = {seat.role_slug for seat in staffing.seats if seat.holder == general.holder}

    assert "trainer-program" in others
    assert not [w for w in found_of(staffing) if general.code in w.seats]


def found_of(staffing):
    return warnings(staffing.seats, staffing.people, staffing.roles, False)


def test_tavaloa_is_not_ready_for_a_tracker(client, case):
    text = page(client, "risks", case("tavaloa"))

    assert "Not ready for a tracker." in text
    assert "(IT-07): level 0" in text and "(IT-08): level 0" in text


def test_tavaloa_counts_its_time_with_the_provider(client, case):
    team = case("tavaloa")

    assert "2.10" in page(client, "roles:structure", team)
    assert "2 people hold 5 core roles." in page(client, "risks", team)


def test_beloume_is_not_ready_for_a_tracker(client, case):
    text = page(client, "risks", case("beloume"))

    assert "(OL-11): level 0" in text and "Nobody is the security manager" in text


def test_lakhana_needs_for_child_data_what_personal_data_needs(client, case):
    team = case("lakhana")
    assert "Not ready for a tracker." not in page(client, "risks", team)

    team.positions.get(role__slug="security-manager").delete()

    text = page(client, "risks", team)
    assert "Nobody is the security manager" in text
    assert "data about persons, patients or children" in text


def test_lakhana_reads_school_learner_and_census(client, case):
    team = case("lakhana")
    sections = {sheet.section.slug: sheet for sheet in team_sheets(team)}

    program = client.get(sections["implementer-program"].get_absolute_url()).content.decode()
    assert "Maintain school and population profile" in program
    assert "census reporting" in program and "acility" not in program
    texts = " ".join(asked_texts(team))
    assert "Learner identity" in texts and "School registry" in texts


def team_sheets(team):
    return Assessment.objects.filter(round__team=team).select_related("section")


def asked_texts(team):
    rows = Skill.every.prefetch_related("sub_skills").order_by("pk").read_for(team)
    return [part.name for skill in rows for part in skill.sub_skills.all()]


def test_lakhana_trainers_are_a_pair(client, case):
    text = html.unescape(page(client, "risks", case("lakhana")))

    first, second = (Member.objects.get(team__slug="lakhana", code=code) for code in ("E4", "E5"))
    assert f"{first.name} and {second.name} can learn from each other" in text
    assert f"{first.name} shows “Set learning objectives”, “Evaluate training”" in text
    assert f"{second.name} shows “Develop training material”" in text


def test_who_may_not_see_levels_sees_no_pair(client, case):
    team = case("lakhana")
    viewer = TeamAccessFactory(team=team, level="viewer").user
    client.force_login(viewer)

    assert "can learn from each other" not in page(client, "risks", team)


def test_lakhana_says_its_languages_and_scripts(client, case):
    team = case("lakhana")

    text = client.get(reverse("roles:team_edit", kwargs={"slug": team.slug})).content.decode()

    assert "Three languages, one right-to-left script" in text
