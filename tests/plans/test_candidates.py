"""What could be done about gaps, without a database."""

import pytest

from plans.candidates import (
    Candidate,
    Course,
    Lack,
    Learners,
    Met,
    Way,
    candidates,
    first_slots,
    steps_of,
    suggested,
)

BASICS = Course("B", frozenset({"S0"}), ())
COURSE = Course("C", frozenset({"S1", "S2"}), ("B",))


def lack(person="A", skill="S1", level=0, target=2, weight=4, section="role"):
    return Lack(person, section, skill, level, target, weight)


def found(lacks, levels=None, **learned):
    everything = candidates(lacks, [BASICS, COURSE], Learners(levels or {}, **learned))
    return {one.key: one for one in everything}


def test_one_course_serves_everybody_with_the_same_gap():
    assert found([lack("A"), lack("B", level=1)])["C"].people == ("A", "B")


@pytest.mark.parametrize(("level", "offered"), [(0, True), (1, True), (2, False)])
def test_course_leads_to_level_2_at_most(level, offered):
    assert ("C" in found([lack(level=level, target=3)])) is offered


@pytest.mark.parametrize(
    ("levels", "learned", "met"),
    [
        ({}, {}, Met.MISSING),
        ({"A": {"S0": 1}}, {}, Met.MISSING),
        ({"A": {"S0": 2}}, {}, Met.LEVEL),
        ({}, {"planned": {"A": {"B"}}}, Met.PLANNED),
        ({}, {"done": {"A": {"B"}}}, Met.DONE),
    ],
)
def test_prerequisite_is_met_or_missing(levels, learned, met):
    options = found([lack()], levels, **learned)

    assert options["C"].asks == {"A": {"B": met}}
    assert ("B" in options) is (met == Met.MISSING)


def test_course_that_was_taken_is_not_offered_again():
    assert "C" not in found([lack()], done={"A": {"C"}})
    assert "C" not in found([lack()], planned={"A": {"C"}})


@pytest.mark.parametrize(("standing", "mentor"), [(1, None), (2, "M"), (3, "M")])
def test_colleague_who_stands_at_2_or_more_mentors(standing, mentor):
    options = found([lack()], {"M": {"S1": standing}, "A": {"S1": 0}})

    assert (options["M-S1"].mentor if "M-S1" in options else None) == mentor


def test_nobody_is_mentored_by_themselves_or_by_somebody_no_better():
    levels = {"A": {"S1": 2}, "B": {"S1": 2}}

    assert "M-S1" not in found([lack("A", level=2, target=3), lack("B", level=2, target=3)], levels)


def test_mentor_from_outside_takes_the_most_urgent_skills_only():
    lacks = [lack(skill=f"S{n}", weight=n) for n in range(1, 6)]

    assert found(lacks)["X-role"].closes == {"A": ("S5", "S4", "S3")}


def test_suggestion_answers_every_gap_and_brings_what_must_come_first():
    lacks = [lack(), lack(skill="S2")]
    options = list(found(lacks).values())

    assert suggested(options, lacks) == {"B", "C"}


def test_colleague_is_suggested_before_a_course():
    lacks = [lack()]
    options = found(lacks, {"M": {"S1": 2}})

    assert suggested(list(options.values()), lacks) == {"M-S1"}
    assert options["M-S1"].way == Way.COLLEAGUE


@pytest.mark.parametrize(("last", "slots"), [(11, {"B": 0, "C": 1}), (0, {"B": 0, "C": 0})])
def test_course_begins_after_what_is_missing_before_it(last, slots):
    options = candidates([lack()], [BASICS, COURSE], Learners({}))

    assert first_slots([one for one in options if one.course], last) == slots


@pytest.mark.parametrize(
    ("lacking", "leads_to", "steps"),
    [
        ({"level": 0}, [2, 2], {"O0": 0, "O1": 1}),
        ({"level": 1}, [2, 2], {"O0": 1}),
        ({"level": 1, "target": 3}, [2, 2], {"O0": 1}),
        ({"level": 1, "target": 3}, [3, 2], {"O1": 1, "O0": 2}),
        ({"level": 2, "target": 3}, [3, 3], {"O0": 2}),
    ],
)
def test_no_two_bring_the_same_step(lacking, leads_to, steps):
    taken = [
        (Candidate(f"O{n}", Way.COURSE, {"A": ("S1",)}, leads_to=top), ("A",))
        for n, top in enumerate(leads_to)
    ]

    found = steps_of(taken, [lack(**lacking)])

    assert found == {(key, "A", "S1"): level for key, level in steps.items()}
