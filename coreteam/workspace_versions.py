"""Versions of the plan in a workspace file: `plan.versions`, each with its frozen document.

Accounts do not travel, so a version that moved does not say any more who submitted and decided.
"""

from datetime import UTC

from plans.frozen import thaw
from plans.models import PlanVersion


def read_versions(place, plan):
    """Saves the versions of a plan; a document that this planner cannot read is refused."""
    State, numbers, once = PlanVersion.State, set(), set()
    found = []
    for item in place.items("versions", required=False):
        number = item.integer("number", 1, 9999)
        item.child("number").refuse_second(numbers, number)
        numbers.add(number)
        state = item.choice("state", State.values)
        if state in (State.SUBMITTED, State.APPROVED):
            item.child("state").refuse_second(once, state)
            once.add(state)
        decided = item.moment("decided_at")
        if (decided is None) != (state == State.SUBMITTED):
            raise item.child("decided_at").wrong(
                "is there once a version was decided, and only then"
            )
        comment = item.text("comment", default="")
        if state == State.RETURNED and not comment:
            raise item.child("comment").wrong("a returned version says why")
        found.append(
            PlanVersion(
                plan=plan,
                number=number,
                state=state,
                change=item.text("change", default=""),
                content=_content(item),
                submitted_at=_submitted(item),
                decided_at=decided,
                comment=comment,
            )
        )
    PlanVersion.objects.bulk_create(found)


def _submitted(item):
    moment = item.moment("submitted_at")
    if moment is None:
        raise item.child("submitted_at").wrong("is missing")
    return moment


def _content(item):
    content = item.child("content")
    if not isinstance(content.value, dict) or not content.value:
        raise content.wrong("is not a document by language")
    for language in content.value:
        try:
            thaw({language: content.value[language]}, language)
        except Exception as broken:  # whatever the converter says of a file that is not ours
            raise content.child(language).wrong("is not the document of a plan") from broken
    return content.value


def written_versions(plan):
    """The versions in their order. One query."""
    return [
        {
            "number": version.number,
            "state": version.state,
            "submitted_at": _moment(version.submitted_at),
            "content": version.content,
        }
        | _filled(
            change=version.change,
            decided_at=_moment(version.decided_at) if version.decided_at else None,
            comment=version.comment,
        )
        for version in plan.versions.order_by("number")
    ]


def _filled(**values):
    return {name: value for name, value in values.items() if value}


def _moment(value):
    return value.astimezone(UTC).isoformat()
