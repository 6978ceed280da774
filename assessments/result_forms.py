"""Forms of what people say about results."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Consent, PhaseOverride, ResultComment
from roles.editing import VersionedModelForm
from roles.models import Member


class OverrideForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = PhaseOverride
        fields = ["phase", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
        error_messages = {
            "phase": {"required": gettext_lazy("Choose a phase.")},
            "reason": {"required": gettext_lazy("Write the reason; the member reads it.")},
        }

    def __init__(self, *args, derived, **kwargs):
        super().__init__(*args, **kwargs)
        self.derived = derived

    def clean_phase(self):
        phase = self.cleaned_data["phase"]
        if phase == self.derived:
            raise forms.ValidationError(_("This is the phase that the rule gives already."))
        return phase


class CommentForm(VersionedModelForm):
    class Meta:
        model = ResultComment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class SignedConsentForm(forms.ModelForm):
    """A consent that a member signed on paper, as the lead records it."""

    use_required_attribute = False

    class Meta:
        model = Consent
        fields = ["member", "what", "signed", "note"]
        widgets = {"signed": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = team.members.filter(kind=Member.Kind.PERSON)
        self.fields["signed"].required = True

    def clean_signed(self):
        signed = self.cleaned_data["signed"]
        if signed > timezone.localdate():
            raise forms.ValidationError(_("The day of the signature lies in the future."))
        return signed
