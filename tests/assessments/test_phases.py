"""Means and phases at every boundary. Rules: product.md section 4, guide section 5.2."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.phases import Answer, Phase, counting, counting_whose, evaluate
from roles.thresholds import Thresholds
from tests.cases import NAMES, load_expected, load_latest_sheets


def sheet(marks, critical=""):
    """Answers from marks: a digit is a level, "-" is N.A., "?" is not answered.

    ``critical`` marks the same places with "c".
    """
    return [
        Answer(
            skill=f"S{place}",
            critical=critical[place : place + 1] == "c",
            level=int(mark) if mark.isdigit() else None,
            not_applicable=mark == "-",
        )
        for place, mark in enumerate(marks)
    ]


answers = st.lists(
    st.one_of(
        st.builds(Answer, st.uuids().map(str), st.booleans(), st.integers(0, 3)),
        st.builds(Answer, st.uuids().map(str), st.booleans(), st.none(), st.booleans()),
    ),
    max_size=20,
)


@pytest.mark.parametrize(
    ("marks", "mean_text"),
    [
        ("", ""),
        ("-?", ""),
        ("0", "0.00"),
        ("12", "1.50"),
        ("2-", "2.00"),
        ("2?", "2.00"),
        ("112", "1.33"),
        ("122", "1.67"),
        ("1" * 7 + "2", "1.13"),
        ("1" * 199 + "2", "1.01"),
    ],
)
def test_mean_of_rated_levels_only_halves_up(marks, mean_text):
    result = evaluate(sheet(marks))

    assert result.mean_text == mean_text


def test_counts_keep_the_states_apart():
    result = evaluate(sheet("02-?-3"))

    assert (result.rated, result.applicable) == (3, 4)
    assert (result.not_applicable, result.unanswered) == (2, 1)
    assert result.mean == Fraction(5, 3)


@pytest.mark.parametrize(
    ("marks", "phase"),
    [
        ("222??", Phase.PROFICIENT),
        ("22???", Phase.NOT_ENOUGH_DATA),
        ("222??-----", Phase.PROFICIENT),
        ("2" * 59 + "?" * 41, Phase.NOT_ENOUGH_DATA),
        ("2" * 60 + "?" * 40, Phase.PROFICIENT),
        ("---", Phase.NOT_ENOUGH_DATA),
        ("???", Phase.NOT_ENOUGH_DATA),
        ("", Phase.NOT_ENOUGH_DATA),
    ],
)
def test_phase_needs_sixty_percent_of_the_applicable_skills(marks, phase):
    assert evaluate(sheet(marks)).phase == phase


@pytest.mark.parametrize(
    ("marks", "phase"),
    [
        ("0", Phase.FOUNDATIONAL),
        ("1" * 101 + "2" * 99, Phase.FOUNDATIONAL),
        ("12", Phase.PROFICIENT),
        ("2" * 101 + "3" * 99, Phase.PROFICIENT),
        ("23", Phase.EXPERT),
        ("3", Phase.EXPERT),
    ],
)
def test_phase_without_critical_skills_follows_the_unrounded_mean(marks, phase):
    result = evaluate(sheet(marks))

    assert (result.phase, result.held_back) == (phase, ())


@pytest.mark.parametrize(
    ("marks", "critical", "phase", "held_back"),
    [
        ("1212", "cccc", Phase.PROFICIENT, ()),
        ("1122", "cccn", Phase.FOUNDATIONAL, ("S0", "S1")),
        ("0322", "cccc", Phase.FOUNDATIONAL, ("S0",)),
        ("0133", "ccnn", Phase.FOUNDATIONAL, ("S0", "S1")),
        ("0133", "ncnn", Phase.FOUNDATIONAL, ("S1",)),
        ("0133", "nncc", Phase.PROFICIENT, ()),
        ("?222", "cccc", Phase.PROFICIENT, ()),
        ("-222", "cnnn", Phase.PROFICIENT, ()),
    ],
)
def test_critical_skills_hold_back_from_proficient(marks, critical, phase, held_back):
    result = evaluate(sheet(marks, critical))

    assert (result.phase, result.held_back) == (phase, held_back)


@pytest.mark.parametrize(
    ("marks", "critical", "phase", "held_back"),
    [
        ("2333", "cccc", Phase.EXPERT, ()),
        ("1333", "cnnn", Phase.PROFICIENT, ("S0",)),
        ("033333", "cccccc", Phase.PROFICIENT, ("S0",)),
        ("0333333", "ncccccc", Phase.EXPERT, ()),
        ("-333", "cccc", Phase.EXPERT, ()),
    ],
)
def test_critical_skills_hold_back_from_expert(marks, critical, phase, held_back):
    result = evaluate(sheet(marks, critical))

    assert (result.phase, result.held_back) == (phase, held_back)


def test_mean_below_proficient_is_not_called_held_back():
    result = evaluate(sheet("0112", "cccc"))

    assert (result.phase, result.held_back, result.at_zero) == (Phase.FOUNDATIONAL, (), ("S0",))


def test_phase_obeys_other_thresholds():
    stricter = Thresholds(min_rated_percent=80)

    result = evaluate(sheet("222?"), stricter)

    assert result.phase == Phase.NOT_ENOUGH_DATA


@pytest.mark.parametrize(("level", "not_applicable"), [(4, False), (-1, False), (2, True)])
def test_answer_that_cannot_be_is_refused(level, not_applicable):
    with pytest.raises(ValueError, match="S1"):
        Answer("S1", False, level, not_applicable)


@pytest.mark.parametrize(
    ("values", "counts", "whose"),
    [
        ((1, 2, 3), 3, "agreed"),
        ((1, 2, 0), 0, "agreed"),
        ((1, 0, None), 0, "assessor"),
        ((1, "na", None), "na", "assessor"),
        ((0, None, None), 0, "self"),
        ((None, None, None), None, None),
    ],
)
def test_counting_level_is_agreed_else_assessor_else_self(values, counts, whose):
    assert (counting(*values), counting_whose(*values)) == (counts, whose)


@given(answers)
def test_counts_always_add_up(some):
    result = evaluate(some)

    assert result.rated + result.unanswered == result.applicable
    assert result.applicable + result.not_applicable == len(some)


@given(answers)
def test_held_back_names_only_critical_skills_below_independent(some):
    weak = {a.skill for a in some if a.critical and a.level is not None and a.level < 2}

    assert weak.issuperset(evaluate(some).held_back)


@given(answers, st.data())
def test_raising_one_level_never_lowers_the_phase(some, data):
    raisable = [i for i, a in enumerate(some) if a.level is not None and a.level < 3]
    place = data.draw(st.sampled_from(raisable)) if raisable else None
    better = [
        Answer(a.skill, a.critical, a.level + 1) if i == place else a for i, a in enumerate(some)
    ]

    order = list(Phase)
    assert order.index(evaluate(better).phase) >= order.index(evaluate(some).phase)


@pytest.mark.parametrize("name", NAMES)
def test_worked_case_has_the_expected_results(name):
    expected = load_expected(name)
    sheets = load_latest_sheets(name)

    for line in expected["assessments"]:
        levels = sheets[line["member"], line["section"]]
        result = evaluate(from_file(levels, critical=expected["coverage"]))

        assert (result.rated, result.mean_text) == (line["rated"], line["mean"])
        assert (result.phase, bool(result.held_back)) == (line["phase"], line["held_back"])
        assert list(result.at_zero) == line["at_zero"]


def from_file(levels, critical):
    return [
        Answer(code, code in critical, None if level == "na" else level, level == "na")
        for code, level in levels.items()
    ]
