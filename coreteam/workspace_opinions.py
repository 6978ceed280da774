"""What was said about results, in a workspace file: `members[].consents` and `.looks`,
`assessments[].overruled`, `.result_comment`, and `ended_stages`, which share one query with them.

Days travel, not hours; accounts do not.
"""

from collections import defaultdict

from django.db.models import CharField, DateField, DateTimeField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from assessments.models import Consent, LevelAccess, PhaseOverride, ResultComment

from .workspace_reader import length, midnight

COLUMNS = ("kind", "owner", "row", "first", "second", "at", "until", "day")


def written_opinions(team):
    """Lists of what stands in the file, by kind and key of the member or sheet. One query."""
    nothing, never = _text(""), Cast(Value(None), DateTimeField())
    no_day, sheets = Cast(Value(None), DateField()), {"assessment__round__team": team}
    rows = [
        _select(
            Consent.objects.filter(member__team=team),
            ("consents", "member", _cast("what"), _cast("note"), "given_at", "withdrawn_at"),
            Cast("signed", DateField()),
        ),
        _select(
            LevelAccess.objects.filter(member__team=team),
            ("looks", "member", _cast("name"), _cast("reason"), "at", never),
            no_day,
        ),
        _select(
            PhaseOverride.objects.filter(**sheets),
            ("overruled", "assessment", _cast("phase"), _cast("reason"), "at", "withdrawn_at"),
            no_day,
        ),
        _select(
            ResultComment.objects.filter(**sheets),
            ("comment", "assessment", nothing, _cast("text"), "changed_at", never),
            no_day,
        ),
        _select(
            team.ended_stages.all(),
            ("stage", "team", _cast("stage"), nothing, "ended_at", never),
            no_day,
        ),
    ]
    written = defaultdict(list)
    for values in sorted(rows[0].union(*rows[1:], all=True), key=lambda one: (one[0], one[2])):
        row = dict(zip(COLUMNS, values, strict=True))
        written[row["kind"], row["owner"]].append(_written(row))
    return written


def _select(rows, columns, day):
    kind, owner, first, second, at, until = columns
    named = {"w_kind": _text(kind), "w_first": first, "w_second": second}
    named |= {"w_at": Cast(at, DateTimeField())}
    named |= {"w_until": Cast(until, DateTimeField()) if isinstance(until, str) else until}
    named |= {"w_day": day}
    order = ("w_kind", owner, "pk", "w_first", "w_second", "w_at", "w_until", "w_day")
    return rows.order_by().annotate(**named).values_list(*order)


def _text(value):
    return Cast(Value(value), CharField())


def _cast(column):
    return Cast(column, CharField())


def _written(row):
    first, second, on, until = row["first"], row["second"], _day(row["at"]), _day(row["until"])
    signed = row["day"] and row["day"].isoformat()
    return {
        "consents": {"what": first, "given": on, "withdrawn": until}
        | {"signed": signed, "note": second},
        "looks": {"by": first, "on": on, "reason": second},
        "overruled": {"phase": first, "reason": second, "on": on, "withdrawn": until},
        "comment": second,
        "stage": int(first) if row["kind"] == "stage" else 0,
    }[row["kind"]]


def _day(moment):
    return timezone.localtime(moment).date().isoformat() if moment else None


def read_consents(place, member):
    """Consents of a member who is not saved yet."""
    in_force = {}
    for entry in place.items("consents", required=False):
        what = entry.choice("what", Consent.What.values)
        given, withdrawn = _days(entry, "given")
        if withdrawn is None:
            entry.child("what").refuse_second(in_force, what)
            in_force[what] = entry
        yield Consent(
            member=member,
            what=what,
            given_at=midnight(given),
            withdrawn_at=withdrawn and midnight(withdrawn),
            signed=entry.date("signed", default=None),
            note=entry.text("note", length(Consent, "note"), default=""),
        )


def read_looks(place, member):
    """The log of looks by administrators, of a member who is not saved yet."""
    for entry in place.items("looks", required=False):
        yield LevelAccess(
            member=member,
            name=entry.text("by", length(LevelAccess, "name")),
            reason=entry.text("reason", length(LevelAccess, "reason"), empty=False),
            at=midnight(_required(entry, "on")),
        )


def read_sheet_opinions(place, sheet):
    """Overruled phases and the member's comment of a sheet that is saved."""
    in_force = {}
    for entry in place.items("overruled", required=False):
        on, withdrawn = _days(entry, "on")
        if withdrawn is None:
            entry.refuse_second(in_force, "overruled")
            in_force["overruled"] = entry
        yield PhaseOverride(
            assessment=sheet,
            phase=entry.choice("phase", PhaseOverride.Phase.values),
            reason=entry.text("reason", length(PhaseOverride, "reason"), empty=False),
            at=midnight(on),
            withdrawn_at=withdrawn and midnight(withdrawn),
        )
    if place.has("result_comment"):
        text = place.text("result_comment", length(ResultComment, "text"), empty=False)
        yield ResultComment(assessment=sheet, text=text)


def _days(entry, name):
    first, last = _required(entry, name), entry.date("withdrawn", default=None)
    if last and last < first:
        raise entry.child("withdrawn").wrong("lies before the day it was given")
    return first, last


def _required(entry, name):
    day = entry.date(name)
    if day is None:
        raise entry.child(name).wrong("needs a day")
    return day
