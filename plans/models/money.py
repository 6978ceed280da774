"""What activities cost, and who pays."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roles.models import CostCategory, Team
from roles.models.days import sensible_day
from roles.models.team import Versioned

from .activities import Activity
from .plan import OfPlanQuerySet, Plan
from .prices import PriceItem


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
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("Whom to ask: office, address.")
    )
    ends = models.DateField(
        _("money ends on"),
        null=True,
        blank=True,
        help_text=_("The last day of the grant or project; empty when it goes on."),
        validators=[sensible_day],
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
    """Quantity × frequency × unit cost in a cost category, in the team's currency.

    It is spread over the months between its own dates, or those of its activity;
    ``amounts_by_year`` (year as text: amount as text) says otherwise and adds up to the total.
    ``yearly_increase`` in percent is that of the price it was made with: later years cost more.
    """

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
    frequency = models.DecimalField(
        _("how many times"),
        max_digits=9,
        decimal_places=3,
        default=1,
        help_text=_("For example 4 for four meetings; 1 when the quantity says it all."),
    )
    unit_cost = models.DecimalField(_("unit cost"), max_digits=16, decimal_places=3)
    price = models.ForeignKey(
        PriceItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cost_lines",
        verbose_name=_("from the price list"),
    )
    yearly_increase = models.DecimalField(max_digits=5, decimal_places=2, default=0, editable=False)
    assumption = models.CharField(
        _("how it was reckoned"),
        max_length=300,
        blank=True,
        help_text=_("What you assumed: 2 people, 5 nights, the rate of last year."),
    )
    start = models.DateField(_("costs from"), null=True, blank=True, validators=[sensible_day])
    end = models.DateField(_("costs until"), null=True, blank=True, validators=[sensible_day])
    amounts_by_year = models.JSONField(default=dict, blank=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(frequency__gt=0),
                name="cost_line_happens_at_least_once",
                violation_error_message=_("Enter how many times: more than 0."),
            ),
            models.CheckConstraint(
                condition=Q(yearly_increase__gte=0, yearly_increase__lte=100),
                name="cost_rises_by_0_to_100_percent",
                violation_error_message=_("Enter a yearly increase between 0 and 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__isnull=False),
                name="cost_line_has_both_dates_or_none",
                violation_error_message=_("Enter both the first and the last day, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end__gte=F("start")),
                name="cost_line_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self):
        return self.description or str(self.category)

    @property
    def own_years(self):
        """What somebody entered for each year, in numbers; empty when nobody did."""
        return {int(year): Decimal(amount) for year, amount in self.amounts_by_year.items()}

    def can_be_edited_by(self, user):
        return self.activity.can_be_edited_by(user)


class Funding(models.Model):
    """Who pays which part of a cost line, and how sure that is.

    The parts of a line are all in percent and make 100, or all amounts and make its total.
    """

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
        _("share in percent"),
        max_digits=6,
        decimal_places=3,
        default=Decimal("100"),
        null=True,
        blank=True,
    )
    amount = models.DecimalField(
        _("amount"), max_digits=18, decimal_places=3, null=True, blank=True
    )

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gt=0, percent__lte=100),
                name="share_of_funding_lies_between_0_and_100",
                violation_error_message=_("Enter a share above 0 and up to 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=False, amount__isnull=True)
                | Q(percent__isnull=True, amount__isnull=False),
                name="funding_is_a_share_or_an_amount",
                violation_error_message=_("Enter a share or an amount, not both."),
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0),
                name="amount_of_funding_is_above_0",
                violation_error_message=_("Enter an amount above 0."),
            ),
        ]

    def __str__(self):
        return f"{self.amount}" if self.percent is None else f"{self.percent} %"
