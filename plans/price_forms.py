"""A price of the price list."""

from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.fields import HIGHEST_UNIT_COST, NumberField, use_currency
from plans.forms import BETWEEN
from plans.models import PriceItem
from roles.editing import MessagesAtFields, VersionedModelForm
from roles.models import CostCategory


class PriceForm(MessagesAtFields, VersionedModelForm):
    field_of_constraint = {"price_is_named_once_in_a_plan": "name"}

    unit_cost = NumberField(most=HIGHEST_UNIT_COST)
    yearly_increase = NumberField(
        label=gettext_lazy("Yearly increase in percent"),
        required=False,
        decimals=2,
        most=Decimal(100),
        help_text=PriceItem._meta.get_field("yearly_increase").help_text,
    )

    class Meta:
        model = PriceItem
        fields = ["plan", "category", "name", "unit", "unit_cost"]
        fields += ["yearly_increase", "base_year", "note"]
        widgets = {"plan": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].disabled = True
        categories = CostCategory.objects.current()
        if self.instance.pk:
            categories = categories | CostCategory.objects.filter(pk=self.instance.category_id)
        self.fields["category"].queryset = categories
        self.fields["category"].empty_label = _("Choose")
        self.fields["base_year"].validators = [
            MinValueValidator(2000, BETWEEN),
            MaxValueValidator(2100, BETWEEN),
        ]
        use_currency(self.fields["unit_cost"], self.instance.plan.team.currency)

    def clean_yearly_increase(self):
        return self.cleaned_data["yearly_increase"] or Decimal(0)
