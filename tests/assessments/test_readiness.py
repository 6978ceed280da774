"""Ready for a tracker: somebody builds it, somebody answers for security."""

import pytest

from assessments.readiness import tracker_readiness


@pytest.mark.parametrize(
    ("levels", "at_zero"),
    [
        ({}, ()),
        ({"A": {"IT-07": 0, "IT-08": 1}}, ("IT-07",)),
        ({"A": {"IT-07": 0}, "B": {"IT-07": 1}}, ()),
        ({"A": {"OL-11": 0, "SA-01": 0}}, ("OL-11",)),
    ],
)
def test_best_of_the_team_decides(levels, at_zero):
    assert tracker_readiness(levels, has_security_manager=True).skills_at_zero == at_zero


@pytest.mark.parametrize("has_manager", [True, False])
def test_security_lacks_whoever_answers_for_it(has_manager):
    assert tracker_readiness({}, has_manager).lacks_security_manager is not has_manager
