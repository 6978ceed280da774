"""What the retention pages say: who is at risk first, what was agreed, what comes next."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles.models import Member, RetentionOutlook, RetentionStep

# The order of the list. Nobody has said yet ("") comes before those known to stay.
RISK_ORDER = ("high", "some", "", "none")
RISK_TAGS = {"high": "red", "some": "amber", "none": "green", "": "outline"}


@dataclass(frozen=True)
class Risk:
    """How likely a member leaves, as a tag and in words."""

    key: str
    word: str
    tag: str


@dataclass(frozen=True)
class RetentionRow:
    member: Member
    risk: Risk
    reason: str
    steps: list[RetentionStep]
    next: RetentionStep | None
    overdue: bool


def risk_of(outlook):
    """The tag of an outlook, or of none."""
    key = outlook.risk if outlook else ""
    word = RetentionOutlook.Risk(key).label if key else _("Not said yet")
    return Risk(key, word, RISK_TAGS[key])


def next_of(steps):
    """The step with the earliest date; without dates the first that says what comes next."""
    dated = sorted((step for step in steps if step.due), key=lambda step: (step.due, step.pk))
    open_ended = [step for step in steps if step.next_step and not step.due]
    return next(iter([*dated, *open_ended]), None)


def retention_rows(team, outlooks, steps, today):
    """Every member of the team, by risk and then by the date of the next step."""
    risks = {outlook.member_id: outlook for outlook in outlooks}
    by_member = {}
    for step in steps:
        by_member.setdefault(step.member_id, []).append(step)
    rows = [
        _row(member, risks.get(member.pk), by_member.get(member.pk, []), today)
        for member in team.members.all()
    ]
    return sorted(rows, key=_weight)


def _row(member, outlook, steps, today):
    following = next_of(steps)
    return RetentionRow(
        member=member,
        risk=risk_of(outlook),
        reason=outlook.reason if outlook else "",
        steps=steps,
        next=following,
        overdue=bool(following and following.due and following.due < today),
    )


def _weight(row):
    due = row.next.due if row.next else None
    return (RISK_ORDER.index(row.risk.key), due or datetime.date.max, row.member.name.casefold())


def retention_facts(rows):
    """The line under the heading: counts that lead to the rows below."""
    risks = [row.risk.key for row in rows]
    overdue = sum(row.overdue for row in rows)
    facts = [
        _("%(count)d at high risk") % {"count": risks.count("high")},
        _("%(count)d at some risk") % {"count": risks.count("some")},
        _("%(count)d not said yet") % {"count": risks.count("")},
    ]
    return [*facts, _("%(count)d past the date") % {"count": overdue}] if overdue else facts
