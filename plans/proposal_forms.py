"""Proposed activities, as the lead changes them before anything is written."""

import json
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.fields import HIGHEST_UNIT_COST, DayInput, NumberField
from plans.models import Activity

MOST_PROPOSALS = 120
TEXT = forms.HiddenInput


class ProposalForm(forms.Form):
    """One proposal. Only a ticked one is checked and written."""

    use_required_attribute = False
    include = forms.BooleanField(label=gettext_lazy("Add to the plan"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a title.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Activity.Kind, required=False)
    participants = forms.MultipleChoiceField(
        label=gettext_lazy("Participants"), required=False, widget=forms.CheckboxSelectMultiple
    )
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    start = forms.DateField(label=gettext_lazy("Starts"), required=False, widget=DayInput)
    end = forms.DateField(label=gettext_lazy("Ends"), required=False, widget=DayInput)
    fee = NumberField(required=False, most=HIGHEST_UNIT_COST)
    travel = NumberField(required=False, most=HIGHEST_UNIT_COST)
    category = forms.CharField(max_length=10, required=False, widget=TEXT)
    resource = forms.CharField(max_length=10, required=False, widget=TEXT)
    skills = forms.CharField(max_length=2000, required=False, widget=TEXT)
    gaps = forms.CharField(max_length=60_000, required=False, widget=TEXT)
    # What was said of it travels along, so that it is still there beside an error.
    why = forms.CharField(required=False, widget=TEXT)

    def __init__(self, *args, plan, members, decimals, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        people = [(str(member.pk), member.name) for member in members]
        shown = {str(one) for one in self.initial.get("participants", ())}
        near = {str(one) for one in self.initial.get("near", shown)} | shown
        self.fields["participants"].choices = [
            one for one in people if not self.initial or one[0] in near
        ]
        self.fields["owner"].choices = [("", _("Nobody yet")), *people]
        currency = plan.team.currency
        for name, label in (
            ("fee", _("Fee for one person, in %(currency)s")),
            ("travel", _("Travel and lodging of one person, in %(currency)s")),
        ):
            self.fields[name].label = label % {"currency": currency}
            self.fields[name].decimals = decimals

    @property
    def told(self) -> dict:
        """Why it is proposed, as `Proposal.told` wrote it; empty for what is no such text."""
        try:
            found = json.loads(self["why"].value() or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def full_clean(self):
        """What is not ticked is not looked at, whatever stands in it."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("include"):
            self._errors.clear()

    def clean(self):
        data = super().clean()
        start, end = data.get("start"), data.get("end")
        self._days("start", "end", start, end)
        if start and end and end < start:
            self.add_error("end", _("The last day lies before the first."))
        return data

    def _days(self, first, last, start, end):
        if bool(start) != bool(end) and not {first, last} & set(self.errors):
            missing = last if start else first
            self.add_error(missing, _("Enter both the first and the last day, or neither."))
        for name, day in ((first, start), (last, end)):
            if isinstance(day, date) and day.year not in self.plan.years:
                message = _("Enter a day in the years of the plan, %(first)s to %(last)s.")
                years = {"first": self.plan.start_year, "last": self.plan.end_year}
                self.add_error(name, message % years)


class ProposalsFormSet(forms.BaseFormSet):
    def clean(self):
        if not any(form.errors for form in self.forms) and not self.chosen:
            raise forms.ValidationError(_("Tick at least one activity to add it to the plan."))

    @property
    def chosen(self):
        return [form for form in self.forms if form.cleaned_data.get("include")]


def proposals_formset(plan, members, decimals, data=None, initial=()):
    factory = forms.formset_factory(
        ProposalForm,
        formset=ProposalsFormSet,
        extra=0,
        max_num=MOST_PROPOSALS,
        absolute_max=MOST_PROPOSALS,
    )
    return factory(
        data,
        initial=list(initial),
        prefix="p",
        form_kwargs={"plan": plan, "members": members, "decimals": decimals},
    )
