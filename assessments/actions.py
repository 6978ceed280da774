"""Everything that changes rounds and sheets.

Whatever writes in an open round, or closes it, first takes the one lock of that round: whoever
comes second sees what happened. A closed round takes nothing more.
"""

import re

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.asked import asked_now
from assessments.models import HANDED_IN, WRITABLE, Assessment, AssessmentStep, Round
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


def drafts(*keys):
    """Those of the sheets that take answers still."""
    return Assessment.objects.filter(pk__in=keys, state__in=WRITABLE)


@transaction.atomic
def submit_sheet(*, assessment, by):
    """Hand a sheet in. False when nothing is answered yet, or somebody was quicker."""
    if lock_open_round(assessment.round_id) is None:
        return False
    return bool(_hand_in(drafts(assessment.pk), by))


@transaction.atomic
def return_sheet(*, assessment, by, question):
    """Give a sheet that was handed in back to its member with a question.

    False when it was not handed in, was agreed already, or is frozen.
    """
    if lock_open_round(assessment.round_id) is None:
        return False
    handed_in = Assessment.objects.filter(pk=assessment.pk, state=Assessment.State.SUBMITTED)
    taken = _take_back(handed_in, Assessment.State.RETURNED)
    return taken and log_step(assessment, AssessmentStep.Step.RETURNED, by, question)


@transaction.atomic
def reopen_sheet(*, assessment, by, reason):
    """Make a sheet that was handed in or agreed a draft again. What was agreed stays in it.

    False when it was not handed in, or is frozen.
    """
    if lock_open_round(assessment.round_id) is None:
        return False
    handed_in = Assessment.objects.filter(pk=assessment.pk, state__in=HANDED_IN)
    taken = _take_back(handed_in, Assessment.State.DRAFT)
    return taken and log_step(assessment, AssessmentStep.Step.REOPENED, by, reason)


def _take_back(sheets, state):
    return bool(sheets.update(state=state, submitted_at=None, submitted_by=None))


def log_step(assessment, step, by, note=""):
    """Write down who did what with a sheet, in the transaction of whoever does it; True."""
    AssessmentStep.objects.create(
        assessment=assessment, step=step, by=by, by_link=by is None, note=note
    )
    return True


@transaction.atomic
def remove_sheet(*, assessment, by):
    """Take a sheet without any answer out of its round. False when somebody wrote in it."""
    round_ = lock_open_round(assessment.round_id)
    if round_ is None or not round_.can_be_edited_by(by):
        return False
    empty = drafts(assessment.pk).filter(ratings=None, sub_ratings=None)
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
    _hand_in(locked.assessments.filter(state__in=WRITABLE), by)
    Round.objects.filter(pk=locked.pk).update(
        closed=today, asked=asked_now(locked), version=F("version") + 1
    )
    _log_all(locked.assessments.values_list("pk", flat=True), AssessmentStep.Step.CLOSED, by)
    round.closed = today
    return True


def _hand_in(sheets, by):
    """Submit those of the drafts that have an answer; return how many."""
    found = sheets.with_progress().filter(answered__gt=0).values_list("pk", flat=True)
    answered = list(found)
    Assessment.objects.filter(pk__in=answered).update(
        state=Assessment.State.SUBMITTED, submitted_at=timezone.now(), submitted_by=by
    )
    _log_all(answered, AssessmentStep.Step.SUBMITTED, by)
    return len(answered)


def _log_all(sheets, step, by):
    AssessmentStep.objects.bulk_create(
        AssessmentStep(assessment_id=pk, step=step, by=by, by_link=by is None) for pk in sheets
    )
