"""The seven stages and what is next. Rules: product.md section 3."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreteam.journey import (
    ClosedRound,
    NextStep,
    OpenRound,
    PlanFacts,
    Status,
    Step,
    TeamState,
    next_step,
    stages,
)
from coreteam.journey_words import hint, next_words, title
from roles.formation import core_requirements
from tests.cases import NAMES, load_case
from tests.formation_facts import ROLES, case_facts, seat

COVERED = tuple(core_requirements(map(seat, ("lead", "prog", "tech", "tprog", "server")), False))
EMPTY = tuple(core_requirements([], False))
CLOSED = ClosedRound("Baseline", 5, date(2026, 10, 30))
BUILT = PlanFacts(activities=13, total=Decimal(72750), currency="USD", answered=30)
NEW = TeamState(requirements=EMPTY)
READY = TeamState(
    requirements=COVERED,
    core_positions=6,
    core_filled=6,
    further_positions=4,
    further_filled=3,
    holders=6,
    closed_round=CLOSED,
    gaps=66,
    critical_gaps=33,
    planned_gaps=17,
    plan=BUILT,
    ended=frozenset({3, 5, 7}),
)
ITEMS = ("without_costs", "without_funding", "without_dates", "without_people")

counts = st.integers(0, 40)
some_states = st.builds(
    TeamState,
    requirements=st.builds(
        lambda roles, short: tuple(core_requirements(map(seat, roles), short)),
        st.sets(st.sampled_from(["lead", "prog", "tech", "tprog", "server"])),
        st.booleans(),
    ),
    missing_fields=st.sampled_from([(), ("currency",)]),
    core_positions=counts,
    further_positions=st.integers(0, 2),
    holders=st.integers(0, 2),
    open_round=st.none() | st.just(OpenRound("R", 3, 1)) | st.just(OpenRound("R", 3, 3)),
    closed_round=st.none() | st.just(CLOSED),
    gaps=counts,
    plan=st.builds(
        PlanFacts,
        activities=st.integers(0, 2),
        **dict.fromkeys(ITEMS, st.integers(0, 2)),
        currency=st.just("XAF"),
        answered=st.integers(0, 30),
        said_no=st.integers(0, 2),
    ),
    ended=st.frozensets(st.sampled_from([3, 5, 7])),
)


def status(step, state):
    return str(stages(state)[step - 1].status)


def plan(**facts):
    return replace(READY, plan=replace(BUILT, **facts))


def case_state(name):
    """The state of an imported case, without gaps; the lead has ended nothing."""
    case = load_case(name)
    seats, _people, resource_constrained = case_facts(name)
    core = {role.slug for role in ROLES if role.role_class == "core"}
    core_seats = [seat for seat in seats if seat.role_slug in core]
    last = case["rounds"][-1]
    answers = [answer["answer"] for answer in case["plan"]["checklist"]]
    people = ("participants", "audience")
    return TeamState(
        requirements=tuple(core_requirements(seats, resource_constrained)),
        core_positions=len(core_seats),
        core_filled=sum(seat.is_filled for seat in core_seats),
        further_positions=len(seats) - len(core_seats),
        further_filled=sum(s.is_filled for s in seats) - sum(s.is_filled for s in core_seats),
        holders=len({seat.holder for seat in seats if seat.holder}),
        closed_round=ClosedRound(last["title"], len(last["assessments"]), date(2026, 10, 30)),
        plan=PlanFacts(
            activities=len(case["plan"]["activities"]),
            without_people=sum(
                not any(activity[key] for key in people) for activity in case["plan"]["activities"]
            ),
            answered=len(answers),
            said_no=answers.count("no"),
        ),
    )


def test_stages_are_seven_in_order():
    assert [stage.number for stage in stages(NEW)] == [1, 2, 3, 4, 5, 6, 7]
    assert [stage.key for stage in stages(NEW)][:2] == ["describe", "core"]


def test_new_team_can_start_what_stands_on_nothing():
    found = [str(stage.status) for stage in stages(NEW)]

    assert found == ["completed"] + ["not_started"] * 2 + ["cannot_start"] * 2 + [
        "not_started",
        "cannot_start",
    ]


def test_everything_done_is_seven_times_completed():
    assert {stage.status for stage in stages(READY)} == {Status.COMPLETED}


@pytest.mark.parametrize(
    ("step", "change", "expected"),
    [
        (1, {"missing_fields": ("currency",)}, "in_progress"),
        (2, {"requirements": EMPTY}, "in_progress"),
        (2, {"requirements": EMPTY, "core_positions": 0}, "not_started"),
        (3, {"ended": frozenset({5, 7})}, "in_progress"),
        (3, {"ended": frozenset(), "further_positions": 0}, "not_started"),
        (4, {"closed_round": None}, "not_started"),
        (4, {"closed_round": None, "open_round": OpenRound("R", 1, 0)}, "in_progress"),
        (4, {"open_round": OpenRound("Follow-up", 1, 0)}, "completed"),
        (4, {"closed_round": None, "holders": 0}, "cannot_start"),
        (4, {"holders": 0}, "completed"),
        (5, {"ended": frozenset({3})}, "in_progress"),
        (5, {"ended": frozenset(), "plan": PlanFacts()}, "not_started"),
        (5, {"closed_round": None}, "cannot_start"),
        (6, {"plan": PlanFacts()}, "not_started"),
        (6, {"plan": PlanFacts(answered=1)}, "in_progress"),
        (6, {"plan": PlanFacts(answered=30)}, "in_progress"),
        (6, {"closed_round": None}, "completed"),
        (7, {"ended": frozenset({3, 5})}, "not_started"),
        (7, {"plan": PlanFacts()}, "cannot_start"),
    ],
)
def test_status_follows_the_facts(step, change, expected):
    assert status(step, replace(READY, **change)) == expected


@pytest.mark.parametrize("item", ITEMS)
def test_plan_with_one_open_item_is_not_built(item):
    assert status(6, plan(**{item: 1})) == "in_progress"


@pytest.mark.parametrize(("answered", "expected"), [(29, "in_progress"), (30, "completed")])
def test_plan_is_built_when_every_question_is_answered(answered, expected):
    assert status(6, plan(answered=answered)) == expected


@pytest.mark.parametrize("number", [3, 5, 7])
def test_stage_that_the_lead_ended_can_be_reopened(number):
    reopened = replace(READY, ended=READY.ended - {number})

    assert status(number, READY) == "completed"
    assert next_step(reopened).stage == number


@pytest.mark.parametrize(
    ("step", "change", "reason"),
    [
        (4, {"closed_round": None, "holders": 0}, "nobody_in_a_position"),
        (5, {"closed_round": None}, "no_closed_round"),
        (7, {"plan": PlanFacts()}, "no_activity"),
        (1, {}, ""),
    ],
)
def test_stage_that_cannot_start_says_why(step, change, reason):
    stage = stages(replace(READY, **change))[step - 1]

    assert stage.blocked_reason == reason
    assert not reason or stage.hint == reason


@pytest.mark.parametrize(
    ("change", "stage", "key"),
    [
        ({}, None, "carry_out"),
        ({"missing_fields": ("currency",)}, 1, "complete_description"),
        ({"ended": frozenset()}, 3, "settle_further"),
        ({"ended": frozenset(), "further_positions": 0}, 3, "add_further"),
        ({"closed_round": None}, 4, "open_round"),
        ({"closed_round": None, "open_round": OpenRound("R", 0, 0)}, 4, "choose_sheets"),
        ({"closed_round": None, "open_round": OpenRound("R", 2, 1)}, 4, "collect_sheets"),
        ({"closed_round": None, "open_round": OpenRound("R", 2, 2)}, 4, "close_round"),
        ({"ended": frozenset({3, 7})}, 5, "agree_priorities"),
        ({"ended": frozenset({3, 7}), "gaps": 0}, 5, "confirm_no_gaps"),
        ({"plan": PlanFacts()}, 6, "add_activities"),
        ({"ended": frozenset({3, 5})}, 7, "review_plan"),
        ({"closed_round": None, "holders": 0}, 2, "appoint_anybody"),
        ({"closed_round": None, "holders": 0, "ended": frozenset()}, 3, "settle_further"),
    ],
)
def test_next_is_the_first_stage_that_is_not_done_and_can_start(change, stage, key):
    found = next_step(replace(READY, **change))

    assert (found.stage, found.key) == (stage, key)


@pytest.mark.parametrize(
    ("seats", "resource_constrained", "key", "role", "covered"),
    [
        ([], False, "add_core", "lead", 0),
        ([seat("lead", state="vacant")], False, "appoint_core", "lead", 0),
        ([seat("lead")], False, "add_core", "implementer_program", 1),
        ([seat("lead")], True, "add_core", "implementer", 1),
        ([seat("lead"), seat("tech", state="planned")], True, "appoint_core", "implementer", 1),
        (
            [seat("lead"), seat("prog"), seat("server")],
            False,
            "add_core",
            "implementer_technical",
            3,
        ),
    ],
)
def test_next_core_position_is_the_first_missing_part(
    seats, resource_constrained, key, role, covered
):
    requirements = tuple(core_requirements(seats, resource_constrained))

    found = next_step(replace(READY, requirements=requirements))

    needed = 2 if resource_constrained else 5
    assert found == NextStep(2, key, {"role": role, "covered": covered, "needed": needed})


@pytest.mark.parametrize(
    ("facts", "key", "count"),
    [
        ({"without_costs": 1}, "cost_activities", 1),
        ({"without_funding": 2}, "fund_activities", 2),
        ({"without_dates": 3}, "date_activities", 3),
        ({"without_people": 4}, "staff_activities", 4),
        ({"answered": 9}, "answer_questions", 21),
        ({"without_people": 1, "answered": 9}, "answer_questions", 21),
        ({"without_people": 5, "answered": 28}, "staff_activities", 5),
        ({"without_dates": 2, "without_costs": 2, "answered": 28}, "cost_activities", 2),
    ],
)
def test_next_item_of_the_plan_is_the_one_with_the_most_to_settle(facts, key, count):
    found = next_step(plan(**facts))

    assert (found.stage, found.key, found.params["count"]) == (6, key, count)


def test_tavaloa_as_imported():
    found = stages(case_state("tavaloa"))

    expected = ["completed", "completed", "in_progress", "completed"]
    assert [str(stage.status) for stage in found[:4]] == expected
    assert [str(stage.status) for stage in found[5:]] == ["in_progress", "not_started"]


def test_tavaloa_as_imported_is_next_asked_about_its_other_roles():
    found = next_step(case_state("tavaloa"))

    assert found == NextStep(3, "settle_further", {"filled": 3, "waiting": 1})


def test_tavaloa_with_roles_and_priorities_ended_answers_the_questions():
    state = replace(case_state("tavaloa"), ended=frozenset({3, 5}))

    words = next_words(next_step(state))

    assert words.heading == "Answer the 21 open principle questions"
    assert "9 of 30 principle questions are answered. 3 of those" in words.reason
    assert words.button == "Answer the questions"


@pytest.mark.parametrize("name", NAMES)
def test_worked_case_has_its_core_covered(name):
    assert status(Step.CORE, case_state(name)) == "completed"


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (1, "Everything that is required is there."),
        (2, "6 of 6 positions filled. The core team is covered."),
        (3, "3 positions are filled. 1 has nobody yet."),
        (4, "Baseline: 5 sheets, closed 30 October 2026."),
        (5, "66 gaps, 33 of them in critical skills. 17 are covered by the plan."),
        (6, "13 activities, 72,750 USD. 30 of 30 principle questions are answered."),
        (7, "The plan has been reviewed."),
    ],
)
def test_hint_is_a_sentence_with_the_numbers(step, sentence):
    assert hint(stages(READY)[step - 1]).replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_hint_of_an_incomplete_core_names_what_is_missing():
    requirements = tuple(core_requirements([seat("lead"), seat("prog"), seat("tech")], False))

    found = hint(stages(replace(READY, requirements=requirements))[1])

    assert found.endswith("Still missing: Trainer, program or technical; Server Administrator.")


def test_hint_of_a_team_short_of_resources_counts_what_comes_later():
    requirements = tuple(core_requirements([seat("lead"), seat("prog")], True))

    found = hint(stages(replace(READY, requirements=requirements))[1])

    assert found.endswith("The core team is covered. 3 parts of it come later.")


def test_one_is_not_written_as_many():
    words = next_words(next_step(plan(answered=29, said_no=1)))

    assert words.heading == "Answer the 1 open principle question"
    assert "1 of those answers is “no”" in words.reason


@given(some_states)
def test_every_stage_and_next_step_has_words_without_holes(state):
    words = next_words(next_step(state))
    texts = [words.heading, words.reason, words.button]

    for stage in stages(state):
        texts += [title(stage), hint(stage)]
    assert all(text and "%(" not in text for text in texts)


@given(some_states)
def test_next_step_belongs_to_a_stage_that_is_open(state):
    found = next_step(state)
    by_number = {stage.number: stage.status for stage in stages(state)}

    earlier = [by_number[number] for number in range(1, found.stage or 8)]
    assert found.key == "appoint_anybody" or {str(s) for s in earlier} <= {
        "completed",
        "cannot_start",
    }
    if found.stage and found.key != "appoint_anybody":
        assert by_number[found.stage] in (Status.NOT_STARTED, Status.IN_PROGRESS)
    else:
        assert not {Status.NOT_STARTED, Status.IN_PROGRESS} & set(by_number.values())
