"""What is asked when a plan is submitted, decided about, or shown to a partner."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.fields import DayInput
from plans.models import PlanVersion, ShareLink
from plans.models.shares import LONGEST_DAYS
from roles.formats import longdate

LONGEST_TEXT = 2000
USUAL_DAYS = 30


class SubmitForm(forms.Form):
    """What is new in the version that is about to be frozen."""

    use_required_attribute = False
    change = forms.CharField(
        label=gettext_lazy("What is new"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=PlanVersion._meta.get_field("change").help_text,
        error_messages={"max_length": gettext_lazy("Shorten the text to 2,000 characters.")},
    )


class DecisionForm(forms.Form):
    """Approve, or return with what has to change."""

    use_required_attribute = False
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "When you return it: what has to change, and where. Everybody in the team reads it."
        ),
        error_messages={"max_length": gettext_lazy("Shorten the text to 2,000 characters.")},
    )

    def __init__(self, *args, returns=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.returns = returns

    def clean_comment(self):
        comment = self.cleaned_data["comment"].strip()
        if self.returns and not comment:
            raise forms.ValidationError(_("Say what has to change."))
        return comment


class ShareLinkForm(forms.ModelForm):
    """A new link; its plan is given by the instance."""

    use_required_attribute = False
    secret = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        min_length=8,
        max_length=100,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "At least 8 characters. Tell it to the partner on another way than the link."
        ),
    )

    class Meta:
        model = ShareLink
        fields = ["label", "shows", "expires_on"]
        widgets = {"shows": forms.RadioSelect, "expires_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shows"].choices = ShareLink.Shows.choices
        self.initial["expires_on"] = timezone.localdate() + timedelta(days=USUAL_DAYS)

    def clean_expires_on(self):
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        latest = today + timedelta(days=LONGEST_DAYS)
        if not today <= day <= latest:
            raise forms.ValidationError(
                _("Enter a day between today and %(latest)s.") % {"latest": longdate(latest)}
            )
        return day

    def clean_shows(self):
        shows = self.cleaned_data["shows"]
        approved = self.instance.plan.versions.approved().exists()
        if shows == ShareLink.Shows.APPROVED and not approved:
            raise forms.ValidationError(
                _("No version is approved yet. Show the plan as it is today, or wait.")
            )
        return shows


class PasswordForm(forms.Form):
    """The password of a share link."""

    use_required_attribute = False
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=100,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the password you were told.")},
    )
