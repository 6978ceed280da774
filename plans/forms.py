"""Forms of the plan itself and of its activities."""

from decimal import Decimal

from babel.numbers import list_currencies
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plans.fields import DayInput, NumberField
from plans.models import Activity, Plan
from roles.editing import MessagesAtFields, VersionedModelForm
from roles.known_rows import KnownRowsField
from roles.models import Skill

BETWEEN = gettext_lazy("Enter years between 2000 and 2100.")
CURRENCIES = list_currencies()
IN_THIS_CENTURY = [MinValueValidator(2000, BETWEEN), MaxValueValidator(2100, BETWEEN)]


class PlanForm(MessagesAtFields, VersionedModelForm):
    class Meta:
        model = Plan
        fields = ["team", "title", "start_year", "end_year", "contingency_percent"]
        fields += ["second_currency", "second_rate", "second_rate_day"]
        widgets = {"team": forms.HiddenInput, "second_rate_day": DayInput}

    contingency_percent = NumberField(
        label=gettext_lazy("Contingency in percent"),
        required=False,
        decimals=2,
        most=Decimal(50),
        help_text=Plan._meta.get_field("contingency_percent").help_text,
    )
    second_rate = NumberField(
        label=gettext_lazy("Exchange rate"), required=False, decimals=6, most=Decimal(10**11)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].disabled = True
        self.fields["second_currency"].widget.attrs["class"] = "narrow"
        self.fields["second_rate"].help_text = _(
            "How many %(currency)s one unit of the second currency costs."
        ) % {"currency": self.instance.team.currency}
        for name in ("start_year", "end_year"):
            self.fields[name].validators = IN_THIS_CENTURY

    def clean(self):
        data = super().clean()
        self._check_second(data)
        start, end = data.get("start_year"), data.get("end_year")
        if self.instance.pk and start and end:
            self._keep_activities_inside(start, end)
        return data

    def clean_contingency_percent(self):
        return self.cleaned_data["contingency_percent"] or Decimal(0)

    def clean_second_currency(self):
        code = self.cleaned_data["second_currency"].strip().upper()
        if code and code not in CURRENCIES:
            raise forms.ValidationError(_("Enter three letters of ISO 4217, such as EUR."))
        if code and code == self.instance.team.currency:
            raise forms.ValidationError(_("The plan is in this currency already."))
        return code

    def _check_second(self, data):
        """A second currency needs its rate and the day of it; without one both are dropped."""
        if "second_currency" in self.errors:
            return
        if not data["second_currency"]:
            data["second_rate"] = data["second_rate_day"] = None
            return
        if data.get("second_rate") == 0:
            self.add_error("second_rate", _("Enter a rate above 0."))
        for name in ("second_rate", "second_rate_day"):
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, _("Say which rate, and of which day."))

    def _keep_activities_inside(self, start, end):
        dated = self.instance.activities.filter(start__isnull=False)
        outside = dated.exclude(start__year__gte=start, end__year__lte=end)
        codes = list(outside.values_list("code", flat=True))
        if codes:
            message = ngettext(
                "%(codes)s runs outside these years. Change its dates first.",
                "%(codes)s run outside these years. Change their dates first.",
                len(codes),
            )
            self.add_error("end_year", message % {"codes": ", ".join(codes)})
        if codes := self._with_costs_outside(start, end):
            message = _(
                "Cost lines or days of an expert lie outside these years: %(codes)s. Change them "
                "first; nothing of them is dropped."
            )
            self.add_error("end_year", message % {"codes": ", ".join(codes)})

    def _with_costs_outside(self, start, end):
        """Codes of the activities whose lines or days of assistance stand in other years."""
        found = []
        activities = self.instance.activities.prefetch_related(
            "cost_lines", "assistance__days_by_year"
        )
        for activity in activities.select_related("assistance").order_by("pk"):
            lines = activity.cost_lines.all()
            years = [day.year for line in lines for day in (line.start, line.end) if day]
            years += [year for line in lines for year in line.own_years]
            if terms := getattr(activity, "assistance", None):
                years += [row.year for row in terms.days_by_year.all()]
            if any(not start <= year <= end for year in years):
                found.append(activity.code)
        return found


class ActivityForm(MessagesAtFields, VersionedModelForm):
    field_of_constraint = {
        "activity_has_both_dates_or_none": "end",
        "activity_ends_after_it_starts": "end",
    }

    class Meta:
        model = Activity
        fields = ["title", "kind", "participants", "audience", "skills", "start", "end"]
        fields += ["owner", "status", "new_work"]
        widgets = {
            "participants": forms.CheckboxSelectMultiple,
            "skills": forms.CheckboxSelectMultiple,
            "start": DayInput,
            "end": DayInput,
        }
        field_classes = {"participants": KnownRowsField, "skills": KnownRowsField}
        help_texts = {
            "participants": gettext_lazy("Members of the team who learn or do something in it."),
            "end": gettext_lazy("Leave both days empty while you do not know them."),
            "status": gettext_lazy(
                "A cancelled activity stays in the list; its cost no longer counts."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        members = plan.team.members.all()
        self.fields["participants"].queryset = members
        self.fields["owner"].queryset = members
        self.fields["owner"].empty_label = _("Nobody yet")
        self.fields["kind"].choices = [("", _("Choose"))] + Activity.Kind.choices
        self.fields["new_work"].choices = [("", _("Not said")), *Activity.NewWork.choices]
        self.fields["skills"].queryset = self._skills()

    def _skills(self):
        """What the catalogue and the team offer today, and what this activity has already."""
        skills = Skill.every.of_team(self.instance.plan.team).current()
        if self.instance.pk:
            skills = skills | Skill.every.filter(activities=self.instance)
        return skills.select_related("skill_set").distinct()

    def clean(self):
        data = super().clean()
        plan = self.instance.plan
        for name in ("start", "end"):
            day = data.get(name)
            if day and day.year not in plan.years:
                self.add_error(name, outside(plan))
        return data


def outside(plan):
    """What is said of a day that lies outside the years of the plan."""
    return _(
        "Enter a day in the years of the plan, %(first)s to %(last)s, or change the years of "
        "the plan first."
    ) % {"first": plan.start_year, "last": plan.end_year}
