"""What somebody writes who takes a sheet back."""

from django import forms
from django.utils.translation import gettext_lazy as _

NOTE_LENGTH = 1000


class ReasonForm(forms.Form):
    """Why a sheet is reopened."""

    reason = forms.CharField(
        label=_("Why is it reopened?"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a few words why the sheet is reopened.")},
    )
    use_required_attribute = False


class QuestionForm(forms.Form):
    """What the member is asked when a sheet goes back to them."""

    question = forms.CharField(
        label=_("What do you ask?"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The member reads it on the sheet and answers there."),
        error_messages={"required": _("Write the question; the member reads it on the sheet.")},
    )
    use_required_attribute = False
