"""The unfunded list by activity, each with its case: written by the team, or drafted."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plans.case_texts import CaseFacts, CaseTexts, draft
from plans.ledger import UnfundedLine
from plans.models import Activity, CostLine, FundingCase
from roles import formats


@dataclass(frozen=True)
class UnfundedActivity:
    """An activity with the lines that nobody pays, and why somebody should."""

    activity: Activity
    lines: list[UnfundedLine]
    case: CaseTexts
    is_own: bool

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.lines), Decimal(0))


def unfunded_activities(
    found: Iterable[UnfundedLine], roles_of: dict[str, list[str]]
) -> list[UnfundedActivity]:
    """In the plan's order. No query: lines need activity with participants, skills and case.

    `roles_of` are the names of the roles of a member, by the text of its key.
    """
    groups: dict[int, list[UnfundedLine]] = {}
    for one in found:
        groups.setdefault(one.line.activity_id, []).append(one)
    return [_activity(lines, roles_of) for lines in groups.values()]


def _activity(lines: list[UnfundedLine], roles_of) -> UnfundedActivity:
    activity = lines[0].line.activity
    drafted = draft(case_facts(activity, [one.line for one in lines], roles_of))
    own = getattr(activity, "case", None)
    return UnfundedActivity(activity, lines, merged(own, drafted), own is not None)


def merged(own: FundingCase | None, drafted: CaseTexts) -> CaseTexts:
    """What the team wrote, and the draft where it left a part empty."""
    if own is None:
        return drafted
    return CaseTexts(
        buys=own.buys or drafted.buys,
        why_now=own.why_now or drafted.why_now,
        without=own.without or drafted.without,
    )


def case_facts(activity: Activity, lines: list[CostLine], roles_of) -> CaseFacts:
    skills = list(activity.skills.all())
    roles = [role for one in activity.participants.all() for role in roles_of.get(str(one.pk), [])]
    return CaseFacts(
        title=activity.title,
        lines=tuple(dict.fromkeys(line.description or str(line.category) for line in lines)),
        roles=tuple(dict.fromkeys(roles)),
        audience=activity.audience if not activity.participants.all() else "",
        skills=tuple(skill.name for skill in skills),
        critical=any(skill.critical for skill in skills),
        recurring=any(line.recurrence == CostLine.Recurrence.RECURRING for line in lines),
        start=formats.longdate(activity.start) if activity.start else "",
    )
