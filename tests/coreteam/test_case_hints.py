"""What the worked cases should show (shared cases, `should_show`), through the pages."""

import html
import re

import pytest
from django.urls import reverse

from assessments.models import Assessment
from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from roles.models import Member
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


def page(client, name, team, **more):
    """What a page says, as it is read."""
    response = client.get(reverse(name, kwargs={"slug": team.slug} | more))
    text = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", text)


def test_tavaloa_rests_on_one_person_everywhere_but_at_the_server(client, case):
    text = page(client, "risks", case("tavaloa"))

    alone = re.findall(r"([A-Z][\w– ]+): only ([\w ]+) holds this role", text)
    assert [(role.strip(), who) for role, who in alone] == [
        ("Operational Lead", "Mele Tauvaka"),
        ("Implementer – Program", "Mele Tauvaka"),
        ("Implementer – Technical", "Semisi Faleono"),
        ("Trainer – Program", "Semisi Faleono"),
    ]


def test_tavaloa_depends_on_one_contract_until_the_middle_of_2028(client, case):
    text = page(client, "risks", case("tavaloa"))

    assert (
        "Implementer – Technical depends on one contract, of Semisi Faleono, which ends on "
        "30 June 2028."
    ) in text


def test_tavaloa_shows_an_organisation_in_a_position(client, case):
    text = page(client, "roles:structure", case("tavaloa"))

    assert "Regional hosting desk Domestic money Service agreement Organisation" in text


def test_not_applicable_lowers_no_mean(client, case):
    text = page(client, "assessments:results", case("tavaloa"))

    means = re.findall(r"([A-Z][\w– ]+?) 1 member (?:\d ){4}(\d\.\d\d)", text.partition("Means")[2])
    assert means == [
        ("Operational Lead", "1.50"),
        ("Implementer – Program", "1.87"),
        ("Implementer – Technical", "1.29"),
        ("Trainer", "1.06"),
        ("Server Administrator", "0.71"),
    ]


def test_beloume_keeps_the_order_and_is_not_warned_of_help_from_outside(client, case):
    team = case("beloume")
    implementer = team.positions.filter(role__slug="implementer-program").get()

    board = page(client, "roles:structure", team)
    check = page(client, "roles:position_edit", team, pk=implementer.pk)

    assert "The order is kept" in check and "Out of the recommended order" not in board
    assert "Dr Prosper Mavoubita Money from outside" in board
    assert "From outside the country" not in board


def test_beloume_needs_its_lead_in_the_country(client, case):
    team = case("beloume")
    assert "from outside the country" not in page(client, "roles:structure", team)

    team.members.filter(name__startswith="Clarisse").update(in_country=False)

    leads_from_outside = "Clarisse Mboundi-Ngoya leads the team from outside the country"
    assert leads_from_outside in page(client, "roles:structure", team)


def test_beloume_shows_planned_positions_without_a_name_as_steps(client, case):
    text = page(client, "roles:structure", case("beloume"))

    assert "Trainer – Program The first steps are done. This core role is a later step." in text
    assert "Security Manager · Planned 0.00 Nobody yet" in text
    shown_as_wrong = text.partition("To look at")[2]
    assert "Trainer" not in shown_as_wrong and "Security Manager" not in shown_as_wrong


def test_beloume_has_an_unfunded_line_for_the_round_table(client, case):
    text = page(client, "plans:unfunded", case("beloume"))

    assert "C-07" in text and "1,800,000 XAF" in text


def test_lakhana_maps_local_titles_to_roles(client, case):
    text = page(client, "roles:structure", case("lakhana"))

    assert "Operational Lead Deputy Director, EMIS 1.00 Nirmala Wijerath" in text


def test_trainer_general_stands_beside_another_trainer_role(client, case):
    text = page(client, "roles:structure", case("lakhana"))

    assert re.search(r"Program 0.30 Ruwan Abeysiri .* General 0.30 Ruwan Abeysiri", text)
    assert "Trainer – General" not in text.partition("To look at")[2]


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
    described = page(client, "roles:team_edit", team)
    for written, said in (("facility", "school"), ("client", "learner"), ("reporting", "census")):
        assert re.search(f"In place of “{written}”[^“]*Left empty: “{said}", described)


def team_sheets(team):
    return Assessment.objects.filter(round__team=team).select_related("section")


def test_lakhana_trainers_are_a_pair(client, case):
    text = page(client, "risks", case("lakhana"))

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
    """Where everybody in the team reads it, and beside what is made for the schools."""
    team = case("lakhana")

    overview = page(client, "team_detail", team)
    plan = page(client, "plans:detail", team)

    assert "Three languages, one right-to-left script in a minority of schools." in overview
    assert "Trilingual job aids and short videos" in plan
