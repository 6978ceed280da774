"""What ends, what falls if a payer stops, and how much time is missing."""

from datetime import date
from decimal import Decimal

import pytest

from roles.formation import Person
from roles.risks import Ending, Tenure, cliff, endings, full_time_need, if_payer_stops
from tests.formation_facts import ROLES, TODAY, seat

LATER = date(2028, 6, 30)


def test_contract_takes_every_position_of_the_member():
    tenures = [Tenure("P1", "A", None), Tenure("P2", "A", None), Tenure("P3", "B", None)]
    people = [Person("A", contract_end=LATER), Person("B")]

    found = endings(tenures, people, TODAY, LATER)

    assert found == [Ending(LATER, "contract", "A", ("P1", "P2"))]


def test_assignment_that_ends_with_the_contract_is_named_once():
    tenures = [Tenure("P1", "A", LATER), Tenure("P2", "A", date(2027, 1, 1))]

    found = endings(tenures, [Person("A", contract_end=LATER)], TODAY, LATER)

    assert [(ending.day, ending.kind) for ending in found] == [
        (date(2027, 1, 1), "assignment"),
        (LATER, "contract"),
    ]


@pytest.mark.parametrize(
    ("day", "is_near"),
    [
        (date(2026, 11, 21), False),
        (TODAY, True),
        (date(2027, 11, 22), True),
        (date(2027, 11, 23), False),
    ],
)
def test_cliff_reaches_twelve_months_from_today(day, is_near):
    found = cliff([Tenure("P1", "A", None)], [Person("A", contract_end=day)], TODAY)

    assert bool(found) is is_near


def test_contract_of_a_member_without_a_position_is_no_cliff():
    assert cliff([], [Person("A", contract_end=TODAY)], TODAY) == []


def test_payer_that_stops_takes_positions_and_parts_of_the_core_team():
    seats = [seat("lead"), seat("tech", "B"), seat("expert", "B")]
    payers = {"tech-B": "Grant", "expert-B": "Grant"}

    fall = if_payer_stops("Grant", payers, seats, ROLES, resource_constrained=False)

    assert fall.seats == ("tech-B", "expert-B")
    assert fall.core == ("tech-B",)
    assert fall.parts == ("implementer_technical",)


def test_part_that_another_position_covers_does_not_fall():
    seats = [seat("tech"), seat("tech", "B")]

    fall = if_payer_stops("Grant", {"tech-B": "Grant"}, seats, ROLES, resource_constrained=False)

    assert fall.core == ("tech-B",) and fall.parts == ()


def test_full_time_is_advised_for_lead_implementers_and_trainer():
    seats = [seat("lead", fte="0.60"), seat("prog", fte="0.40"), seat("server", fte="1")]

    need = full_time_need(seats, resource_constrained=False)

    assert (need.given, need.advised) == (Decimal("1.00"), 4)


def test_two_implementers_do_not_make_up_for_half_a_trainer():
    seats = [seat("lead"), seat("prog"), seat("tech"), seat("tech", "B"), seat("tprog", fte="0.99")]

    need = full_time_need(seats, resource_constrained=False)

    assert need.given == Decimal("3.99")
    assert [part.keys for part in need.short] == [("trainer",)]


def test_constrained_team_needs_a_lead_and_one_implementer():
    need = full_time_need([seat("lead")], resource_constrained=True)

    assert (need.given, need.advised) == (1, 2)
    assert [part.keys for part in need.short] == [("implementer_program", "implementer_technical")]
