"""Who can learn from whom: a pure function, at its boundaries."""

import pytest

from coreteam.pairing import Pair, pairs


def found(first, second):
    levels = {
        "trainer": {
            name: dict(zip("abcd", own, strict=True))
            for name, own in {"X": first, "Y": second}.items()
        }
    }
    return pairs(levels)


def test_two_skills_each_way_make_a_pair():
    assert found((3, 2, 1, 0), (1, 0, 3, 2)) == [Pair("trainer", "X", "Y", ("a", "b"), ("c", "d"))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((3, 2, 1, 0), (2, 1, 2, 1)),  # one level apart only
        ((3, 2, 1, 0), (1, 0, 3, 1)),  # one skill only on the one side
        ((3, 3, 3, 3), (1, 1, 1, 1)),  # one way only
        ((2, 2, 2, 2), (2, 2, 2, 2)),
    ],
)
def test_less_makes_none(first, second):
    assert found(first, second) == []


def test_a_skill_without_a_level_says_nothing():
    levels = {"trainer": {"X": {"a": 3, "b": 3, "c": 0}, "Y": {"b": 1, "c": 2, "d": 3}}}

    assert pairs(levels) == []


def test_people_of_different_roles_are_not_compared():
    assert pairs({"one": {"X": {"a": 3}}, "two": {"Y": {"a": 0}}}) == []
