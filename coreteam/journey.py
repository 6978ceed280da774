"""The seven stages of a team's way, and what is next.

Source: product.md section 3. Plain facts in, codes and facts out; the words of the codes are
in journey_words.py. Which stage is next follows from the facts alone, so that two people see
the same card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from roles.formation import Cover, Requirement, is_complete, unmet

Params = Mapping[str, object]


class Step(IntEnum):
    """The numbers of the stages."""

    DESCRIBE = 1
    CORE = 2
    FURTHER = 3
    ASSESS = 4
    PRIORITIES = 5
    PLAN = 6
    REVIEW = 7


class Status(StrEnum):
    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    CANNOT_START = "cannot_start"


@dataclass(frozen=True)
class OpenRound:
    """The round that runs: how many sheets it has, and how many were submitted."""

    title: str
    sheets: int
    submitted: int


@dataclass(frozen=True)
class ClosedRound:
    """The latest closed round."""

    title: str
    sheets: int
    closed: date


@dataclass(frozen=True)
class PlanFacts:
    """What the plan holds. All are numbers of activities, but the total and the questions.

    ``without_funding``: a cost line has no funding state for all of it. ``said_no``: answers
    to principle questions that are "no". ``total`` is in the team's ``currency``.
    """

    activities: int = 0
    without_dates: int = 0
    without_people: int = 0
    without_costs: int = 0
    without_funding: int = 0
    total: Decimal = Decimal(0)
    currency: str = ""
    questions: int = 30
    answered: int = 0
    said_no: int = 0
    late: int = 0

    @property
    def open_questions(self) -> int:
        return self.questions - self.answered


@dataclass(frozen=True)
class TeamState:
    """Everything the journey depends on; closed positions are left out.

    ``missing_fields``: required fields of the team without a value. ``further_*``: positions
    in contributing and optional roles. ``holders``: members who hold a position of any class.
    ``gaps``, ``critical_gaps``, ``planned_gaps`` (in the plan): from the current levels.
    ``ended``: the stages the lead has ended (3, 5 and 7 count).
    """

    requirements: tuple[Requirement, ...]
    missing_fields: tuple[str, ...] = ()
    core_positions: int = 0
    core_filled: int = 0
    further_positions: int = 0
    further_filled: int = 0
    holders: int = 0
    open_round: OpenRound | None = None
    closed_round: ClosedRound | None = None
    gaps: int = 0
    critical_gaps: int = 0
    planned_gaps: int = 0
    plan: PlanFacts = field(default_factory=PlanFacts)
    ended: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Stage:
    """One line of the task list. ``blocked_reason`` is empty unless it cannot start."""

    number: int
    key: str
    status: Status
    hint: str
    params: Params = field(default_factory=dict)
    blocked_reason: str = ""


@dataclass(frozen=True)
class NextStep:
    """What to do next: a code with its facts. ``stage`` is None once all stages are done."""

    stage: int | None
    key: str
    params: Params = field(default_factory=dict)


def stages(state: TeamState) -> list[Stage]:
    """Return the seven stages in order with status and hint.

    A stage that is done stays so whatever else is missing, except that 5 and 7 need what
    they stand on: a closed round, an activity.
    """
    return [_stage(step, state) for step in Step]


def next_step(state: TeamState) -> NextStep:
    """Return the weightiest item of the first stage that is not done and can start."""
    undone = [stage for stage in stages(state) if stage.status != Status.COMPLETED]
    if not undone:
        return NextStep(None, "carry_out", {"activities": state.plan.activities})
    for stage in undone:
        if stage.status != Status.CANNOT_START:
            key, params = _ITEMS[Step(stage.number)](state)
            return NextStep(stage.number, key, params)
    return NextStep(Step.CORE, "appoint_anybody")


def _stage(step: Step, state: TeamState) -> Stage:
    blocked = _blocked_reason(step, state)
    status = _status(step, state, blocked)
    if status == Status.CANNOT_START:
        return Stage(step, step.name.lower(), status, hint=blocked, blocked_reason=blocked)
    hint, params = _HINTS[step](state)
    return Stage(step, step.name.lower(), status, hint, params)


def _blocked_reason(step: Step, state: TeamState) -> str:
    if step == Step.ASSESS and not state.holders and state.closed_round is None:
        return "nobody_in_a_position"
    if step == Step.PRIORITIES and state.closed_round is None:
        return "no_closed_round"
    if step == Step.REVIEW and not state.plan.activities:
        return "no_activity"
    return ""


def _status(step: Step, state: TeamState, blocked: str) -> Status:
    if blocked:
        return Status.CANNOT_START
    if _is_done(step, state):
        return Status.COMPLETED
    return Status.IN_PROGRESS if _is_begun(step, state) else Status.NOT_STARTED


def _is_done(step: Step, state: TeamState) -> bool:
    return {
        Step.DESCRIBE: not state.missing_fields,
        Step.CORE: is_complete(state.requirements),
        Step.FURTHER: Step.FURTHER in state.ended,
        Step.ASSESS: state.closed_round is not None,
        Step.PRIORITIES: Step.PRIORITIES in state.ended,
        Step.PLAN: bool(state.plan.activities) and not any(_open_items(state.plan).values()),
        Step.REVIEW: Step.REVIEW in state.ended,
    }[step]


def _is_begun(step: Step, state: TeamState) -> bool:
    return {
        Step.DESCRIBE: True,
        Step.CORE: bool(state.core_positions),
        Step.FURTHER: bool(state.further_positions),
        Step.ASSESS: state.open_round is not None,
        # Not by the gaps in the plan: who takes part is public, so it would tell who has one.
        Step.PRIORITIES: bool(state.plan.activities),
        Step.PLAN: bool(state.plan.activities or state.plan.answered),
        Step.REVIEW: False,
    }[step]


def _open_items(plan: PlanFacts) -> dict[str, int]:
    """What keeps the plan from being built, by code of the next step, weightiest first."""
    return {
        "cost_activities": plan.without_costs,
        "fund_activities": plan.without_funding,
        "date_activities": plan.without_dates,
        "staff_activities": plan.without_people,
        "answer_questions": plan.open_questions,
    }


def _hint_describe(state: TeamState) -> tuple[str, Params]:
    if state.missing_fields:
        return "fields_missing", {"count": len(state.missing_fields)}
    return "described", {}


def _hint_core(state: TeamState) -> tuple[str, Params]:
    counts = {"filled": state.core_filled, "positions": state.core_positions}
    missing = _missing_keys(state)
    if not state.core_positions:
        return "no_core_position", {}
    if missing:
        return "core_missing", counts | {"missing": missing}
    later = sum(requirement.state == Cover.LATER for requirement in state.requirements)
    return "core_covered", counts | {"later": later}


def _hint_further(state: TeamState) -> tuple[str, Params]:
    if not state.further_positions:
        return "no_further_position", {}
    waiting = state.further_positions - state.further_filled
    return "further", {"filled": state.further_filled, "waiting": waiting}


def _hint_assess(state: TeamState) -> tuple[str, Params]:
    if state.open_round:
        running = state.open_round
        counts = {"sheets": running.sheets, "submitted": running.submitted}
        return "round_open", {"title": running.title} | counts
    if state.closed_round:
        last = state.closed_round
        return "round_closed", {"title": last.title, "sheets": last.sheets, "closed": last.closed}
    return "not_assessed", {"holders": state.holders}


def _hint_priorities(state: TeamState) -> tuple[str, Params]:
    counts = {"critical": state.critical_gaps, "planned": state.planned_gaps}
    return "gaps", {"gaps": state.gaps} | counts


def _hint_plan(state: TeamState) -> tuple[str, Params]:
    plan = state.plan
    counts = {"answered": plan.answered, "questions": plan.questions}
    if not plan.activities:
        return "plan_empty", counts
    money = {"total": plan.total, "currency": plan.currency}
    return "plan", {"activities": plan.activities} | money | counts


def _hint_review(state: TeamState) -> tuple[str, Params]:
    return "reviewed" if Step.REVIEW in state.ended else "not_reviewed", {}


def _item_describe(state: TeamState) -> tuple[str, Params]:
    return "complete_description", {"count": len(state.missing_fields)}


def _item_core(state: TeamState) -> tuple[str, Params]:
    """The first missing role in the recommended order: the others take their work from it."""
    missing = _missing_keys(state)
    first = [r for r in unmet(state.requirements) if r.group == missing[0]]
    has_position = any(requirement.state == Cover.PLANNED for requirement in first)
    needed = {requirement.group for requirement in state.requirements} - {None}
    counts = {"covered": len(needed) - len(missing), "needed": len(needed)}
    return "appoint_core" if has_position else "add_core", {"role": missing[0]} | counts


def _item_further(state: TeamState) -> tuple[str, Params]:
    if not state.further_positions:
        return "add_further", {}
    return "settle_further", _hint_further(state)[1]


def _item_assess(state: TeamState) -> tuple[str, Params]:
    running = state.open_round
    if running is None:
        return "open_round", {"holders": state.holders}
    if not running.sheets:
        return "choose_sheets", {"title": running.title, "holders": state.holders}
    missing = running.sheets - running.submitted
    key = "collect_sheets" if missing else "close_round"
    return key, {"title": running.title, "sheets": running.sheets, "missing": missing}


def _item_priorities(state: TeamState) -> tuple[str, Params]:
    return "agree_priorities" if state.gaps else "confirm_no_gaps", _hint_priorities(state)[1]


def _item_plan(state: TeamState) -> tuple[str, Params]:
    """The work with the most to settle; among equals what weighs most on the budget."""
    plan = state.plan
    if not plan.activities:
        return "add_activities", {"gaps": state.gaps}
    items = _open_items(plan)
    key = max(items, key=items.__getitem__)
    counts = {"answered": plan.answered, "questions": plan.questions, "said_no": plan.said_no}
    return key, {"count": items[key], "activities": plan.activities} | counts


def _item_review(state: TeamState) -> tuple[str, Params]:
    return "review_plan", {"activities": state.plan.activities}


def _missing_keys(state: TeamState) -> tuple[str, ...]:
    """The missing parts of the core team; two of which one is enough are one."""
    return tuple(dict.fromkeys(r.group for r in unmet(state.requirements)))


_HINTS = {
    Step.DESCRIBE: _hint_describe,
    Step.CORE: _hint_core,
    Step.FURTHER: _hint_further,
    Step.ASSESS: _hint_assess,
    Step.PRIORITIES: _hint_priorities,
    Step.PLAN: _hint_plan,
    Step.REVIEW: _hint_review,
}
_ITEMS = {
    Step.DESCRIBE: _item_describe,
    Step.CORE: _item_core,
    Step.FURTHER: _item_further,
    Step.ASSESS: _item_assess,
    Step.PRIORITIES: _item_priorities,
    Step.PLAN: _item_plan,
    Step.REVIEW: _item_review,
}
