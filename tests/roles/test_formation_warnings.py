"""What differs from the advice. Rules: guide section 1.0."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.formation import Person, core_requirements, is_complete
from roles.formation_words import WARNING_WORDS, sentence
from tests.formation_facts import abroad, case_facts, case_warnings, seat, seats_of_teams, warn


@pytest.mark.parametrize(
    ("roles", "missing"),
    [
        (("prog",), ["Lead"]),
        (("lead", "tprog"), ["Implementer"]),
        (("lead", "prog", "server"), ["Trainer"]),
        (("server",), ["Lead", "Implementer", "Trainer"]),
        (("lead", "tech", "tprog"), []),
        (("tgen", "expert"), []),
        (("lead",), []),
    ],
)
def test_out_of_order_names_the_step_that_was_left_out(roles, missing):
    found = warn(*[seat(role) for role in roles]).get("out_of_order", [])

    assert [warning.params["missing"] for warning in found] == missing


def test_out_of_order_names_the_later_positions():
    (found,) = warn(seat("lead"), seat("tprog"), seat("server", "B"))["out_of_order"]

    assert found.seats == ("tprog-A", "server-B")
    assert found.params["filled"] == "T Program, Server"


@pytest.mark.parametrize(("roles", "count"), [(("lead", "prog", "server"), 0), (("server",), 2)])
def test_short_of_resources_only_lead_and_implementer_have_an_order(roles, count):
    found = warn(*[seat(role) for role in roles], resource_constrained=True)

    assert len(found.get("out_of_order", [])) == count


@pytest.mark.parametrize("resource_constrained", [True, False])
def test_lead_abroad_is_warned_about_always(resource_constrained):
    seats = [seat("lead", "F"), seat("prog", "A")]

    found = warn(*seats, resource_constrained=resource_constrained, F=abroad("F"))

    assert found["lead_abroad"][0].members == ("F",)


@pytest.mark.parametrize(("role", "holder"), [("lead", "A"), ("prog", "F")])
def test_lead_in_country_or_other_role_abroad_is_no_lead_abroad(role, holder):
    assert "lead_abroad" not in warn(seat(role, holder), F=abroad("F"))


@pytest.mark.parametrize(
    ("holders", "warned"), [(("F", "F"), True), (("F", "A"), False), ((), False)]
)
def test_nobody_in_country_looks_at_the_holders_of_core_positions(holders, warned):
    seats = [seat(role, h) for role, h in zip(("prog", "tech"), holders, strict=False)]

    found = warn(*seats, seat("expert", "A"), F=abroad("F"))

    assert ("nobody_in_country" in found) is warned


@pytest.mark.parametrize(
    ("role", "fte", "state", "warned"),
    [
        ("lead", "0.99", "filled", True),
        ("lead", "1", "filled", False),
        ("tprog", "0.30", "filled", True),
        ("lead", "0.60", "vacant", True),
        ("lead", "0", "planned", False),
        ("server", "0.10", "filled", False),
        ("tgen", "0.10", "filled", False),
        ("expert", "0.10", "filled", False),
    ],
)
def test_core_not_full_time_spares_server_administrator_and_trainer_general(
    role, fte, state, warned
):
    assert ("core_not_full_time" in warn(seat(role, fte=fte, state=state))) is warned


def test_core_not_full_time_tells_what_the_holder_gives_in_all():
    found = warn(seat("lead", fte="0.60"), seat("prog", fte="0.40"), seat("expert", fte="0.20"))

    params = found["core_not_full_time"][0].params
    assert (params["fte"], params["in_core_roles"]) == (Decimal("0.60"), Decimal("1.00"))


@pytest.mark.parametrize(
    ("seats", "warned"),
    [
        ([seat("prog", "A")], True),
        ([seat("prog", "A", "0.5"), seat("prog", "A", "0.4")], True),
        ([seat("prog", "A"), seat("prog", "B")], False),
        ([seat("prog", "A"), seat("prog", state="vacant")], True),
        ([seat("prog", state="vacant")], False),
        ([seat("tgen", "A")], False),
        ([seat("expert", "A")], False),
        ([seat("server", "A")], True),
    ],
)
def test_single_holder_of_a_core_role(seats, warned):
    assert ("single_holder" in warn(*seats)) is warned


@pytest.mark.parametrize(
    ("holders", "personal_data", "warned"),
    [("", True, False), ("A", True, True), ("A", False, False), ("AB", True, False)],
)
def test_one_server_administrator_where_personal_data_is_held(holders, personal_data, warned):
    found = warn(*[seat("server", holder) for holder in holders], personal_data=personal_data)

    assert ("one_server_administrator" in found) is warned
    assert not warned or "single_holder" not in found


@pytest.mark.parametrize(
    ("role", "state", "senior", "warned"),
    [
        ("security", "filled", False, True),
        ("security", "vacant", False, True),
        ("security", "planned", False, False),
        ("security", "filled", True, False),
        ("security", "filled", None, False),
        ("expert", "filled", False, False),
    ],
)
def test_security_manager_who_is_not_senior(role, state, senior, warned):
    found = warn(seat(role, "A", "0.1", state, senior=senior))

    assert ("security_manager_not_senior" in found) is warned


def test_role_on_a_single_contract_names_its_end():
    ending = Person("E", contract_end=date(2028, 6, 30), name="Eve")

    (found,) = warn(seat("tech", "E"), E=ending)["single_contract"]

    assert found.params == {"role": "Technical", "member": "Eve", "date": date(2028, 6, 30)}


def test_sentence_writes_dates_and_shares_as_the_page_does():
    ending = Person("E", contract_end=date(2028, 6, 30), name="Eve")

    found = warn(seat("tech", "E", "0.6"), E=ending)

    text = sentence(found["single_contract"][0]).replace("\N{NO-BREAK SPACE}", " ")
    assert text == "Technical depends on one contract, of Eve, which ends on 30 June 2028."
    assert sentence(found["core_not_full_time"][0]).endswith("is 0.60 of full time.")


@pytest.mark.parametrize(("fte", "warned"), [("1", True), ("0.99", False)])
def test_contributing_full_time(fte, warned):
    assert ("contributing_full_time" in warn(seat("expert", fte=fte))) is warned


@pytest.mark.parametrize(
    ("role", "holder", "funding", "resource_constrained", "warned"),
    [
        ("expert", "F", "domestic", False, True),
        ("expert", "A", "external", False, True),
        ("expert", "A", "domestic", False, False),
        ("data-scientist", "F", "domestic", False, False),
        ("app", "F", "external", False, False),
        ("expert", "F", "external", True, False),
    ],
)
def test_contributing_from_outside_is_fine_when_resources_are_short(
    role, holder, funding, resource_constrained, warned
):
    place = seat(role, holder, "0.1", funding=funding)

    found = warn(place, resource_constrained=resource_constrained, F=abroad("F"))

    assert ("contributing_from_outside" in found) is warned


@pytest.mark.parametrize(
    ("shares", "kind", "warned"),
    [
        (("0.60", "0.40"), "person", False),
        (("0.60", "0.41"), "person", True),
        (("1", "1"), "organisation", False),
    ],
)
def test_fte_over_one_of_a_person(shares, kind, warned):
    seats = [seat(role, "P", fte) for role, fte in zip(("prog", "app"), shares, strict=True)]

    assert ("fte_over_one" in warn(*seats, P=Person("P", kind))) is warned


@pytest.mark.parametrize(
    ("state", "code"), [("vacant", "core_vacant"), ("planned", "core_planned")]
)
def test_core_position_that_nobody_holds(state, code):
    found = warn(seat("lead"), seat("prog", state=state))

    assert found[code][0].seats == (f"prog-{state}",)


@pytest.mark.parametrize("role", ["ttech", "tgen", "expert"])
def test_planned_position_beside_a_covered_requirement_is_no_warning(role):
    found = warn(seat("lead"), seat("tprog"), seat(role, fte="0", state="planned"))

    assert "core_planned" not in found


def test_closed_positions_are_no_warning():
    assert warn(seat("prog", state="closed"), seat("expert", state="closed")) == {}


def test_an_empty_team_has_no_warnings():
    assert warn() == {}


@given(seats_of_teams, st.booleans())
def test_every_warning_has_words_that_its_facts_fill(seats, resource_constrained):
    for found in warn(*seats, resource_constrained=resource_constrained).values():
        for warning in found:
            words = WARNING_WORDS[warning.code]
            assert "%(" not in sentence(warning)
            assert str(words.reason) and words.source


def test_tavaloa_is_complete_and_rests_on_one_holder_everywhere_but_at_the_server():
    seats, _people, resource_constrained = case_facts("tavaloa")
    found = case_warnings("tavaloa")

    assert is_complete(core_requirements(seats, resource_constrained))
    single = {warning.params["role"] for warning in found["single_holder"]}
    assert single == {"Lead", "Program", "Technical", "T Program"}
    assert found["single_contract"][0].params["date"] == date(2028, 6, 30)
    assert "out_of_order" not in found


def test_beloume_has_its_order_and_its_later_steps_without_warnings():
    seats, _people, resource_constrained = case_facts("beloume")
    requirements = core_requirements(seats, resource_constrained)
    found = case_warnings("beloume")

    assert is_complete(requirements)
    assert requirements[3].state == "later"
    assert not {"out_of_order", "lead_abroad", "core_planned"} & set(found)
    assert "contributing_from_outside" not in found
    assert [warning.seats for warning in found["core_vacant"]] == [("C2-1",)]
