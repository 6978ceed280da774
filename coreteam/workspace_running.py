"""What is recorded while a plan is carried out, in a workspace file: `activities[].completion`,
and `foundations` at the top."""

from plans.models import Completion, Maturity
from plans.models.maturity import DOMAINS

from .workspace_reader import length


def written_completion(activity, attended):
    """`attended` are codes of members; {} for an activity of which nothing was recorded."""
    done = getattr(activity, "completion", None)
    if done is None:
        return {}
    return {
        "done_on": done.done_on.isoformat(),
        "outcome": done.outcome,
        "evidence": done.evidence,
        "attended": attended,
    }


def read_completion(place, activity, members):
    if not place.has("completion"):
        return
    record = place.child("completion")
    day = record.date("done_on")
    if day is None:
        raise record.child("done_on").wrong("is missing")
    done = Completion.objects.create(
        activity=activity,
        done_on=day,
        outcome=record.text("outcome", 2000, empty=False),
        evidence=record.text("evidence", length(Completion, "evidence"), default=""),
    )
    chosen = {}
    for item in record.items("attended", required=False):
        code = item.as_text()
        if code not in members:
            raise item.wrong(f'no member "{code}"')
        item.refuse_second(chosen, code)
        chosen[code] = members[code]
    through = Completion.attended.through  # add() would lose the order of the file
    through.objects.bulk_create(
        through(completion=done, member=member) for member in chosen.values()
    )


def written_maturity(team):
    """Only the domains of which somebody said something. One query."""
    found = Maturity.objects.filter(team=team).first()
    if found is None:
        return {}
    levels = {name: level for name, level in found.levels.items() if level is not None}
    day = found.recorded_on.isoformat() if found.recorded_on else None
    return {"levels": levels, "recorded_on": day, "note": found.note}


def read_maturity(top, team):
    if not top.has("foundations"):
        return
    place = top.child("foundations")
    levels = {}
    for name, entry in place.entries("levels"):
        if name not in DOMAINS:
            raise entry.wrong("is no domain of the maturity profile")
        levels[name] = place.child("levels").integer(name, 0, 2)
    Maturity.objects.create(
        team=team,
        recorded_on=place.date("recorded_on"),
        note=place.text("note", 2000, default=""),
        **levels,
    )
