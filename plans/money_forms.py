"""Cost lines and funding sources."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.budget import currency_decimals, line_total
from plans.fields import HIGHEST_UNIT_COST, DayInput, NumberField, use_currency
from plans.forms import outside
from plans.ledger import line_price
from plans.models import CostLine, FundingCase, FundingSource
from plans.overview import years_text
from plans.share_forms import who_pays
from roles import formats
from roles.editing import MessagesAtFields, VersionedModelForm
from roles.models import CostCategory

MOST_TIMES = Decimal(10_000)


def offered_categories(line):
    """What the catalogue offers today, and what the line has already."""
    categories = CostCategory.objects.current()
    if line.pk:
        categories = categories | CostCategory.objects.filter(pk=line.category_id)
    return categories


def keep_inside(form, plan, names):
    """A day outside the years of the plan is refused at its field."""
    for name in names:
        day = form.cleaned_data.get(name)
        if day and day.year not in plan.years:
            form.add_error(name, outside(plan))


class CostLineForm(MessagesAtFields, VersionedModelForm):
    """A cost line; it is claimed for its editor only when the shares beside it are in order.

    With a price of the list the cost of one may stay empty: it is then the mean of that price
    over the months of the line. One field for each year of the plan holds an amount that counts
    instead of the even spread.
    """

    also_saved = ("yearly_increase", "amounts_by_year")
    field_of_constraint = {
        "cost_line_has_both_dates_or_none": "end",
        "cost_line_ends_after_it_starts": "end",
    }

    quantity = NumberField(
        label=gettext_lazy("Quantity"),
        help_text=gettext_lazy(
            "For the whole activity, all its years together: 3 for one a year over three years. "
            "Quantity × how many times × cost of one is spread over the years."
        ),
    )
    frequency = NumberField(
        label=gettext_lazy("How many times"),
        required=False,
        most=MOST_TIMES,
        help_text=CostLine._meta.get_field("frequency").help_text,
    )
    unit_cost = NumberField(most=HIGHEST_UNIT_COST, required=False)

    class Meta:
        model = CostLine
        fields = ["category", "recurrence", "description", "quantity", "frequency", "price"]
        fields += ["unit_cost", "assumption", "start", "end"]
        widgets = {"recurrence": forms.RadioSelect, "start": DayInput, "end": DayInput}
        help_texts = {
            "end": gettext_lazy("Leave both days empty when it costs as long as the activity runs.")
        }

    def __init__(self, *args, shares, **kwargs):
        super().__init__(*args, **kwargs)
        self.shares = shares
        self.plan = self.instance.activity.plan
        currency = self.plan.team.currency
        self.fields["category"].queryset = offered_categories(self.instance)
        self.fields["category"].empty_label = _("Choose")
        self.fields["recurrence"].choices = CostLine.Recurrence.choices
        self._offer_prices()
        use_currency(self.fields["unit_cost"], currency)
        self._add_years(currency)

    def _offer_prices(self):
        prices = self.plan.price_items.all()
        self.fields["price"].queryset = prices
        self.fields["price"].empty_label = _("No price of the list")
        self.fields["price"].help_text = _(
            "Choose a price and leave the cost of one empty: it is filled in for the line's years."
        )
        self.fields["unit_cost"].required = not prices.exists()

    def _add_years(self, currency):
        """Also for years that the plan had once: what stands there is seen, and not lost."""
        own = self.instance.own_years
        self.years = sorted({*self.plan.years, *own})
        for year in self.years:
            field = NumberField(required=False, most=HIGHEST_UNIT_COST, initial=own.get(year))
            use_currency(field, currency)
            field.label = str(year)
            self.fields[f"year_{year}"] = field

    @property
    def year_fields(self):
        return [self[f"year_{year}"] for year in self.years]

    @property
    def shows_years(self):
        """Something was entered in them, or is wrong."""
        return any(field.value() or field.errors for field in self.year_fields)

    def clean_frequency(self):
        frequency = self.cleaned_data["frequency"]
        if frequency == 0:
            raise forms.ValidationError(_("Enter how many times: more than 0."))
        return Decimal(1) if frequency is None else frequency

    def clean(self):
        data = super().clean()
        keep_inside(self, self.plan, ("start", "end"))
        self._take_price(data)
        self.instance.amounts_by_year = self._years(data)
        if not self.errors and self.shares.is_valid():
            self.shares.fit(self._total(data), self.plan.team.currency)
        return data

    def _take_price(self, data):
        price = data.get("price")
        self.instance.yearly_increase = price.yearly_increase if price else Decimal(0)
        if data.get("unit_cost") is not None or "unit_cost" in self.errors:
            return
        if price is None:
            self.add_error("unit_cost", _("Enter the cost of one, or choose a price of the list."))
        elif not self.errors:
            start = data.get("start") or self.instance.activity.start
            end = data.get("end") or self.instance.activity.end
            if start and end and end < start:
                self.add_error("end", _("The last day lies before the first."))
            else:
                data["unit_cost"] = line_price(price, start, end)

    def _years(self, data):
        """The amounts that were entered for each year; they must make the total of the line."""
        own = {year: data.get(f"year_{year}") for year in self.years}
        if not any(amount is not None for amount in own.values()) or self.errors:
            return {}
        currency = self.plan.team.currency
        total, entered = self._total(data), sum(amount or 0 for amount in own.values())
        if entered != total:
            facts = {
                "entered": formats.money_brief(entered, currency),
                "total": formats.money_brief(total, currency),
            }
            text = _("The years add up to %(entered)s. The line costs %(total)s.") % facts
            self.add_error(f"year_{self.years[-1]}", text)
        return {str(year): str(amount) for year, amount in own.items() if amount is not None}

    def _total(self, data):
        return line_total(
            data["quantity"],
            data["unit_cost"],
            currency_decimals(self.plan.team.currency),
            data["frequency"],
        )

    def _claim(self):
        if self.shares.is_valid():
            super()._claim()

    def _conflict_with(self, theirs):
        message = super()._conflict_with(theirs)
        shares = _("Who pays, as they left it: %(shares)s.") % {"shares": who_pays(theirs)}
        return f"{message} {self._their_years(theirs)}{shares}"

    def _their_years(self, theirs):
        if not theirs.own_years or theirs.own_years == self.instance.own_years:
            return ""
        years = years_text(theirs.own_years, self.plan.team.currency)
        return _("By year, as they left it: %(years)s.") % {"years": years} + " "


class FundingSourceForm(VersionedModelForm):
    class Meta:
        model = FundingSource
        fields = ["plan", "name", "type", "contact", "ends"]
        widgets = {"plan": forms.HiddenInput, "ends": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].disabled = True
        self.fields["type"].choices = [("", _("Choose"))] + FundingSource.Type.choices


class CaseForm(VersionedModelForm):
    class Meta:
        model = FundingCase
        fields = ["activity", "buys", "why_now", "without"]
        widgets = {"activity": forms.HiddenInput} | {
            name: forms.Textarea(attrs={"rows": 3}) for name in ("buys", "why_now", "without")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].disabled = True
