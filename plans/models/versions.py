"""A frozen copy of the plan, as it was submitted, and what was decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .plan import OfPlanQuerySet, Plan


class PlanVersionQuerySet(OfPlanQuerySet):
    def without_content(self):
        """For lists: leaves the frozen document, some 100 kB, in the database."""
        return self.defer("content")

    def approved(self):
        """The one that is in force; at most one for each plan."""
        return self.filter(state=PlanVersion.State.APPROVED)

    def waiting(self):
        """The one that somebody is asked to approve; at most one for each plan."""
        return self.filter(state=PlanVersion.State.SUBMITTED)


class PlanVersion(models.Model):
    """The plan as it was submitted: nothing changed later touches `content`.

    `content` holds plans.document_data.PlanDocument by language, see plans.frozen.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted for approval")
        APPROVED = "approved", pgettext_lazy("version", "Approved")
        RETURNED = "returned", _("Returned with comments")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SUPERSEDED = "superseded", _("Superseded")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.SUBMITTED)
    change = models.TextField(
        _("what is new"),
        blank=True,
        help_text=_("One or two sentences for whoever approves it, and for the list of versions."),
    )
    content = models.JSONField(editable=False)
    submitted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    comment = models.TextField(_("comment"), blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan version")
        verbose_name_plural = _("plan versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="plan_has_one_version_of_a_number"
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state="submitted"),
                name="plan_has_one_version_that_waits",
                violation_error_message=_("A version waits for approval already."),
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state="approved"),
                name="plan_has_one_approved_version",
                violation_error_message=_("The plan has an approved version already."),
            ),
            models.CheckConstraint(
                condition=Q(state="submitted", decided_at=None)
                | (~Q(state="submitted") & Q(decided_at__isnull=False)),
                name="version_that_waits_has_no_decision",
                violation_error_message=_("A version that was decided has the date of it."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["submitted", "withdrawn"])
                | Q(decided_by=None)
                | Q(submitted_by=None)
                | ~Q(decided_by=F("submitted_by")),
                name="version_is_decided_by_a_second_person",
                violation_error_message=_("Whoever submitted a version does not decide about it."),
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(comment=""),
                name="returned_version_says_why",
                violation_error_message=_("Say what has to change."),
            ),
        ]

    def __str__(self):
        return str(_("Version %(number)s") % {"number": self.number})

    def get_absolute_url(self):
        return reverse(
            "plans:version_detail", kwargs={"slug": self.plan.team.slug, "number": self.number}
        )

    @property
    def waits(self):
        return self.state == self.State.SUBMITTED

    def can_be_decided_by(self, user):
        """An approver of the team, who did not submit it, while it waits."""
        return (
            self.waits
            and self.submitted_by_id != user.pk
            and self.plan.team.can_be_approved_by(user)
        )

    def can_be_edited_by(self, user):
        """The lead withdraws it while it waits; nobody changes what it says."""
        return self.waits and self.plan.can_be_edited_by(user)
