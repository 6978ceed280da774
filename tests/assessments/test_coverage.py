"""Coverage of critical skills. Rules: product.md section 4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.coverage import (
    Summary,
    coverage,
    highest_levels,
    summarise,
    what_if_leaves,
)
from tests.cases import NAMES, load_expected, load_latest_sheets

LEVELS = {"A": {"X": 2, "Y": 1}, "B": {"X": 3, "Z": 2}, "C": {"X": None}}

teams = st.dictionaries(
    st.sampled_from("ABCDE"),
    st.dictionaries(st.sampled_from("XYZ"), st.none() | st.integers(0, 3)),
)


def case_levels(name):
    return highest_levels(
        (member, {code: None if level == "na" else level for code, level in levels.items()})
        for (member, _section), levels in load_latest_sheets(name).items()
    )


@pytest.mark.parametrize(("level", "people"), [(None, 0), (0, 0), (1, 0), (2, 1), (3, 1)])
def test_coverage_counts_from_the_independent_level(level, people):
    assert coverage({"A": {"X": level}}, ["X"]) == {"X": people}


def test_coverage_keeps_the_order_and_skills_nobody_was_rated_in():
    assert list(coverage(LEVELS, ["Z", "Q", "X"]).items()) == [("Z", 1), ("Q", 0), ("X", 2)]


def test_coverage_obeys_another_independent_level():
    assert coverage(LEVELS, ["X"], independent_level=3) == {"X": 1}


def test_coverage_leaves_one_member_out():
    assert coverage(LEVELS, ["X", "Z"], without="B") == {"X": 1, "Z": 0}


@pytest.mark.parametrize("levels", [(1, 2), (2, 1), (2, None), (None, 2)])
def test_member_with_a_skill_in_two_sheets_counts_once_with_the_higher_level(levels):
    merged = highest_levels(("A", {"X": level}) for level in levels)

    assert merged == {"A": {"X": 2}}


def test_member_with_nothing_rated_stays_in_the_team():
    assert highest_levels([("A", {"X": None})]) == {"A": {}}


def test_summary_sorts_the_skills():
    summary = summarise({"X": 2, "Y": 0, "Z": 1, "Q": 3})

    assert summary == Summary(nobody=("Y",), one=("Z",), two_or_more=("X", "Q"))


def test_departure_names_what_is_lost():
    departure = what_if_leaves("B", LEVELS, ["X", "Y", "Z"])

    assert departure.before == {"X": 2, "Y": 0, "Z": 1}
    assert departure.after == {"X": 1, "Y": 0, "Z": 0}
    assert (departure.losing, departure.left_alone) == (("X", "Z"), ("Z",))


@pytest.mark.parametrize("name", NAMES)
def test_worked_case_has_the_expected_coverage(name):
    expected = load_expected(name)["coverage"]

    assert coverage(case_levels(name), expected) == expected


def test_lakhana_without_fathima_is_as_the_design_shows():
    departure = what_if_leaves("E5", case_levels("lakhana"), load_expected("lakhana")["coverage"])

    before, after = summarise(departure.before), summarise(departure.after)
    assert (len(before.nobody), len(before.one), len(before.two_or_more)) == (6, 20, 9)
    assert (len(after.nobody), len(after.one), len(after.two_or_more)) == (9, 26, 0)
    assert len(departure.losing) == 12
    assert departure.left_alone == ("IT-06", "IT-12", "TR-04")


@given(teams)
def test_a_departure_takes_at_most_one_from_a_skill(levels):
    for member in levels:
        departure = what_if_leaves(member, levels, "XYZ")

        lost = {skill: departure.before[skill] - departure.after[skill] for skill in "XYZ"}
        assert set(lost.values()) <= {0, 1}
        assert {skill for skill in "XYZ" if lost[skill]} == set(departure.losing)


@given(teams)
def test_summary_holds_every_skill_once(levels):
    summary = summarise(coverage(levels, "XYZ"))

    assert sorted(summary.nobody + summary.one + summary.two_or_more) == ["X", "Y", "Z"]
