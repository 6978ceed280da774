"""What was really paid, and the case that is made for what nobody pays yet."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models import Team
from roles.models.team import Versioned

from .activities import Activity
from .money import CostLine, FundingSource


class OfLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(line__activity__plan__team__in=Team.objects.visible_to(user))


class Spending(Versioned):
    """One payment on a cost line, in the team's currency."""

    line = models.ForeignKey(CostLine, on_delete=models.RESTRICT, related_name="spendings")
    day = models.DateField(_("paid on"))
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=3)
    source = models.ForeignKey(
        FundingSource,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="spendings",
        verbose_name=_("paid by"),
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Receipt, order or who knows.")
    )

    objects = OfLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="payment_is_above_0",
                violation_error_message=_("Enter an amount above 0."),
            ),
        ]

    def __str__(self):
        return f"{self.day}: {self.amount}"

    def can_be_edited_by(self, user):
        return self.line.can_be_edited_by(user)


class FundingCase(Versioned):
    """Why somebody should pay for an activity, in the team's own words.

    An empty text stands for the draft of `plans.case_texts`.
    """

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="case")
    buys = models.TextField(_("what it buys"), max_length=600, blank=True)
    why_now = models.TextField(_("why now"), max_length=600, blank=True)
    without = models.TextField(_("what happens without it"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("case for an activity")
        verbose_name_plural = _("cases for activities")

    def __str__(self):
        return self.buys

    def can_be_edited_by(self, user):
        return self.activity.can_be_edited_by(user)
