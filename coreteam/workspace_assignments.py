"""Who is in a position, in a workspace file: simply as state and holder where that says it all.

`positions[].state` and `.holder` say who is in a position or meant for it. Where dates, an end or
a successor would be lost, `positions[].assignments` is written as well and then counts alone, and
`positions[].vacancy` says what a filled position is once nobody is in it.
"""

from django.utils import timezone

from roles.models import Assignment, Position

WAITING = (Position.State.RECRUITING, Position.State.PLANNED)
NOBODY = (Position.State.VACANT, Position.State.CLOSED)


def read_vacancy(place):
    state = place.choice("state", Position.State.values)
    usual = Position.Vacancy.VACANT if state == Position.State.FILLED else state
    return place.choice("vacancy", Position.Vacancy.values, default=usual)


def read_assignments(place, position, members):
    """The assignments of a position that is not saved yet. Raises WorkspaceError."""
    entries = place.items("assignments", required=False)
    if not entries:
        return _of_the_simple_form(place, position, members)
    assignments = []
    for entry in entries:
        assignment = _read(entry, position, members)
        _refuse_misfits(entry, assignment, assignments)
        assignments.append(assignment)
    return assignments


def _of_the_simple_form(place, position, members):
    state = place.choice("state", Position.State.values)
    holder = place.known("holder", members, "member") if place.has("holder") else None
    if state == Position.State.FILLED and holder is None:
        raise place.child("holder").wrong("a filled position has a holder")
    if state in NOBODY and holder is not None:
        raise place.child("holder").wrong(f"a {state} position has no holder")
    if holder is None:
        return []
    return [Assignment(position=position, member=holder, undated_plan=state in WAITING)]


def _read(entry, position, members):
    handover = [item.as_text() for item in entry.items("handover", required=False)]
    if not set(handover) <= set(Assignment.Handover.values) or len(set(handover)) < len(handover):
        raise entry.child("handover").wrong("expected items of the handover list, each once")
    longest = Assignment._meta.get_field("destination").max_length
    return Assignment(
        position=position,
        member=entry.known("member", members, "member"),
        starts_on=entry.date("from", default=None),
        ends_on=entry.date("until", default=None),
        undated_plan=entry.boolean("undated", default=False),
        end_reason=entry.choice("reason", Assignment.EndReason.values, default=""),
        destination=entry.text("destination", longest, default=""),
        handover=handover,
        note=entry.text("note", default=""),
    )


def _refuse_misfits(entry, new, others):
    """The promises of the database and of Assignment.clean, in the words of a file."""
    first, last, position = new.starts_on, new.ends_on, new.position
    if first and last and last < first:
        raise entry.child("until").wrong("lies before the first day")
    if new.undated_plan and (first or last):
        raise entry.child("undated").wrong("a plan without a date has no dates")
    if new.end_reason and not last:
        raise entry.child("reason").wrong("a reason belongs to an end")
    if new.destination and not new.end_reason:
        raise entry.child("destination").wrong("belongs to a reason")
    if any(_clash(new, other) for other in others):
        raise entry.wrong("somebody else is in the position at that time")
    is_over = new.status(timezone.localdate()) == Assignment.Status.ENDED
    if position.vacancy == Position.Vacancy.CLOSED and not is_over:
        raise entry.wrong("nobody is in a closed position")
    if not position.fte and not is_over and not new.undated_plan:
        raise entry.wrong("the position has a share of 0")


def _clash(one, other):
    if one.undated_plan or other.undated_plan:
        return one.undated_plan and other.undated_plan
    begins = one.starts_on is None or other.ends_on is None or one.starts_on <= other.ends_on
    ends = other.starts_on is None or one.ends_on is None or other.starts_on <= one.ends_on
    return begins and ends


def written_assignments(position):
    """`state`, `holder` and, where they would lose something, `assignments` and `vacancy`."""
    known = position.all_assignments()
    here = position.assignment or next((one for one in known if one.undated_plan), None)
    state = str(position.state)
    simple = {"state": state, "holder": None}
    if here and state not in NOBODY:
        simple["holder"] = here.member.code
    more = {}
    if any(_says_more(one) for one in known) or len(known) != bool(simple["holder"]):
        more["assignments"] = [_written(one) for one in known]
    if state == Position.State.FILLED and position.vacancy != Position.Vacancy.VACANT:
        more["vacancy"] = position.vacancy
    return simple | more


def _says_more(assignment):
    details = (assignment.starts_on, assignment.ends_on, assignment.handover, assignment.note)
    return any(details)


def _written(assignment):
    values = {
        "from": assignment.starts_on and assignment.starts_on.isoformat(),
        "until": assignment.ends_on and assignment.ends_on.isoformat(),
        "undated": assignment.undated_plan,
        "reason": assignment.end_reason,
        "destination": assignment.destination,
        "handover": assignment.handover,
        "note": assignment.note,
    }
    held = {name: value for name, value in values.items() if value}
    return {"member": assignment.member.code} | held
