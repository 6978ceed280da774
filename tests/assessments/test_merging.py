"""The merge of two people's answers: nothing untouched is overwritten, no answer disappears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.merging import Entered, digest, merge, seen_mark, tidy

VALUES = st.sampled_from(["", "0", "1", "2", "3", "na"])
COMMENTS = st.text(alphabet="ab \n\r", max_size=6).map(tidy)


@pytest.mark.parametrize(
    ("was", "mine", "theirs", "value", "conflict"),
    [
        ("1", "1", "2", "2", False),
        ("1", "2", "1", "2", False),
        ("1", "2", "2", "2", False),
        ("1", "2", "3", "3", True),
        ("", "2", "", "2", False),
        ("2", "", "2", "", False),
        ("2", "", "na", "na", True),
        ("2", "1", "", "", True),
    ],
)
def test_merge_keeps_theirs_unless_only_mine_changed(was, mine, theirs, value, conflict):
    merged = merge(was, mine, theirs)

    assert (merged.value, merged.conflict) == (value, conflict)


@given(was=VALUES, mine=VALUES, theirs=VALUES)
def test_merge_never_loses_a_change_without_asking(was, mine, theirs):
    merged = merge(was, mine, theirs)

    assert merged.value in (mine, theirs)
    assert merged.conflict == (len({was, mine, theirs}) == 3)
    if mine == was:
        assert merged.value == theirs
    if theirs == was:
        assert merged.value == mine


@given(value=VALUES, comment=COMMENTS, stored=VALUES, theirs=COMMENTS)
def test_second_save_wins_knowingly(value, comment, stored, theirs):
    entered = Entered(value, comment, seen_mark(stored, theirs))

    merged, words = entered.against(stored, theirs)[:2]

    assert (merged.value, words.value) == (value, comment)
    assert not merged.conflict
    assert not words.conflict


@given(value=VALUES, comment=COMMENTS, stored=VALUES, theirs=COMMENTS)
def test_page_that_touched_nothing_changes_nothing(value, comment, stored, theirs):
    entered = Entered(value, comment, seen_mark(value, comment))

    merged, words = entered.against(stored, theirs)[:2]

    assert (merged.value, words.value) == (stored, theirs)


@given(mark=st.text(max_size=30), value=VALUES, comment=COMMENTS, stored=VALUES, theirs=COMMENTS)
def test_forged_mark_never_overwrites_without_a_trace(mark, value, comment, stored, theirs):
    entered = Entered(value, comment, mark)

    merged, words = entered.against(stored, theirs)[:2]

    assert merged.value in (value, stored)
    assert words.value in (comment, theirs)


def test_digest_does_not_mind_the_browsers_line_ends():
    assert digest("one\r\ntwo ") == digest("one\ntwo")
    assert digest("  ") == ""
