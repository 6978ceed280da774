"""Saving the check of a candidate."""

from django.db import transaction

from roles.actions import lock_position, save_position
from roles.candidate import NOT_CHECKED, ConflictError, Entry, merged
from roles.models import PrerequisiteAnswer


def stored_entries(position, member):
    """What is stored for this candidate, by prerequisite."""
    rows = PrerequisiteAnswer.objects.filter(position=position, member=member)
    return {row.prerequisite_id: Entry(row.answer, row.by, row.note) for row in rows}


@transaction.atomic
def save_answers(position, member, entries, *, by):
    """Save the rows of a check together: by prerequisite the mark of what was shown, and an Entry.

    Returns False, and saves nothing, when somebody else changed one of the rows meanwhile to
    something else; the others keep what is stored where they were not touched.
    """
    lock_position(position, by=by)
    stored = stored_entries(position, member)
    try:
        wanted = {
            pk: merged(seen, typed, stored.get(pk, Entry()))
            for pk, (seen, typed) in entries.items()
        }
    except ConflictError:
        return False
    changed = {pk: one for pk, one in wanted.items() if one != stored.get(pk, Entry())}
    gone = [pk for pk, one in changed.items() if one.answer == NOT_CHECKED]
    rows = PrerequisiteAnswer.objects.filter(position=position, member=member)
    rows.filter(prerequisite__in=gone).delete()
    PrerequisiteAnswer.objects.bulk_create(
        [
            PrerequisiteAnswer(
                position=position,
                member=member,
                prerequisite_id=pk,
                answer=one.answer,
                by=one.by,
                note=one.note,
            )
            for pk, one in changed.items()
            if pk not in gone
        ],
        update_conflicts=True,
        unique_fields=["position", "member", "prerequisite"],
        update_fields=["answer", "by", "note"],
    )
    return True


@transaction.atomic
def fill_position(position, assignment, entries, *, by):
    """Save a new position, who takes it (None: nobody yet) and what was checked of that candidate.

    `entries` are those of save_answers; without a candidate there are none to keep.
    """
    save_position(position, by=by, assignment=assignment)
    if assignment is not None:
        save_answers(position, assignment.member, entries, by=by)
    return position
