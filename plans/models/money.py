"""What activities cost, and who pays."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models import CostCategory, Team
from roles.models.team import Versioned

from .activities import Activity
from .plan import OfPlanQuerySet, Plan


class FundingSource(Versioned):
    """Somebody who pays, or is asked to."""

    class Type(models.TextChoices):
        MINISTRY_RECURRENT = "ministry_recurrent", _("Ministry, recurrent budget")
        MINISTRY_DEVELOPMENT = "ministry_development", _("Ministry, development budget")
        PROGRAMME_GRANT = "programme_grant", _("Programme grant")
        DONOR = "donor", _("Donor")
        IN_KIND = "in_kind", _("In kind")
        OTHER = "other", _("Other")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="funding_sources")
    name = models.CharField(_("name"), max_length=120)
    type = models.CharField(
        _("kind of money"),
        max_length=30,
        choices=Type,
        help_text=_("The two ministry kinds count as domestic money."),
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding source")
        verbose_name_plural = _("funding sources")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="funding_source_is_named_once_in_a_plan",
                violation_error_message=_("The plan has a funding source of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="funding_source_has_a_name",
                violation_error_message=_("Enter the name of the funding source."),
            ),
        ]

    def __str__(self):
        return self.name

    def can_be_edited_by(self, user):
        return self.plan.can_be_edited_by(user)


class CostLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(activity__plan__team__in=Team.objects.visible_to(user))


class CostLine(Versioned):
    """Quantity × unit cost in a cost category, in the team's currency."""

    class Recurrence(models.TextChoices):
        ONE_OFF = "one_off", _("One-off")
        RECURRING = "recurring", _("Recurring")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="cost_lines")
    category = models.ForeignKey(
        CostCategory,
        on_delete=models.PROTECT,
        related_name="cost_lines",
        verbose_name=_("cost category"),
    )
    recurrence = models.CharField(
        _("one-off or recurring"),
        max_length=20,
        choices=Recurrence,
        help_text=_("Recurring: it comes back every year, also after the plan."),
    )
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("What is counted: days, places…")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)
    unit_cost = models.DecimalField(_("unit cost"), max_digits=16, decimal_places=3)

    objects = CostLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("cost line")
        verbose_name_plural = _("cost lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0),
                name="quantity_is_not_negative",
                violation_error_message=_("Enter a quantity of 0 or more."),
            ),
            models.CheckConstraint(
                condition=Q(unit_cost__gte=0),
                name="unit_cost_is_not_negative",
                violation_error_message=_("Enter a unit cost of 0 or more."),
            ),
        ]

    def __str__(self):
        return self.description or str(self.category)

    def can_be_edited_by(self, user):
        return self.activity.can_be_edited_by(user)


class Funding(models.Model):
    """Who pays which share of a cost line, and how sure that is. Shares of a line make 100."""

    class Status(models.TextChoices):
        UNFUNDED = "unfunded", _("Unfunded")
        REQUESTED = "requested", _("Requested")
        SECURED = "secured", _("Secured")
        SPENT = "spent", _("Spent")

    line = models.ForeignKey(CostLine, on_delete=models.CASCADE, related_name="fundings")
    source = models.ForeignKey(
        FundingSource,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="fundings",
        verbose_name=_("funding source"),
    )
    status = models.CharField(_("how sure"), max_length=20, choices=Status)
    percent = models.DecimalField(
        _("share in percent"), max_digits=6, decimal_places=3, default=Decimal("100")
    )

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100),
                name="share_of_funding_lies_between_0_and_100",
                violation_error_message=_("Enter a share above 0 and up to 100 percent."),
            ),
        ]

    def __str__(self):
        return f"{self.percent} %"
