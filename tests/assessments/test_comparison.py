"""The change between two rounds, without a database."""

from fractions import Fraction

from assessments.comparison import Moved, Moves, Pair, Sheet, moves, pairs, same_people, whole_team


def test_pairs_need_a_level_on_both_sides():
    found = pairs({"A": 1, "B": None, "C": 2}, {"A": 3, "B": 1, "C": None, "D": 2}, {})

    assert found == (Pair("A", 1, 3),)


def test_skill_that_took_anothers_place_is_compared_with_it():
    earlier = {"NEW": [("OLD", True), ("OLDER", False)], "HALF": [("OLDER", False)]}

    found = pairs({"OLD": 1, "OLDER": 0}, {"NEW": 2, "HALF": 0}, earlier)

    assert found == (Pair("NEW", 1, 2), Pair("HALF", 0, 0, exact=False))


def test_own_code_comes_before_what_the_skill_was():
    found = pairs({"A": 2, "OLD": 0}, {"A": 3}, {"A": [("OLD", True)]})

    assert found == (Pair("A", 2, 3),)


def test_moves_count_up_same_and_down():
    found = [Pair("A", 1, 3), Pair("B", 2, 2), Pair("C", 2, 0), Pair("D", 0, 1)]

    assert moves(found) == Moves(up=2, same=1, down=1)
    assert moves(found).compared == 4


def test_same_people_are_counted_once_and_means_are_over_the_pairs():
    moved = [
        Moved("a", "trainer", (Pair("X", 0, 1), Pair("Y", 1, 3))),
        Moved("b", "trainer", (Pair("X", 2, 2),)),
    ]

    side = same_people(moved, lambda role, skill: role)["trainer"]

    assert (side.before, side.after) == (Fraction(1), Fraction(2))
    assert side.change == 1
    assert (side.people_before, side.people_after) == (2, 2)


def test_whole_team_takes_who_came_and_who_left():
    before = [Sheet("a", "r", {"X": 1}), Sheet("gone", "r", {"X": 3})]
    after = [Sheet("a", "r", {"X": 2, "NEW": 0}), Sheet("new", "r", {"X": None})]

    sides = whole_team(before, after, lambda role, skill: skill)

    assert (sides["X"].before, sides["X"].after) == (2, 2)
    assert (sides["X"].people_before, sides["X"].people_after) == (2, 1)
    assert sides["NEW"].before is None
    assert sides["NEW"].change is None
