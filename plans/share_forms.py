"""Who pays a cost line: parts in percent or in amounts, as rows of a form."""

from decimal import Decimal

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plans.fields import HIGHEST_UNIT_COST, NumberField, use_currency
from plans.local_numbers import plain_text
from plans.models import Funding
from roles import formats

MOST_SHARES = 4
PARTS = ("source", "status", "percent", "amount")


def agree(form, source, status):
    """Unfunded means that nobody pays, and every other state names somebody."""
    if not status:
        form.add_error("status", _("Choose how sure this money is."))
    elif status == Funding.Status.UNFUNDED and source:
        form.add_error(
            "source",
            _("Unfunded means that nobody pays. Take the funder away or choose another state."),
        )
    elif status != Funding.Status.UNFUNDED and not source and "source" not in form.errors:
        form.add_error("source", _("Choose who pays. While nobody does, it is unfunded."))


class FundingForm(forms.ModelForm):
    """One share of a cost line. A row that is left empty is no share.

    The parts are no fields of the model here: an open row gets its part from the others.
    """

    use_required_attribute = False
    percent = NumberField(label=gettext_lazy("Share in percent"), required=False, most=Decimal(100))
    amount = NumberField(required=False, most=HIGHEST_UNIT_COST)

    class Meta:
        model = Funding
        fields = ["source", "status"]

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = plan.funding_sources.all()
        self.fields["source"].empty_label = _("No funder yet")
        self.fields["status"].required = False
        self.fields["status"].choices = [("", _("Choose"))] + Funding.Status.choices
        currency = plan.team.currency
        use_currency(self.fields["amount"], currency)
        self.fields["amount"].label = _("Amount in %(currency)s") % {"currency": currency}
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.fields["percent"].error_messages["absurd"] = _("A share is at most 100 percent.")

    def clean(self):
        data = super().clean()
        if not self.is_filled:
            return data
        agree(self, data.get("source"), data.get("status"))
        for name in ("percent", "amount"):
            if data.get(name) == 0:
                self.add_error(name, _("Enter a share above 0, or empty the row."))
        if data.get("percent") and data.get("amount"):
            self.add_error("amount", _("Enter a share or an amount, not both."))
        return data

    @property
    def is_filled(self):
        """Something was typed or chosen in the row."""
        return any(self[name].data for name in PARTS)


class SharesFormSet(forms.BaseFormSet):
    """Who pays a cost line: parts that make the whole. One row may be open: it takes the rest."""

    def clean(self):
        if any(form.errors for form in self.forms):
            return
        if len(self.open) > 1:
            for form in self.open:
                form.add_error("percent", _("Enter the share of this row, or empty the row."))
        elif self.in_amounts and any(form.cleaned_data["percent"] for form in self.filled):
            raise forms.ValidationError(
                _("Enter all shares in percent, or all of them as amounts.")
            )
        elif self.filled and not self.in_amounts:
            self._make(Decimal(100), "percent")

    def fit(self, total, currency):
        """Do the amounts make the total of the line? What does not fit is said above the rows."""
        if not self.in_amounts:
            return True
        try:
            self._make(total, "amount", currency)
        except forms.ValidationError as error:
            self._non_form_errors.extend(error.error_list)
            return False
        return not any(form.errors for form in self.forms)

    def _make(self, whole, name, currency=""):
        total = sum(form.cleaned_data[name] or 0 for form in self.filled)
        if self.open and total < whole:
            self.open[0].cleaned_data[name] = whole - total
        elif self.open and total == whole:
            self.open[0].add_error(name, _("Enter the share of this row, or empty the row."))
        elif total != whole:
            raise forms.ValidationError(self._misfit(whole, total, currency))

    def _misfit(self, whole, total, currency):
        if currency:
            facts = {
                "total": formats.money_brief(total, currency),
                "whole": formats.money_brief(whole, currency),
            }
            return _("The amounts add up to %(total)s. The line costs %(whole)s.") % facts
        return _("The shares add up to %(total)s %%. They must make 100 %%.") % {
            "total": plain_text(Decimal(total), get_language() or "en")
        }

    @property
    def filled(self):
        return [form for form in self.forms if form.is_filled]

    @property
    def open(self):
        """Rows that say who, but not how much."""
        return [
            form
            for form in self.filled
            if form.cleaned_data.get("percent") is None and form.cleaned_data.get("amount") is None
        ]

    @property
    def in_amounts(self):
        return any(form.cleaned_data.get("amount") for form in self.filled)

    @property
    def shares(self):
        """The rows to save; nothing entered means that nobody pays yet."""
        if not self.filled:
            return [Funding(status=Funding.Status.UNFUNDED, percent=Decimal(100))]
        return [
            Funding(**{name: form.cleaned_data[name] for name in PARTS}) for form in self.filled
        ]


def shares_formset(data, *, plan, fundings=()):
    """Rows for the shares of a line, one more than it has, four at least; new ones unfunded."""
    initial = [
        {
            "source": funding.source_id,
            "status": funding.status,
            "percent": funding.percent,
            "amount": funding.amount,
        }
        for funding in fundings
    ] or [{"status": Funding.Status.UNFUNDED, "percent": Decimal(100)}]
    rows = max(MOST_SHARES, len(initial) + 1)
    factory = forms.formset_factory(
        FundingForm,
        formset=SharesFormSet,
        extra=rows - len(initial),
        absolute_max=rows,
        max_num=rows,
    )
    return factory(data, initial=initial, prefix="shares", form_kwargs={"plan": plan})


def who_pays(line):
    """The shares of a line in words."""
    currency = line.activity.plan.team.currency
    return formats.listed(
        f"{funding.source or _('No funder yet')}, {funding.get_status_display()}, "
        f"{share_text(funding, currency)}"
        for funding in line.fundings.select_related("source")
    )


def share_text(funding, currency):
    """ "40 %" or "1,200 USD", as it was entered."""
    if funding.percent is None:
        return formats.money_brief(funding.amount, currency)
    return formats.exact_percent(funding.percent)
