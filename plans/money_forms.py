"""Cost lines, who pays which share, and funding sources."""

from decimal import Decimal

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plans.fields import HIGHEST_UNIT_COST, NumberField, use_currency
from plans.local_numbers import plain_text
from plans.models import CostLine, Funding, FundingSource
from roles import formats
from roles.editing import VersionedModelForm
from roles.models import CostCategory

MOST_SHARES = 4


class FundingForm(forms.ModelForm):
    """One share of a cost line. A row that is left empty is no share."""

    use_required_attribute = False
    percent = NumberField(label=gettext_lazy("Share in percent"), required=False, most=Decimal(100))

    class Meta:
        model = Funding
        fields = ["source", "status", "percent"]

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = plan.funding_sources.all()
        self.fields["source"].empty_label = _("No funder yet")
        self.fields["status"].required = False
        self.fields["status"].choices = [("", _("Choose"))] + Funding.Status.choices
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.fields["percent"].error_messages["absurd"] = _("A share is at most 100 percent.")

    def clean(self):
        data = super().clean()
        if not self.is_filled:
            return data
        self._agree(data.get("source"), data.get("status"))
        if data.get("percent") == 0:
            self.add_error("percent", _("Enter a share above 0, or empty the row."))
        return data

    def _agree(self, source, status):
        if not status:
            self.add_error("status", _("Choose how sure this money is."))
        elif status == Funding.Status.UNFUNDED and source:
            self.add_error(
                "source",
                _("Unfunded means that nobody pays. Take the funder away or choose another state."),
            )
        elif status != Funding.Status.UNFUNDED and not source and "source" not in self.errors:
            self.add_error("source", _("Choose who pays. While nobody does, it is unfunded."))

    @property
    def is_filled(self):
        """Something was typed or chosen in the row."""
        return any(self[name].data for name in ("source", "status", "percent"))


class SharesFormSet(forms.BaseFormSet):
    """Who pays a cost line: shares that make 100 percent."""

    def clean(self):
        if any(form.errors for form in self.forms):
            return
        without = [form for form in self.filled if form.cleaned_data["percent"] is None]
        if len(self.filled) > 1 and without:
            for form in without:
                form.add_error("percent", _("Enter the share of this row, or empty the row."))
            return
        for form in without:
            form.cleaned_data["percent"] = Decimal(100)
        total = sum(form.cleaned_data.get("percent") or 0 for form in self.filled)
        if self.filled and total != 100:
            raise forms.ValidationError(
                _("The shares add up to %(total)s %%. They must make 100 %%.")
                % {"total": plain_text(Decimal(total), get_language() or "en")}
            )

    @property
    def filled(self):
        return [form for form in self.forms if form.is_filled]

    @property
    def shares(self):
        """The rows to save; nothing entered means that nobody pays yet."""
        if not self.filled:
            return [Funding(status=Funding.Status.UNFUNDED, percent=Decimal(100))]
        return [
            Funding(**{name: form.cleaned_data[name] for name in ("source", "status", "percent")})
            for form in self.filled
        ]


def shares_formset(data, *, plan, fundings=()):
    """Rows for the shares of a line, four or as many as it has; a new line begins unfunded."""
    initial = [
        {"source": funding.source_id, "status": funding.status, "percent": funding.percent}
        for funding in fundings
    ] or [{"status": Funding.Status.UNFUNDED, "percent": Decimal(100)}]
    factory = forms.formset_factory(
        FundingForm,
        formset=SharesFormSet,
        extra=max(MOST_SHARES - len(initial), 0),
        absolute_max=max(MOST_SHARES, len(initial)),
        max_num=max(MOST_SHARES, len(initial)),
    )
    return factory(data, initial=initial, prefix="shares", form_kwargs={"plan": plan})


class CostLineForm(VersionedModelForm):
    """A cost line; it is claimed for its editor only when the shares beside it are in order."""

    quantity = NumberField(
        label=gettext_lazy("Quantity"),
        help_text=gettext_lazy(
            "For the whole activity, all its years together: 3 for one a year over three years. "
            "Quantity × cost of one is spread over the years."
        ),
    )
    unit_cost = NumberField(most=HIGHEST_UNIT_COST)

    class Meta:
        model = CostLine
        fields = ["category", "recurrence", "description", "quantity", "unit_cost"]
        widgets = {"recurrence": forms.RadioSelect}

    def __init__(self, *args, shares, **kwargs):
        super().__init__(*args, **kwargs)
        self.shares = shares
        currency = self.instance.activity.plan.team.currency
        categories = CostCategory.objects.current()
        if self.instance.pk:
            categories = categories | CostCategory.objects.filter(pk=self.instance.category_id)
        self.fields["category"].queryset = categories
        self.fields["category"].empty_label = _("Choose")
        self.fields["recurrence"].choices = CostLine.Recurrence.choices
        use_currency(self.fields["unit_cost"], currency)

    def _claim(self):
        if self.shares.is_valid():
            super()._claim()

    def refuse_shares(self):
        """A source went after the check; what was claimed for this editor stays theirs."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.instance.version
        self.add_error(
            None, _("Somebody deleted a funding source of this line just now. Choose who pays.")
        )

    def _conflict_with(self, theirs):
        message = super()._conflict_with(theirs)
        shares = _("Who pays, as they left it: %(shares)s.") % {"shares": who_pays(theirs)}
        return f"{message} {shares}"


def who_pays(line):
    """The shares of a line in words."""
    return "; ".join(
        f"{funding.source or _('No funder yet')}, {funding.get_status_display()}, "
        f"{formats.exact_percent(funding.percent)}"
        for funding in line.fundings.select_related("source")
    )


class FundingSourceForm(VersionedModelForm):
    class Meta:
        model = FundingSource
        fields = ["plan", "name", "type"]
        widgets = {"plan": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].disabled = True
        self.fields["type"].choices = [("", _("Choose"))] + FundingSource.Type.choices

    def refuse_name(self):
        """The name was taken after the check; what was claimed for this editor stays theirs."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.instance.version
        self.add_error("name", _("Somebody else gave a funding source this name just now."))
