"""What is asked when an activity is done."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.fields import DayInput
from plans.models import Completion
from roles.editing import VersionedModelForm
from roles.known_rows import KnownRowsField


class CompletionForm(VersionedModelForm):
    class Meta:
        model = Completion
        fields = ["done_on", "outcome", "evidence", "attended"]
        widgets = {
            "done_on": DayInput,
            "outcome": forms.Textarea(attrs={"rows": 4}),
            "attended": forms.CheckboxSelectMultiple,
        }
        field_classes = {"attended": KnownRowsField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attended"].queryset = self.instance.activity.plan.team.members.all()

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        start = self.instance.activity.start
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if start and day < start:
            raise forms.ValidationError(_("The activity had not begun on that day."))
        return day
