"""Key figures of a team. Rules: product.md section 4."""

from datetime import date

import pytest
from hypothesis import given

from roles.formation import Person, key_figures
from tests.cases import NAMES, load_expected
from tests.formation_facts import ROLES, TODAY, case_facts, seat, seats_of_teams


@given(seats_of_teams)
def test_figures_of_core_positions_add_up(seats):
    figures = key_figures(seats, [], ROLES, TODAY)

    assert figures.core_filled + figures.core_vacant == figures.core_positions
    assert figures.core_positions <= figures.positions
    assert set(figures.core_holders) <= set(figures.holders)


@pytest.mark.parametrize(
    ("end", "counts"),
    [
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), True),
        (date(2027, 11, 22), True),
        (date(2027, 11, 23), False),
        (None, False),
    ],
)
def test_contracts_ending_within_twelve_months(end, counts):
    figures = key_figures([seat("lead")], [Person("A", contract_end=end)], ROLES, TODAY)

    assert figures.contracts_ending == (("A",) if counts else ())


@pytest.mark.parametrize(
    ("today", "months", "last"),
    [
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_horizon_ends_with_the_month_when_it_is_shorter(today, months, last):
    people = [Person("A", contract_end=last), Person("B", contract_end=date(2028, 3, 1))]

    figures = key_figures([seat("lead"), seat("prog", "B")], people, ROLES, today, months)

    assert figures.contracts_ending == ("A",)


def test_contract_of_a_member_without_a_position_is_not_counted():
    ending = Person("A", contract_end=TODAY)

    assert key_figures([seat("lead", "B")], [ending], ROLES, TODAY).contracts_ending == ()


def test_figures_leave_closed_positions_and_other_classes_out():
    seats = [seat("lead", funding="external"), seat("prog", state="closed"), seat("expert", "B")]

    figures = key_figures(seats, [], ROLES, TODAY)

    assert (figures.positions, figures.core_positions, figures.core_fte) == (2, 1, 1)
    assert (str(figures.dependence_percent), str(figures.vacancy_percent)) == ("100.0", "0.0")


def test_figures_of_an_empty_team_are_unknown_not_zero_percent():
    figures = key_figures([], [], ROLES, TODAY)

    assert (figures.dependence_percent, figures.vacancy_percent) == (None, None)
    assert str(figures.core_fte) == "0.00"


@pytest.mark.parametrize("name", NAMES)
def test_worked_case_has_the_expected_core_figures(name):
    expected = load_expected(name)
    seats, people, _resource_constrained = case_facts(name)

    figures = key_figures(seats, people, ROLES, TODAY)

    assert (figures.positions, len(people)) == (expected["positions"], expected["members"])
    assert str(figures.core_fte) == expected["core_fte"]
    for key in ("core_positions", "core_externally_funded", "core_vacant"):
        assert getattr(figures, key) == expected[key]


def test_tavaloa_is_half_paid_from_outside_by_two_people_and_a_desk():
    seats, people, _resource_constrained = case_facts("tavaloa")

    figures = key_figures(seats, people, ROLES, TODAY)

    assert (str(figures.dependence_percent), figures.core_filled) == ("50.0", 6)
    assert figures.core_holders == ("A1", "A2", "A3")
    assert figures.contracts_ending == ()
