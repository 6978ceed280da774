"""The terms of technical assistance, with the days of each year of the plan."""

from django import forms
from django.db import transaction

from plans.models import AssistanceDays, TechnicalAssistance
from roles.editing import VersionedModelForm
from roles.formats import year as year_text


class AssistanceForm(VersionedModelForm):
    class Meta:
        model = TechnicalAssistance
        fields = ["paired", "handed_over"]

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paired"].queryset = plan.team.members.all()
        stored = self.instance.days_by_year.all() if self.instance.pk else ()
        days = {row.year: row.days for row in stored}
        self.years = sorted({*plan.years, *days})
        for year in self.years:
            self.fields[f"days_{year}"] = forms.IntegerField(
                label=year_text(year),
                required=False,
                min_value=0,
                max_value=366,
                initial=days.get(year),
            )

    @property
    def day_fields(self):
        return [self[f"days_{year}"] for year in self.years]

    @transaction.atomic
    def save(self, commit=True):
        assistance = super().save(commit)
        assistance.days_by_year.all().delete()
        AssistanceDays.objects.bulk_create(
            AssistanceDays(assistance=assistance, year=year, days=days)
            for year in self.years
            if (days := self.cleaned_data[f"days_{year}"]) is not None
        )
        return assistance
