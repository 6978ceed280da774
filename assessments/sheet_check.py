"""What somebody should look at before handing a sheet in; nothing of it stops anybody."""

from dataclasses import dataclass

from roles.thresholds import Thresholds


@dataclass(frozen=True)
class Check:
    """The counts of a sheet. ``enough`` is False where no phase can be derived from so few."""

    answered: int
    not_applicable: int
    open: int
    rated: int
    applicable: int
    enough: bool


def check(answers: list[str], thresholds: Thresholds) -> Check:
    """Count the answers of a sheet: "0" to "3", "na", or "" for not answered.

    Too few is less than 60 % rated of the applicable skills (product.md section 4, Phase).
    """
    not_applicable = answers.count("na")
    unanswered = answers.count("")
    applicable = len(answers) - not_applicable
    rated = applicable - unanswered
    return Check(
        answered=len(answers) - unanswered,
        not_applicable=not_applicable,
        open=unanswered,
        rated=rated,
        applicable=applicable,
        enough=rated > 0 and rated * 100 >= thresholds.min_rated_percent * applicable,
    )
