"""Many cost lines in one table: a row of fields for each."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.budget import currency_decimals, line_total
from plans.fields import HIGHEST_UNIT_COST, NumberField, use_currency
from plans.ledger import PARTS_ARE_AMOUNTS, parts_make
from plans.models import CostLine, Funding, Plan
from plans.money_forms import MOST_TIMES
from plans.share_forms import agree, who_pays
from roles.editing import VersionedModelForm

SHARED = ("source", "status")


class BulkLineForm(VersionedModelForm):
    """One line of the table. Only what differs from what the page had shown is a change.

    Who pays can be changed here while one source pays the whole line; shares are kept as they
    are. What the page had shown travels along, so that somebody else's change in a row that this
    person left alone is no conflict.
    """

    quantity = NumberField(label=gettext_lazy("Quantity"))
    frequency = NumberField(label=gettext_lazy("Times"), most=MOST_TIMES)
    unit_cost = NumberField(most=HIGHEST_UNIT_COST)
    source = forms.ChoiceField(label=gettext_lazy("Funder"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("State"), choices=Funding.Status)

    class Meta:
        model = CostLine
        fields = ["description", "quantity", "frequency", "unit_cost", "recurrence"]

    def __init__(self, *args, plan: Plan, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.sources = plan, sources
        self.fundings = list(self.instance.fundings.all())
        self.fields["recurrence"].choices = CostLine.Recurrence.choices
        self.fields["unit_cost"].decimals = currency_decimals(plan.team.currency)
        use_currency(self.fields["unit_cost"], plan.team.currency)
        if len(self.fundings) == 1:
            names = [(str(source.pk), source.name) for source in sources.values()]
            self.fields["source"].choices = [("", _("No funder yet")), *names]
            self.initial |= self._paid_by(self.fundings)
        else:
            del self.fields["source"], self.fields["status"]
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "seen"
            where = f"{self.instance.activity.code} {self.instance}"
            field.widget.attrs |= {"aria-label": f"{field.label}, {where}"}
            field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} slim".strip()

    @staticmethod
    def _paid_by(fundings):
        (funding,) = fundings
        return {"source": str(funding.source_id or ""), "status": funding.status}

    def has_changed(self):
        return bool(set(self.changed_data) - {"seen"})

    def clean_source(self):
        return self.sources.get(self.cleaned_data["source"])

    def clean_frequency(self):
        if self.cleaned_data["frequency"] == 0:
            raise forms.ValidationError(_("Enter how many times: more than 0."))
        return self.cleaned_data["frequency"]

    def clean(self):
        data = super().clean()
        if "status" in self.fields:
            agree(self, data.get("source"), data.get("status"))
        if not self.errors:
            self._keep_parts(data)
        return data

    def _keep_parts(self, data):
        """Amounts by year or by funder were made for the former total."""
        decimals = currency_decimals(self.plan.team.currency)
        total = line_total(data["quantity"], data["unit_cost"], decimals, data["frequency"])
        if not parts_make(self.instance, total):
            self.add_error("unit_cost", PARTS_ARE_AMOUNTS)

    def _claim(self):
        """A row that was left alone is nobody's change."""
        if self.has_changed():
            super()._claim()

    def save(self, commit=True):
        line = super().save(commit)
        if "status" in self.fields:
            Funding.objects.filter(pk=self.fundings[0].pk).update(
                **{name: self.cleaned_data[name] for name in SHARED}
            )
        return line

    def stored(self, row):
        found = super().stored(row)
        fundings = list(row.fundings.all())
        return found | (self._paid_by(fundings) if len(fundings) == 1 else {})

    def _shown(self, row, name, entered):
        if name == "source":
            return who_pays(row)
        if name == "status":
            return Funding.Status(entered[name]).label
        return super()._shown(row, name, entered)


def bulk_forms(data, plan: Plan, lines) -> list[BulkLineForm]:
    """A form for each line; `lines` need activity, category and fundings__source."""
    sources = {str(source.pk): source for source in plan.funding_sources.all()}
    return [
        BulkLineForm(data, instance=line, prefix=f"line{line.pk}", plan=plan, sources=sources)
        for line in lines
    ]
