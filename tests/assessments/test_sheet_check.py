"""What the check page counts, at its boundary; and seats of people without an account."""

import pytest

from assessments.sheet_check import check
from roles.thresholds import DEFAULT_THRESHOLDS


@pytest.mark.parametrize(
    ("levels", "na", "blank", "enough"),
    [(6, 0, 4, True), (5, 0, 5, False), (6, 10, 4, True), (0, 0, 3, False), (0, 3, 0, False)],
)
def test_60_percent_of_what_applies_is_enough(levels, na, blank, enough):
    answers = ["2"] * levels + ["na"] * na + [""] * blank

    found = check(answers, DEFAULT_THRESHOLDS)

    assert (found.enough, found.open, found.answered) == (enough, blank, levels + na)
