"""Somebody who is not in the team yet, asked on the page where a holder is chosen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roles.models import Member
from roles.models.team import Engagement

NEW_MEMBER = "new"


class FieldWithDefault(forms.ChoiceField):
    """A choice that is always made; what is not sent is what was offered first."""

    def clean(self, value):
        return super().clean(value or self.initial)


class NewMemberFields(forms.Form):
    """The fields of a new member. The form that takes them names the `choice` they belong to."""

    choice = "holder"
    new_name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Enter the name of the new member.")},
    )
    new_kind = FieldWithDefault(
        label=_("Person or organisation"),
        choices=Member.Kind.choices,
        initial=Member.Kind.PERSON,
    )
    new_engagement = forms.ChoiceField(
        label=_("Engagement"),
        choices=[("", _("As usual")), *Engagement.choices],
        required=False,
        help_text=_("As usual: a person is permanent, an organisation has a service agreement."),
    )
    new_in_country = forms.BooleanField(
        label=_("Works in the country"), required=False, initial=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_name"].required = not self.is_bound or self.wants_new_member

    @property
    def wants_new_member(self):
        return self[self.choice].value() == NEW_MEMBER

    def new_member(self):
        """The member as typed, not saved; as far as it makes sense while the form is wrong."""
        cleaned = self.cleaned_data
        kind = cleaned.get("new_kind") or Member.Kind.PERSON
        is_organisation = kind == Member.Kind.ORGANISATION
        usual = Engagement.SERVICE_AGREEMENT if is_organisation else Engagement.PERMANENT
        return Member(
            team=self.team,
            name=cleaned.get("new_name") or _("The new member"),
            kind=kind,
            engagement=cleaned.get("new_engagement") or usual,
            in_country=bool(cleaned.get("new_in_country")),
        )
