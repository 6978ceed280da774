from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plans.fields import DayInput
from plans.models import Activity, Plan
from roles.editing import VersionedModelForm
from roles.known_rows import KnownRowsField
from roles.models import Skill

BETWEEN = gettext_lazy("Enter years between 2000 and 2100.")
IN_THIS_CENTURY = [MinValueValidator(2000, BETWEEN), MaxValueValidator(2100, BETWEEN)]


class PlanForm(VersionedModelForm):
    class Meta:
        model = Plan
        fields = ["team", "title", "start_year", "end_year"]
        widgets = {"team": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].disabled = True
        for name in ("start_year", "end_year"):
            self.fields[name].validators = IN_THIS_CENTURY

    def clean(self):
        data = super().clean()
        start, end = data.get("start_year"), data.get("end_year")
        if self.instance.pk and start and end:
            self._keep_activities_inside(start, end)
        return data

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


class ActivityForm(VersionedModelForm):
    class Meta:
        model = Activity
        fields = ["title", "kind", "participants", "audience", "skills", "start", "end"]
        fields += ["owner", "status"]
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
                self.add_error(name, self._outside(plan))
        return data

    @staticmethod
    def _outside(plan):
        return _(
            "Enter a day in the years of the plan, %(first)s to %(last)s, or change the years of "
            "the plan first."
        ) % {"first": plan.start_year, "last": plan.end_year}
