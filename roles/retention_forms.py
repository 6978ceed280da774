"""Forms of what keeps a member: the outlook, and the measures with their next steps."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from roles.forms import DateInput
from roles.models import RetentionMeasure, RetentionOutlook, RetentionStep
from roles.owned_forms import OwnedModelForm


class OutlookForm(OwnedModelForm):
    owner = "member"
    at_field = "reason"

    class Meta:
        model = RetentionOutlook
        fields = ["risk", "reason"]
        widgets = {"risk": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["risk"].label = _("How likely is it that this member leaves?")
        self.fields["risk"].choices = RetentionOutlook.Risk.choices
        if self.instance.pk is None:  # nothing seen yet: whoever saves first meanwhile is told of
            self.fields["seen"].initial = 0


class MeasureField(forms.ModelChoiceField):
    """Measures of the guide, each with its evidence and care, and what kind of statement it is."""

    taken = frozenset()  # measures that stand in the member's list already

    def label_from_instance(self, measure):
        mark = _("in the list already") if measure.pk in self.taken else ""
        return format_html(
            "{} <span class='code basis'>{} · {}</span>{}{}",
            measure.name,
            measure.basis,
            measure.get_basis_display(),
            format_html(" <span class='tag'>{}</span>", mark) if mark else "",
            format_html("<br><span class='quiet'>{}</span>", measure.care) if measure.care else "",
        )


class StepForm(OwnedModelForm):
    owner = "member"
    at_field = "measure"
    measure = MeasureField(queryset=RetentionMeasure.objects.none(), widget=forms.RadioSelect)

    class Meta:
        model = RetentionStep
        fields = ["measure", "state", "next_step", "due", "note"]
        widgets = {
            "state": forms.RadioSelect,
            "due": DateInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["measure"]
        field.label, field.empty_label = _("Measure"), None
        others = self.instance.member.retention_steps.exclude(pk=self.instance.pk)
        field.taken = frozenset(others.values_list("measure", flat=True))
        field.queryset = self._measures()
        field.error_messages["required"] = _("Choose a measure.")
        self.fields["state"].choices = RetentionStep.State.choices

    def _measures(self):
        """What the catalogue offers, and the own one even when it was retired."""
        measures = RetentionMeasure.objects.current()
        if self.instance.measure_id:
            measures |= RetentionMeasure.objects.filter(pk=self.instance.measure_id)
        return measures.order_by("order", "pk")
