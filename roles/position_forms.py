"""Forms of a position: what it is, and a new one with whoever takes it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.assignment_forms import AssignmentForm
from roles.editing import MessagesAtFields, VersionedModelForm
from roles.formation import SECURITY_MANAGER
from roles.forms import DateInput
from roles.models import Assignment, Position, Role
from roles.models.days import sensible_day
from roles.new_member import NEW_MEMBER, NewMemberFields

YES_OR_NO = Position._meta.get_field("senior").choices
WAITING = (Position.Vacancy.RECRUITING, Position.Vacancy.PLANNED)


class HolderField(forms.ChoiceField):
    """Who holds a position: the number of a member, "new", or nothing."""

    def has_changed(self, initial, data):
        return str(initial or "") != str(data or "")


class PositionForm(MessagesAtFields, VersionedModelForm):
    """The position itself. Who is in it has pages of its own (roles/assignment_views.py)."""

    field_of_constraint = {
        "share_of_full_time_lies_between_0_and_1": "fte",
        "share_of_full_time_is_0_only_while_planned": "fte",
    }

    class Meta:
        model = Position
        fields = "role vacancy fte funding payer recruit_by local_title senior note".split()
        widgets = {
            "recruit_by": DateInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, roles, is_filled=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles
        self.initial["fte"] = f"{self.instance.fte:.2f}"
        self.fields["fte"].widget.attrs |= {"step": "0.05", "min": "0", "max": "1"}
        if is_filled:
            del self.fields["vacancy"]
        if self.instance.role_id and self.instance.role.slug != SECURITY_MANAGER:
            del self.fields["senior"]
        else:
            self.fields["senior"].choices = [("", _("Not said yet")), *YES_OR_NO]

    def clean_recruit_by(self):
        day = self.cleaned_data["recruit_by"]
        if day and "recruit_by" in self.changed_data and day < timezone.localdate():
            raise ValidationError(_("This day is over. Enter a day that is still to come."))
        return day

    def _get_validation_exclusions(self):
        """The share of full time is judged by the state, also where the page does not ask it."""
        return super()._get_validation_exclusions() - {"vacancy"}


class NewPositionForm(PositionForm, NewMemberFields):
    """A new position, with whoever is in it or is to come.

    Somebody chosen for a vacant position fills it; for one that is under recruitment or only
    planned, or without a date, somebody is meant for it.
    """

    holder = HolderField(
        label=_("Holder"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a member of this team.")},
    )
    starts_on = forms.DateField(
        label=_("Holder from"),
        required=False,
        initial=timezone.localdate,
        validators=[sensible_day],
        widget=DateInput,
        help_text=_(
            "Leave empty when it is not known any more. With a later day, the holder is shown as "
            "planned and begins on that day."
        ),
    )
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        validators=[sensible_day],
        widget=DateInput,
        help_text=Assignment._meta.get_field("ends_on").help_text,
    )
    undated_plan = forms.BooleanField(
        label=_("The date is not known yet"),
        required=False,
        help_text=Assignment._meta.get_field("undated_plan").help_text,
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        self.fields["role"].widget = forms.HiddenInput()
        vacancy = self.fields["vacancy"]
        vacancy.label = _("While nobody is in it, it is")
        vacancy.choices = [c for c in Position.Vacancy.choices if c[0] != Position.Vacancy.CLOSED]
        if not self.members:
            self.initial["holder"] = NEW_MEMBER
        self.fields["holder"].choices = [
            *((pk, str(member)) for pk, member in self.members.items()),
            (NEW_MEMBER, _("Somebody who is not in the team yet")),
            ("", _("Nobody yet")),
        ]

    @property
    def team(self):
        return self.instance.team

    def clean_holder(self):
        if self.cleaned_data["holder"] == NEW_MEMBER:
            return None
        return self.members.get(self.cleaned_data["holder"])

    def clean(self):
        cleaned = super().clean()
        if self.somebody and not self.errors:
            self._judge_plan(cleaned["starts_on"])
        if self.somebody and not self.errors:
            self._judge_dates()
        return cleaned

    def _judge_plan(self, starts_on):
        """Whoever is only meant for the position is not in it since a past day."""
        today = timezone.localdate()
        if self._is_open and starts_on and starts_on < today:
            message = _(
                "Since that day the position would be filled. Mark it as vacant, choose a later "
                "day, or leave the day empty."
            )
            self.add_error("starts_on", message)
        if self._is_open and starts_on and starts_on > today and not self.cleaned_data["fte"]:
            message = _("Enter the share of full time that this holder will have.")
            self.add_error("fte", message)

    def _judge_dates(self):
        try:
            self.new_assignment().validate_constraints(exclude={"position"})
        except ValidationError as wrong:
            places = {
                str(constraint.violation_error_message): AssignmentForm.field_of_constraint[name]
                for constraint in Assignment._meta.constraints
                if (name := constraint.name) in AssignmentForm.field_of_constraint
            }
            for message in wrong.messages:
                self.add_error(places[message], message)

    @property
    def _is_open(self):
        return self.cleaned_data.get("vacancy") in WAITING

    @property
    def somebody(self):
        """Who is chosen: a member, a new one that is not saved, or None."""
        return self.new_member() if self.wants_new_member else self.cleaned_data.get("holder")

    @property
    def waits(self):
        """Whoever is chosen is only meant for the position."""
        return self._is_open or self.cleaned_data.get("undated_plan", False)

    def new_assignment(self):
        """Who is in the new position or is to come, or None. Only for a form without errors.

        A plan whose day is left as it was offered, today, has no date yet.
        """
        if self.somebody is None:
            return None
        starts_on, ends_on = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        undated = self.cleaned_data["undated_plan"]
        today = timezone.localdate()
        if undated and starts_on == today or self._is_open and (starts_on or today) <= today:
            starts_on, undated = None, True
        return Assignment(
            member=self.somebody, starts_on=starts_on, ends_on=ends_on, undated_plan=undated
        )


def role_choices(roles):
    """Roles that a position can have, grouped by class; a family is no position of its own."""
    return [
        (
            role_class.label,
            [(r.pk, r.name) for r in roles if r.role_class == role_class and not r.is_family],
        )
        for role_class in Role.Class
    ]
