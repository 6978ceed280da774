"""What keeps a member, in a workspace file: `members[].retention`, where anything was said.

Only the lead and the member see it in the planner; whoever holds the file reads everybody's.
"""

from collections import defaultdict

from django.db.models import Q

from roles.models import RetentionOutlook, RetentionStep

from .workspace_reader import length

COLUMNS = {
    "measure": "retention_steps__measure__code",
    "state": "retention_steps__state",
    "next_step": "retention_steps__next_step",
    "due": "retention_steps__due",
    "note": "retention_steps__note",
}


def read_retention(place, member, measures):
    """The outlook or None, and the steps, of a member who is not saved yet."""
    if not place.has("retention"):
        return None, []
    retention = place.child("retention")
    steps = {}
    for entry in retention.items("steps", required=False):
        step = _step(entry, member, measures)
        entry.child("measure").refuse_second(steps, step.measure.code)
        steps[step.measure.code] = step
    return _outlook(retention, member), list(steps.values())


def _outlook(place, member):
    reason = place.text("reason", length(RetentionOutlook, "reason"), default="")
    if not place.has("risk"):
        if reason:
            raise place.child("reason").wrong("belongs to a risk")
        return None
    risk = place.choice("risk", RetentionOutlook.Risk.values)
    if risk != RetentionOutlook.Risk.NONE and not reason.strip():
        raise place.child("reason").wrong("a risk has a reason")
    return RetentionOutlook(member=member, risk=risk, reason=reason)


def _step(place, member, measures):
    return RetentionStep(
        member=member,
        measure=place.known("measure", measures, "retention measure"),
        state=place.choice("state", RetentionStep.State.values),
        next_step=place.text("next_step", length(RetentionStep, "next_step"), default=""),
        due=place.date("due", default=None),
        note=place.text("note", length(RetentionStep, "note"), default=""),
    )


def written_retention(team):
    """By the key of each member of whom something was said: one query for outlooks and steps."""
    said = Q(retention_outlook__isnull=False) | Q(retention_steps__isnull=False)
    outlook = ("retention_outlook__risk", "retention_outlook__reason")
    rows = team.members.filter(said).order_by("pk", "retention_steps__pk")
    written = defaultdict(dict)
    for member, risk, reason, *values in rows.values_list("pk", *outlook, *COLUMNS.values()):
        known = written[member]
        known |= {"risk": risk, "reason": reason or "", "steps": known.get("steps", [])}
        step = dict(zip(COLUMNS, values, strict=True))
        if step["measure"]:
            known["steps"].append(step | {"due": step["due"] and step["due"].isoformat()})
    return written
