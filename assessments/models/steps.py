"""The log of a sheet: who did what with it, when, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .sheets import Assessment


class AssessmentStep(models.Model):
    """One step of a sheet from one state to another; rows are added, never changed.

    Who may read them is who may read the sheet: Assessment.objects.visible_to.
    """

    class Step(models.TextChoices):
        SUBMITTED = "submitted", _("Handed in")
        RETURNED = "returned", _("Returned with a question")
        REOPENED = "reopened", _("Reopened")
        AGREED = "agreed", _("Agreed")
        CLOSED = "closed", _("Closed with the round")

    # Steps that undo somebody's work say why.
    WITH_A_REASON = (Step.RETURNED, Step.REOPENED)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=20, choices=Step)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("step of an assessment")
        verbose_name_plural = _("steps of assessments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step__in=["returned", "reopened"]) | ~Q(note=""),
                name="step_back_says_why",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self):
        return f"{self.assessment}: {self.get_step_display()}"
