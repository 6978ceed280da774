"""What technical assistance must leave behind: who learns, what is handed over, fewer days a year.

Source: guide section 4 (TA days per year should fall) and issue 5.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models import Member
from roles.models.team import Versioned

from .activities import Activity


class TechnicalAssistance(Versioned):
    """The terms of an activity of technical assistance."""

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="assistance", editable=False
    )
    paired = models.ForeignKey(
        Member,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assistance_received",
        verbose_name=_("paired member"),
        help_text=_("Who works beside the expert and does it alone afterwards."),
    )
    handed_over = models.TextField(
        _("what is handed over"),
        blank=True,
        max_length=1000,
        help_text=_("What the paired member can do, and which documents and accesses stay here."),
    )

    class Meta:
        verbose_name = _("technical assistance")
        verbose_name_plural = _("technical assistance")

    def __str__(self):
        return str(self.activity)

    def can_be_edited_by(self, user):
        return self.activity.can_be_edited_by(user)


class AssistanceDays(models.Model):
    """The days of the expert that are planned for one year."""

    assistance = models.ForeignKey(
        TechnicalAssistance, on_delete=models.CASCADE, related_name="days_by_year"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    days = models.PositiveSmallIntegerField(_("days"))

    class Meta:
        verbose_name = _("days of assistance")
        verbose_name_plural = _("days of assistance")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["assistance", "year"],
                name="days_of_assistance_stand_once_for_a_year",
                violation_error_message=_("The days of this year stand there already."),
            ),
            models.CheckConstraint(
                condition=Q(days__lte=366),
                name="days_of_assistance_fit_into_a_year",
                violation_error_message=_("Enter at most 366 days for a year."),
            ),
        ]

    def __str__(self):
        return f"{self.year}: {self.days}"
