"""Agreeing a sheet: one explicit step that two people take together, never an average."""

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.actions import lock_open_round, log_step
from assessments.models import WRITABLE, Assessment, AssessmentStep, Rating

SUBMITTED = (Assessment.State.SUBMITTED,)


def can_be_agreed(assessment):
    """In a guided round at any time, for the two sit together; else once the member handed in."""
    states = (*WRITABLE, *SUBMITTED) if assessment.round.is_guided else SUBMITTED
    return assessment.round.is_open and assessment.state in states


@transaction.atomic
def agree_sheet(*, assessment, by, levels):
    """Store the agreed levels and mark the sheet as agreed. False when somebody was quicker.

    ``levels`` maps a Skill to the agreed answer ("", "0" to "3" or "na") and the note why it
    differs. Self and assessor levels stay as they are. Each time all agreed levels are new.
    """
    round_ = lock_open_round(assessment.round_id)
    if round_ is None:
        return False
    states = (*WRITABLE, *SUBMITTED) if round_.is_guided else SUBMITTED
    now = timezone.now()
    agreed = Assessment.objects.filter(pk=assessment.pk, state__in=states).update(
        state=Assessment.State.AGREED, submitted_at=Coalesce("submitted_at", now)
    )
    if not agreed:
        return False
    whose = Rating.Whose.AGREED
    Rating.objects.filter(assessment=assessment, whose=whose, skill__in=levels).delete()
    Rating.objects.bulk_create(
        Rating(
            assessment=assessment,
            skill=skill,
            whose=whose,
            level=int(value) if value.isdigit() else None,
            not_applicable=value == "na",
            comment=note,
            rated_by=by,
            rated_at=now,
        )
        for skill, (value, note) in levels.items()
        if value or note
    )
    return log_step(assessment, AssessmentStep.Step.AGREED, by)
