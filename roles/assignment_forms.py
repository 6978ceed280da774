"""Forms of who is in a position: appointing, ending, correcting.

That two assignments of a position do not overlap is judged by Assignment.clean.
"""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.editing import MessagesAtFields, VersionedModelForm
from roles.forms import DateInput
from roles.models import Assignment, Member
from roles.new_member import NEW_MEMBER, NewMemberFields

RULED = {"position", "starts_on", "ends_on", "undated_plan", "end_reason", "destination"}


class AssignmentForm(MessagesAtFields, VersionedModelForm):
    """The position comes with the instance; it is in the form so that its rules are checked."""

    field_of_constraint = {
        "assignment_ends_after_it_starts": "ends_on",
        "assignment_has_a_reason_only_with_an_end": "ends_on",
        "assignment_has_a_destination_only_with_a_reason": "end_reason",
        "undated_plan_has_no_dates": "undated_plan",
        "position_has_one_assignment_without_an_end": "starts_on",
        "position_has_one_plan_without_a_date": "undated_plan",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].disabled = True
        self.fields["position"].widget = forms.HiddenInput()

    def _get_validation_exclusions(self):
        """The rules look at all dates, also at those that this page does not ask."""
        wrong = set(self.errors)
        return {
            name
            for name in super()._get_validation_exclusions()
            if name in wrong or (name not in RULED)
        }

    class Meta:
        model = Assignment
        fields = ["position", "starts_on", "ends_on", "undated_plan"]
        widgets = {"starts_on": DateInput, "ends_on": DateInput}


class MemberField(forms.ModelChoiceField):
    """Asks the database only for members on offer: SQLite fails on a forged number too big."""

    def to_python(self, value):
        known = {str(member.pk): member for member in self.queryset}
        if value in self.empty_values or value == NEW_MEMBER:
            return None
        if str(value) not in known:
            raise forms.ValidationError(_("Choose a member of this team."))
        return known[str(value)]


class AppointForm(AssignmentForm, NewMemberFields):
    """Who takes a position, from when, until when."""

    choice = "member"
    member = MemberField(
        label=_("Member"),
        queryset=Member.objects.none(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who takes the position.")},
    )

    class Meta(AssignmentForm.Meta):
        fields = ["position", "member", "starts_on", "ends_on", "undated_plan"]

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["member"].required = not self.wants_new_member
        self.initial["starts_on"] = timezone.localdate()

    @property
    def team(self):
        return self.instance.position.team

    def _get_validation_exclusions(self):
        """Somebody new has no number yet that could be judged."""
        new = {"member"} if self.wants_new_member else set()
        return super()._get_validation_exclusions() | new

    def clean(self):
        """Today, as it was offered, is no date that somebody entered."""
        cleaned = super().clean()
        if self.wants_new_member:
            cleaned["member"] = self.new_member()
        if cleaned.get("undated_plan") and cleaned.get("starts_on") == timezone.localdate():
            cleaned["starts_on"] = None
        return cleaned


class EndingForm(AssignmentForm):
    """How an assignment ends: what is asked on both pages that know of an end."""

    handover = forms.MultipleChoiceField(
        label=_("Handover: what is done"),
        choices=Assignment.Handover.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You can come back and tick the rest."),
    )

    class Meta(AssignmentForm.Meta):
        fields = ["position", "ends_on", "end_reason", "destination", "handover", "note"]
        widgets = AssignmentForm.Meta.widgets | {"note": forms.Textarea(attrs={"rows": 3})}


class EndForm(EndingForm):
    """The end of the current assignment: a day and a reason are needed."""

    field_instead = {"starts_on": "ends_on"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].label = _("Last day")
        self.fields["ends_on"].help_text = _("From the day after, the position is vacant.")
        self.initial["ends_on"] = timezone.localdate()
        self.fields["ends_on"].required = self.fields["end_reason"].required = True


class CorrectionForm(EndingForm):
    """What was entered wrongly about an assignment, whatever its dates."""

    class Meta(EndingForm.Meta):
        fields = [
            "position",
            "starts_on",
            "ends_on",
            "undated_plan",
            "end_reason",
            "destination",
            "handover",
            "note",
        ]
