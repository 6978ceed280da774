"""The mean and the phase of one member in one role, from one sheet of answers.

Source: product.md section 4 (Mean, Phase); guide sections 5.1 and 5.2. A phase is a baseline
for planning and later comparison, never a judgement of performance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from roles.rounding import half_up
from roles.thresholds import DEFAULT_THRESHOLDS, Thresholds

Value = TypeVar("Value")

HIGHEST_LEVEL = 3


class Phase(StrEnum):
    FOUNDATIONAL = "foundational"
    PROFICIENT = "proficient"
    EXPERT = "expert"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True)
class Answer:
    """The counting answer to one skill: a level 0 to 3, N.A., or (neither) not answered.

    Raises ValueError for a level outside 0 to 3, and for a level together with N.A.
    """

    skill: str
    critical: bool
    level: int | None
    not_applicable: bool = False

    def __post_init__(self) -> None:
        if self.level is None:
            return
        if self.not_applicable:
            raise ValueError(f"{self.skill}: either a level or not applicable, never both")
        if not 0 <= self.level <= HIGHEST_LEVEL:
            raise ValueError(f"{self.skill}: level {self.level} is not between 0 and 3")


@dataclass(frozen=True)
class SheetResult:
    """What one sheet says. Counts are numbers of skills; skills are in catalogue order.

    ``mean`` is exact and None when nothing is rated; ``mean_text`` has two decimals, halves
    up, and is empty then. ``applicable`` is every skill of the set that is not N.A.
    ``held_back`` names the critical skills that keep the phase below what the mean reaches.
    """

    mean: Fraction | None
    mean_text: str
    rated: int
    applicable: int
    not_applicable: int
    unanswered: int
    phase: Phase
    held_back: tuple[str, ...]
    at_zero: tuple[str, ...]


def counting(self_: Value | None, assessor: Value | None, agreed: Value | None) -> Value | None:
    """Return the value that counts: the agreed one, else the assessor's, else the own.

    A value may be a level or whatever stands for N.A.; None is "not answered" and steps
    aside for the next. Source: product.md section 2.
    """
    return next((value for value in (agreed, assessor, self_) if value is not None), None)


def counting_whose(self_: object, assessor: object, agreed: object) -> str | None:
    """Return whose value counts ("agreed", "assessor", "self"), None when nobody answered."""
    values = {"agreed": agreed, "assessor": assessor, "self": self_}
    return next((whose for whose, value in values.items() if value is not None), None)


def evaluate(answers: Iterable[Answer], thresholds: Thresholds = DEFAULT_THRESHOLDS) -> SheetResult:
    """Return mean, counts and phase of a sheet.

    ``answers`` holds one answer for every skill of the set, in catalogue order, also for the
    skills that were not answered. Means are compared unrounded.
    """
    answers = tuple(answers)
    rated = [answer for answer in answers if answer.level is not None]
    not_applicable = sum(answer.not_applicable for answer in answers)
    applicable = len(answers) - not_applicable
    mean = Fraction(sum(answer.level for answer in rated), len(rated)) if rated else None
    phase, held_back = _phase(mean, rated, applicable, thresholds)
    return SheetResult(
        mean=mean,
        mean_text="" if mean is None else str(half_up(mean, 2)),
        rated=len(rated),
        applicable=applicable,
        not_applicable=not_applicable,
        unanswered=applicable - len(rated),
        phase=phase,
        held_back=held_back,
        at_zero=tuple(answer.skill for answer in rated if answer.level == 0),
    )


def _phase(
    mean: Fraction | None, rated: list[Answer], applicable: int, thresholds: Thresholds
) -> tuple[Phase, tuple[str, ...]]:
    if mean is None or len(rated) * 100 < thresholds.min_rated_percent * applicable:
        return Phase.NOT_ENOUGH_DATA, ()
    if mean < thresholds.proficient_from:
        return Phase.FOUNDATIONAL, ()
    critical = [answer for answer in rated if answer.critical]
    below = [answer for answer in critical if answer.level < thresholds.independent_level]
    if mean >= thresholds.expert_from:
        return (Phase.PROFICIENT, _codes(below)) if below else (Phase.EXPERT, ())
    too_few_independent = 2 * (len(critical) - len(below)) < len(critical)
    causes = below if too_few_independent else [a for a in critical if a.level == 0]
    return (Phase.FOUNDATIONAL, _codes(causes)) if causes else (Phase.PROFICIENT, ())


def _codes(answers: list[Answer]) -> tuple[str, ...]:
    return tuple(answer.skill for answer in answers)
