"""What candidates bring, in a workspace file: `positions[].prerequisites[]`, where it was checked.

Prerequisites have no code: the English text names one of the role. Only the lead and the member see
the answers in the planner; whoever holds the file reads everybody's.
"""

from collections import defaultdict

from roles.models import PrerequisiteAnswer

from .workspace_reader import length


def read_checks(place, position, members, prerequisites):
    """The answers of a position that is not saved yet. `prerequisites`: by role and text."""
    of_role = prerequisites.get(position.role.pk, {})
    seen = set()
    for entry in place.items("prerequisites", required=False):
        check = PrerequisiteAnswer(
            position=position,
            member=entry.known("member", members, "member"),
            prerequisite=entry.known("prerequisite", of_role, "prerequisite of this role"),
            answer=entry.choice("answer", PrerequisiteAnswer.Answer.values),
            by=entry.date("by", default=None),
            note=entry.text("note", length(PrerequisiteAnswer, "note") or 500, default=""),
        )
        key = check.member.code, check.prerequisite.pk
        entry.child("prerequisite").refuse_second(seen, key)
        seen.add(key)
        if (check.answer == PrerequisiteAnswer.Answer.CAN_OBTAIN) != (check.by is not None):
            raise entry.child("by").wrong("a date belongs to what can be obtained")
        yield check


def written_checks(team):
    """By the key of each position. One query."""
    rows = PrerequisiteAnswer.objects.filter(position__team=team).order_by("pk")
    written = defaultdict(list)
    for position, member, text, answer, by, note in rows.values_list(
        "position", "member__code", "prerequisite__text_en", "answer", "by", "note"
    ):
        written[position].append(
            {
                "member": member,
                "prerequisite": text,
                "answer": answer,
                "by": by and by.isoformat(),
                "note": note,
            }
        )
    return written


def by_role(rows):
    """Prerequisites by the key of their role and their English text."""
    found = defaultdict(dict)
    for row in rows:
        found[row.role_id][row.text_en] = row
    return found
