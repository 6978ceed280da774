"""What things usually cost here, so that nobody looks it up twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models import CostCategory
from roles.models.team import Versioned

from .plan import OfPlanQuerySet, Plan


class PriceItem(Versioned):
    """The usual cost of one unit, in the team's currency and the prices of one year.

    `plans.prices.price_in` says what it costs in another year.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="price_items")
    category = models.ForeignKey(
        CostCategory,
        on_delete=models.PROTECT,
        related_name="price_items",
        verbose_name=_("cost category"),
    )
    name = models.CharField(
        _("what it is"), max_length=120, help_text=_("For example: place in a regional academy.")
    )
    unit = models.CharField(
        _("unit"), max_length=40, blank=True, help_text=_("For example: place, day, night, month.")
    )
    unit_cost = models.DecimalField(_("cost of one"), max_digits=16, decimal_places=3)
    yearly_increase = models.DecimalField(
        _("yearly increase in percent"),
        max_digits=5,
        decimal_places=2,
        default=0,
        help_text=_("By how much the price rises every year; 0 when it stays."),
    )
    base_year = models.PositiveSmallIntegerField(
        _("price of the year"), help_text=_("The year in which the cost above is right.")
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Where the price comes from.")
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("price list")
        ordering = ["category__order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="price_is_named_once_in_a_plan",
                violation_error_message=_("The price list has an entry of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="price_has_a_name",
                violation_error_message=_("Enter what the price is for."),
            ),
            models.CheckConstraint(
                condition=Q(unit_cost__gte=0),
                name="price_is_not_negative",
                violation_error_message=_("Enter a cost of 0 or more."),
            ),
            models.CheckConstraint(
                condition=Q(yearly_increase__gte=0, yearly_increase__lte=100),
                name="price_rises_by_0_to_100_percent",
                violation_error_message=_("Enter a yearly increase between 0 and 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(base_year__gte=2000, base_year__lte=2100),
                name="price_is_of_this_century",
                violation_error_message=_("Enter a year between 2000 and 2100."),
            ),
        ]

    def __str__(self):
        return self.name

    def can_be_edited_by(self, user):
        return self.plan.can_be_edited_by(user)
