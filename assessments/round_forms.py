"""Rounds, their sheets, and the answers of one sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import ASSESSING, Assessment, Round
from roles.editing import MessagesAtFields, VersionedModelForm
from roles.known_rows import KnownRowsField
from roles.models import Member, Position, Role, Skill, TeamAccess, User


def _day():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoundForm(MessagesAtFields, VersionedModelForm):
    """A round; its team is given by the instance."""

    field_of_constraint = {
        "round_aims_at_a_day_after_it_opens": "closes",
        "round_closes_after_it_opens": "opened",
        "round_is_not_its_own_reference": "reference",
    }

    class Meta:
        model = Round
        fields = [
            "title",
            "mode",
            "baseline",
            "reference",
            "opened",
            "closes",
            "purpose",
            "assessors",
        ]
        widgets = {
            "mode": forms.RadioSelect,
            "opened": _day(),
            "closes": _day(),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "assessors": forms.CheckboxSelectMultiple,
        }
        field_classes = {"assessors": KnownRowsField}
        error_messages = {
            "title": {"required": _("Enter a title.")},
            "mode": {"required": _("Choose how the round is run.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = Round.Mode.choices
        others = self.instance.team.rounds.closed().exclude(pk=self.instance.pk)
        self.fields["reference"].queryset = others.order_by("-closed", "-pk")
        may = TeamAccess.objects.filter(team=self.instance.team, level__in=ASSESSING)
        self.fields["assessors"].queryset = User.objects.filter(pk__in=may.values("user"))


class NewRoundForm(RoundForm):
    """A new round also says who is assessed for which role, proposed from the positions."""

    scope = forms.MultipleChoiceField(
        label=_("Who is assessed, and for which role"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Proposed from the positions people hold. You can add others later, also roles that "
            "are only planned."
        ),
        error_messages={
            "required": _("Choose at least one member and role."),
            "invalid_choice": _("Choose members and roles from the list."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairs = {}
        labels, ticked = {}, []
        for position in proposed_positions(self.instance.team):
            key = f"{position.holder.pk}-{position.role.skill_set.slug}"
            if key in self.pairs:
                continue
            self.pairs[key] = (position.holder, position.role.skill_set)
            labels[key] = _scope_label(position)
            if _is_asked_at_once(position):
                ticked.append(key)
        self.fields["scope"].choices = labels.items()
        self.fields["scope"].initial = ticked

    def left_out(self):
        """Members for whom no sheet can be proposed, with the reason. Two queries."""
        proposed = {member.pk for member, _section in self.pairs.values()}
        team = self.instance.team
        held = Position.objects.open().held().filter(team=team).with_assignments()
        holders = {position.holder.pk for position in held}
        return [
            {
                "member": member,
                "reason": _("No skills are rated for the role.")
                if member.pk in holders
                else _("Holds no position, today or planned."),
            }
            for member in team.members.order_by("name")
            if member.pk not in proposed
        ]

    def sheets(self):
        """Pairs of member and skill set that were ticked."""
        return [self.pairs[key] for key in self.cleaned_data["scope"]]


def _scope_label(position):
    words = {"member": position.holder, "role": position.role.skill_set}
    if position.state != Position.State.FILLED:
        return _("%(member)s: %(role)s (planned)") % words
    if position.holder.kind == Member.Kind.ORGANISATION:
        return _("%(member)s: %(role)s (an organisation)") % words
    return _("%(member)s: %(role)s") % words


def _is_asked_at_once(position):
    """Ticked beforehand: people in the positions they hold; planned ones and organisations wait."""
    return position.state == Position.State.FILLED and position.holder.kind == Member.Kind.PERSON


def proposed_positions(team):
    """Positions with a holder, current ones first, by member; of roles whose skills are asked."""
    held = Position.objects.open().held().filter(team=team, role__skill_set__in=asked_roles(team))
    rows = held.select_related("role__skill_set").with_assignments().in_order()
    return sorted(rows, key=lambda one: (one.holder.pk, one.state != Position.State.FILLED))


def asked_roles(team):
    """The roles of which a team asks skills."""
    asked = Skill.every.asked_by(team)
    return Role.objects.current().filter(pk__in={key for one in asked for key in one.sections})


class AddSheetForm(forms.ModelForm):
    """One more member and role in a round, also a role that is only planned."""

    use_required_attribute = False

    class Meta:
        model = Assessment
        fields = ["round", "member", "section"]
        error_messages = {
            "member": {"required": _("Choose a member."), "invalid_choice": _("Choose a member.")},
            "section": {"required": _("Choose a role."), "invalid_choice": _("Choose a role.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].disabled = True
        self.fields["round"].widget = forms.HiddenInput()
        self.fields["member"].queryset = self.instance.round.team.members.order_by("name")
        self.fields["section"].help_text = ""
        self.fields["section"].queryset = asked_roles(self.instance.round.team)
