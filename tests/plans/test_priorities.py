"""Gaps and their order. Rules: product.md section 4; figures: design/07-priorities.png."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.priorities import Gap, Sheet, Targets, gaps, leading_members
from roles.thresholds import Thresholds
from tests.cases import load_expected, load_latest_sheets

ORDER = ["C1", "C2", "N1", "N2"]
CRITICAL = {"C1", "C2"}

some_sheets = st.lists(
    st.builds(
        Sheet,
        st.sampled_from("ABC"),
        st.just("role"),
        st.dictionaries(st.sampled_from(ORDER), st.none() | st.integers(0, 3)),
    ),
    max_size=4,
    unique_by=lambda sheet: sheet.member,
)


def rank(*sheets, **options):
    return gaps(
        [Sheet(member, "role", levels) for member, levels in sheets],
        critical=CRITICAL,
        order=ORDER,
        **options,
    )


def tavaloa(needs=None):
    sheets = [
        Sheet(member, section, {c: None if v == "na" else v for c, v in levels.items()})
        for (member, section), levels in load_latest_sheets("tavaloa").items()
    ]
    order = sorted(skill for sheet in sheets for skill in sheet.levels)
    return gaps(sheets, critical=load_expected("tavaloa")["coverage"], order=order, needs=needs)


@pytest.mark.parametrize(
    ("skill", "level", "gap"),
    [("N1", 0, 2), ("N1", 1, 1), ("C1", 0, 3), ("C1", 1, 2), ("C1", 2, 1)],
)
def test_gap_of_the_only_person_is_the_distance_to_2_or_to_3_when_critical(skill, level, gap):
    (found,) = rank(("A", {skill: level}))

    assert found.gap == gap


@pytest.mark.parametrize(("skill", "level"), [("N1", 2), ("N1", 3), ("C1", 3), ("C1", None)])
def test_no_gap_at_the_target_above_it_or_unrated(skill, level):
    assert rank(("A", {skill: level})) == []


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_gap_read_without_the_whole_team_tells_no_level_of_others(level):
    own, other = ("A", {"C1": 1}), ("B", {"C1": level})

    found = [gap for gap in rank(own, other, whole_team=False) if gap.member == "A"]

    assert [(gap.target, gap.colleague_factor, gap.priority) for gap in found] == [(2, 1, 2)]


def test_gap_is_never_below_zero():
    assert Gap("A", "role", "N1", False, 3, 2, 1, True).gap == 0


@pytest.mark.parametrize(
    ("levels", "leader"),
    [((1, 2), "B"), ((2, 1), "A"), ((2, 2), "A"), ((None, 0), "B"), ((0, None), "A")],
)
def test_the_highest_leads_in_a_critical_skill_and_the_first_among_equals(levels, leader):
    sheets = [Sheet(m, "role", {"C1": v}) for m, v in zip("AB", levels, strict=True)]

    assert leading_members(sheets, CRITICAL) == {"C1": leader}


def test_nobody_leads_in_a_skill_that_is_not_critical():
    assert leading_members([Sheet("A", "role", {"N1": 2})], CRITICAL) == {}


def test_only_the_leading_member_has_target_three():
    found = rank(("A", {"C1": 2}), ("B", {"C1": 1}))

    assert {(gap.member, gap.target) for gap in found} == {("A", 3), ("B", 2)}


def test_leader_at_three_leaves_the_others_at_target_two():
    found = rank(("A", {"C1": 3}), ("B", {"C1": 2}), ("C", {"C1": 1}))

    assert [(gap.member, gap.target) for gap in found] == [("C", 2)]


@pytest.mark.parametrize(("target", "expected"), [(0, []), (2, [1]), (3, [2])])
def test_target_of_the_team_wins_over_the_default(target, expected):
    targets = Targets(overrides={("role", "C1"): target})

    found = rank(("A", {"C1": 1}), targets=targets)

    assert [gap.gap for gap in found] == expected


def test_targets_follow_other_settings():
    targets = Targets(Thresholds(default_target=3, critical_target=2))

    found = rank(("A", {"C1": 1, "N1": 1}), targets=targets)

    assert {gap.skill: gap.target for gap in found} == {"C1": 2, "N1": 3}


@pytest.mark.parametrize(("colleague", "alone"), [(None, True), (0, True), (1, True), (2, False)])
def test_colleague_counts_from_level_two(colleague, alone):
    found = rank(("A", {"N1": 0}), ("B", {"N1": colleague}))

    assert next(gap for gap in found if gap.member == "A").no_colleague is alone


def test_own_level_is_not_a_colleague():
    (found,) = rank(("A", {"C1": 2}))

    assert found.no_colleague


def test_colleague_counts_in_whatever_section_they_were_assessed():
    sheets = [Sheet("A", "role", {"N1": 0}), Sheet("B", "other", {"N1": 2})]

    (found,) = gaps(sheets, critical=CRITICAL, order=ORDER)

    assert not found.no_colleague


@pytest.mark.parametrize(
    ("critical", "no_colleague", "need", "priority"),
    [
        (False, False, 1, 2),
        (True, False, 1, 4),
        (False, True, 1, 4),
        (True, True, 1, 8),
        (True, True, 2, 16),
        (True, True, 0, 0),
    ],
)
def test_priority_multiplies_the_factors(critical, no_colleague, need, priority):
    gap = Gap("A", "role", "X", critical, 0, 2, need, no_colleague)

    assert gap.priority == priority


@pytest.mark.parametrize(("needs", "need"), [({}, 1), ({("A", "N1"): 1}, 1), ({("A", "N1"): 2}, 2)])
def test_need_is_one_unless_given(needs, need):
    (found,) = rank(("A", {"N1": 1}), needs=needs)

    assert found.need == need


def test_a_gap_without_need_stays_in_the_list_at_the_end():
    found = rank(("A", {"C1": 0, "N1": 1}), needs={("A", "C1"): 0})

    assert [(gap.skill, gap.priority) for gap in found] == [("N1", 2), ("C1", 0)]


def test_equal_priority_is_ordered_by_gap_then_critical_then_catalogue():
    levels = {"N2": 0, "C2": 2, "N1": 0, "C1": 2}

    found = rank(("A", levels))

    assert {gap.priority for gap in found} == {4}
    assert [gap.skill for gap in found] == ["N1", "N2", "C1", "C2"]


def test_equal_priority_and_gap_puts_the_critical_skill_first():
    found = rank(("A", {"N1": 1, "C2": 2}), needs={("A", "N1"): 2})

    assert [(gap.skill, gap.priority, gap.gap) for gap in found] == [("C2", 4, 1), ("N1", 4, 1)]


@pytest.mark.parametrize("need", [-1, 3])
def test_need_outside_the_scale_is_refused(need):
    with pytest.raises(ValueError, match="need"):
        rank(("A", {"N1": 1}), needs={("A", "N1"): need})


@pytest.mark.parametrize("target", [-1, 4])
def test_target_outside_the_scale_is_refused(target):
    with pytest.raises(ValueError, match="target"):
        Targets(overrides={("role", "N1"): target})


def test_skill_outside_the_catalogue_is_refused():
    with pytest.raises(ValueError, match="XX-9"):
        rank(("A", {"XX-9": 1}))


def test_tavaloa_has_66_gaps_and_33_in_critical_skills():
    found = tavaloa()

    assert (len(found), sum(gap.critical for gap in found)) == (66, 33)


def test_tavaloa_is_ordered_as_in_the_design():
    needs = {("A2", skill): 2 for skill in ("IT-07", "SA-08", "IT-06", "IT-08")}

    found = tavaloa(needs)

    first = [(gap.skill, gap.priority) for gap in found[:8]]
    assert first[:4] == [("IT-07", 24), ("SA-08", 24), ("IT-06", 16), ("TR-09", 12)]
    assert {priority for _skill, priority in first[4:]} == {8}


@given(some_sheets)
def test_priority_is_never_negative_and_falls(sheets):
    priorities = [gap.priority for gap in gaps(sheets, critical=CRITICAL, order=ORDER)]

    assert all(0 < priority <= 24 for priority in priorities)
    assert priorities == sorted(priorities, reverse=True)


@given(some_sheets)
def test_at_most_one_person_has_target_three_in_a_skill(sheets):
    found = gaps(sheets, critical=CRITICAL, order=ORDER)

    led = [gap.skill for gap in found if gap.target == 3]
    assert len(led) == len(set(led))
    assert CRITICAL.issuperset(led)


@given(some_sheets)
def test_every_gap_is_a_rated_skill_below_its_target(sheets):
    levels = {(sheet.member, skill): v for sheet in sheets for skill, v in sheet.levels.items()}

    for gap in gaps(sheets, critical=CRITICAL, order=ORDER):
        assert levels[gap.member, gap.skill] == gap.level < gap.target
