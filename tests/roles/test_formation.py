"""The order of forming a core team. Rules: product.md section 3, guide section 1.0."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.formation import (
    REQUIRED_ROLES,
    NextRole,
    Seat,
    core_requirements,
    is_complete,
    next_to_fill,
    unmet,
)
from roles.formation_words import COVER_NAMES, NEXT_REASONS, REQUIREMENT_NAMES
from tests.formation_facts import ROLES, case_facts, complete, seat, seats_of_teams, states


@pytest.mark.parametrize(
    ("state", "recruit_by", "cover"),
    [
        ("filled", None, "covered"),
        ("recruiting", date(2027, 6, 1), "under_way"),
        ("recruiting", None, "planned"),
        ("vacant", date(2027, 6, 1), "planned"),
        ("planned", None, "planned"),
        ("closed", None, "open"),
    ],
)
def test_requirement_follows_the_state_of_the_position(state, recruit_by, cover):
    assert states(seat("lead", state=state, recruit_by=recruit_by))["lead"] == cover


def test_requirement_takes_the_best_of_its_positions():
    waiting, filled = seat("server", state="planned"), seat("server", fte="0.10")

    assert states(waiting, filled)["server_administrator"] == "covered"


def test_requirements_come_in_the_recommended_order():
    assert list(states()) == list(REQUIRED_ROLES)
    assert set(states().values()) == {"open"}


def test_recruiting_with_a_candidate_is_not_yet_filled():
    candidate = Seat("X", "operational-lead", Decimal(1), "recruiting", holder="A")

    assert states(candidate)["lead"] == "planned"


@pytest.mark.parametrize("resource_constrained", [True, False])
def test_an_implementer_does_not_make_the_lead_a_later_step(resource_constrained):
    assert states(seat("prog"), resource_constrained=resource_constrained)["lead"] == "open"


@pytest.mark.parametrize(
    ("role", "cover"), [("tprog", "covered"), ("ttech", "covered"), ("tgen", "open")]
)
def test_trainer_general_does_not_cover_the_trainer(role, cover):
    assert states(seat(role))["trainer"] == cover


@pytest.mark.parametrize(
    ("roles", "done"),
    [
        (("lead", "prog", "tech", "tprog", "server"), True),
        (("lead", "prog", "tech", "ttech", "server"), True),
        (("lead", "prog", "tech", "tgen", "server"), False),
        (("prog", "tech", "tprog", "server"), False),
        (("lead", "tech", "tprog", "server"), False),
        (("lead", "prog", "tprog", "server"), False),
        (("lead", "prog", "tech", "tprog"), False),
    ],
)
def test_core_is_complete_with_all_five_parts(roles, done):
    assert complete(*roles) is done


@pytest.mark.parametrize(
    ("roles", "done"),
    [
        (("lead", "prog"), True),
        (("lead", "tech"), True),
        (("lead",), False),
        (("prog", "tech", "tprog", "server"), False),
    ],
)
def test_short_of_resources_lead_and_one_implementer_are_enough(roles, done):
    assert complete(*roles, resource_constrained=True) is done


def test_recruitment_with_a_date_completes_the_core():
    recruiting = seat("server", state="recruiting", recruit_by=date(2027, 6, 1))
    seats = [seat("lead"), seat("prog"), seat("tech"), seat("tprog"), recruiting]

    assert is_complete(core_requirements(seats, False))


def test_short_of_resources_the_rest_comes_later():
    found = states(seat("lead"), seat("tech"), seat("tprog"), resource_constrained=True)

    assert found == {
        "lead": "covered",
        "implementer_program": "later",
        "implementer_technical": "covered",
        "trainer": "covered",
        "server_administrator": "later",
    }


def test_short_of_resources_either_implementer_is_open_while_there_is_none():
    requirements = core_requirements([seat("lead")], True)

    assert [r.key for r in unmet(requirements)] == ["implementer_program", "implementer_technical"]


@pytest.mark.parametrize(
    ("roles", "resource_constrained", "slug", "reason"),
    [
        ((), False, "operational-lead", "lead_first"),
        (("prog",), True, "operational-lead", "lead_first"),
        (("lead",), False, "implementer-program", "no_position"),
        (("lead",), True, "implementer-program", "one_implementer"),
        (("lead", "prog"), False, "implementer-technical", "no_position"),
        (("lead", "prog", "tech"), False, "trainer-program", "no_position"),
        (("lead", "prog", "tech", "tprog"), False, "server-administrator", "no_position"),
        (("lead", "prog", "tech", "tprog", "server"), False, "trainer-technical", "other_side"),
        (("lead", "tech"), True, "implementer-program", "later_step"),
        (("lead", "tech", "prog"), True, "trainer-program", "later_step"),
    ],
)
def test_next_to_fill_follows_the_order(roles, resource_constrained, slug, reason):
    found = next_to_fill([seat(role) for role in roles], ROLES, resource_constrained)

    assert found == NextRole(slug, reason)


def test_next_to_fill_names_the_waiting_positions():
    found = next_to_fill([seat("lead", state="vacant")], ROLES, False)

    assert found == NextRole("operational-lead", "lead_first", ("lead-vacant",))


def test_next_to_fill_says_when_there_is_a_position_but_nobody_in_it():
    found = next_to_fill([seat("lead"), seat("prog", state="planned")], ROLES, False)

    assert found.reason == "nobody_appointed"


def test_nothing_to_fill_when_every_core_role_has_somebody():
    roles = ("lead", "prog", "tech", "tprog", "ttech", "server")

    assert next_to_fill([seat(role) for role in roles], ROLES, False) is None


@given(seats_of_teams, st.booleans())
def test_every_requirement_and_next_role_has_words(seats, resource_constrained):
    requirements = core_requirements(seats, resource_constrained)
    proposed = next_to_fill(seats, ROLES, resource_constrained)

    assert set(REQUIREMENT_NAMES) == {requirement.key for requirement in requirements}
    assert {str(r.state) for r in requirements} <= set(COVER_NAMES)
    assert proposed is None or proposed.reason in NEXT_REASONS


def test_next_to_fill_prefers_the_side_that_has_a_position_already():
    seats = [seat("lead"), seat("prog"), seat("tech"), seat("ttech", state="vacant")]

    found = next_to_fill(seats, ROLES, False)

    assert found == NextRole("trainer-technical", "nobody_appointed", ("ttech-vacant",))


def test_next_to_fill_prefers_the_implementer_who_is_planned_when_resources_are_short():
    found = next_to_fill([seat("lead"), seat("tech", state="planned")], ROLES, True)

    assert found == NextRole("implementer-technical", "one_implementer", ("tech-planned",))


def test_lakhana_is_complete_with_nothing_left_to_fill():
    seats, _people, resource_constrained = case_facts("lakhana")

    assert is_complete(core_requirements(seats, resource_constrained))
    assert next_to_fill(seats, ROLES, resource_constrained) is None
