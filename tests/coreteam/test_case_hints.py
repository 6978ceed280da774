"""What the worked cases should show (shared cases, `should_show`), through the pages.

Not yet shown: words of the sector in place of "health facility", and pairing two trainers.
"""

import pytest
from django.urls import reverse

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from roles.formation import warnings
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
