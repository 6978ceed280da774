"""Everything that changes rounds and sheets.

Whatever writes in an open round, or closes it, first takes the one lock of that round: whoever
comes second sees what happened. A closed round takes nothing more.
"""

import re

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Assessment, Round
from assessments.shared import copy_shared_answers
from roles.models import CatalogueVersion, Team


class Frozen(Exception):
    """The sheet was submitted or its round closed; nothing was saved."""


def lock_open_round(pk):
    """The round, for this transaction alone; None when somebody has closed it."""
    return Round.objects.select_for_update().filter(pk=pk, closed=None).first()


def _next_code(team):
    numbers = [
        int(code[1:])
        for code in team.rounds.values_list("code", flat=True)
        if re.fullmatch(r"[Rr][0-9]{1,9}", code)
    ]
    return f"R{max(numbers, default=0) + 1}"


@transaction.atomic
def create_round(*, form, sheets):
    """Save a valid RoundForm as a new round with its sheets, pairs of a member and a skill set."""
    round_ = form.instance
    Team.objects.select_for_update().get(pk=round_.team_id)
    round_.code = _next_code(round_.team)
    round_.catalogue_version = CatalogueVersion.objects.latest()
    form.save()
    Assessment.objects.bulk_create(
        Assessment(round=round_, member=member, section=section) for member, section in sheets
    )
    return round_


@transaction.atomic
def change_round(*, form):
    """Save a RoundForm of an open round. False when it is not valid, Frozen once it is closed."""
    if lock_open_round(form.instance.pk) is None:
        raise Frozen
    return form.is_valid() and bool(form.save())


@transaction.atomic
def add_sheet(*, form):
    """Save an AddSheetForm, with the answers it shares with other sheets of the member.

    None when it is not valid, Frozen once the round is closed.
    """
    if lock_open_round(form.instance.round_id) is None:
        raise Frozen
    if not form.is_valid():
        return None
    sheet = form.save()
    copy_shared_answers(sheet)
    return sheet


def drafts(assessment):
    """This sheet, if it is a draft still."""
    return Assessment.objects.filter(pk=assessment.pk, state=Assessment.State.DRAFT)


@transaction.atomic
def submit_sheet(*, assessment, by):
    """Hand a sheet in. False when nothing is answered yet, or somebody was quicker."""
    if lock_open_round(assessment.round_id) is None:
        return False
    return bool(_hand_in(drafts(assessment), by))


@transaction.atomic
def reopen_sheet(*, assessment):
    """Make a submitted sheet a draft again. False when it was not submitted, or is frozen."""
    if lock_open_round(assessment.round_id) is None:
        return False
    submitted = Assessment.objects.filter(pk=assessment.pk, state=Assessment.State.SUBMITTED)
    return bool(
        submitted.update(state=Assessment.State.DRAFT, submitted_at=None, submitted_by=None)
    )


@transaction.atomic
def remove_sheet(*, assessment, by):
    """Take a sheet without any answer out of its round. False when somebody wrote in it."""
    round_ = lock_open_round(assessment.round_id)
    if round_ is None or not round_.can_be_edited_by(by):
        return False
    empty = drafts(assessment).filter(ratings=None)
    return bool(empty.count() and assessment.delete())


@transaction.atomic
def close_round(*, round, by, today=None):
    """Freeze a round; drafts with answers are handed in as they stand, empty ones do not count.

    Happens once: False when somebody else had closed it, or when it opens only later.
    """
    today = today or timezone.localdate()
    locked = lock_open_round(round.pk)
    if locked is None or locked.opened > today:
        return False
    _hand_in(locked.assessments.filter(state=Assessment.State.DRAFT), by)
    Round.objects.filter(pk=locked.pk).update(closed=today, version=F("version") + 1)
    round.closed = today
    return True


def _hand_in(sheets, by):
    """Submit those of the drafts that have an answer; return how many."""
    answered = sheets.with_progress().filter(answered__gt=0).values_list("pk", flat=True)
    return Assessment.objects.filter(pk__in=list(answered)).update(
        state=Assessment.State.SUBMITTED, submitted_at=timezone.now(), submitted_by=by
    )
