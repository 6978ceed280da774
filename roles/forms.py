"""Forms of the team, its positions, its members and who has access."""

from babel.numbers import list_currencies
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roles.editing import MessagesAtFields, VersionedModelForm
from roles.models import Assignment, Member, Position, Role, Team, TeamAccess, User
from roles.models.days import sensible_day
from roles.models.team import Engagement, Sector
from roles.sector_words import LONGEST_WORD, language_of, words_of

NEW_MEMBER = "new"


class DateInput(forms.DateInput):
    """The browser's own calendar; the value travels as ISO 8601 in every language."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class TeamForm(VersionedModelForm):
    also_saved = ("words",)
    sector = forms.ChoiceField(
        label=_("Sector"), choices=Sector.choices, help_text=_("The ministry's field of work.")
    )
    language = forms.ChoiceField(
        label=_("Language of documents"),
        help_text=_("The language in which plans are written. It can be chosen again at export."),
    )

    class Meta:
        model = Team
        fields = [
            "country",
            "name",
            "sector",
            "context",
            "resource_constrained",
            "language",
            "languages",
            "currency",
            "governing_body",
            "profile",
        ]
        widgets = {
            "context": forms.RadioSelect,
            "profile": forms.Textarea(attrs={"rows": 4}),
            "currency": forms.TextInput(
                attrs={"class": "narrow", "maxlength": 3, "autocapitalize": "characters"}
            ),
        }

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _keeping(languages, self.instance.language)
        self.fields["sector"].choices = _keeping(Sector.choices, self.instance.sector)
        self.fields["currency"].widget.attrs["class"] = "narrow"

    def clean_currency(self):
        code = self.cleaned_data["currency"].upper()
        if code not in list_currencies():
            raise ValidationError(
                _("%(code)s is no currency of ISO 4217. Enter three letters, such as USD or XAF."),
                params={"code": code},
            )
        return code


class WordsForm(forms.Form):
    """A team's own words in the language of the page, each in place of one of the catalogue."""

    use_required_attribute = False

    def __init__(self, data, *, team):
        self.team, self.language = team, language_of(get_language())
        self.written = {f"word-{n}": word for n, word in enumerate(words_of(self.language))}
        own = team.words.get(self.language, {})
        initial = {name: own.get(word.written, "") for name, word in self.written.items()}
        super().__init__(data, initial=initial)
        for name, word in self.written.items():
            said = word.said_in(team.sector)
            self.fields[name] = forms.CharField(
                label=_("In place of “%(word)s”") % {"word": word.written},
                required=False,
                max_length=LONGEST_WORD,
                help_text=_("Left empty: “%(word)s”.") % {"word": said},
            )

    def own_words(self):
        """The words of all languages with those that were typed; empty ones are left out."""
        typed = {
            word.written: self.cleaned_data[name]
            for name, word in self.written.items()
            if self.cleaned_data[name] and self.cleaned_data[name] != word.said_in(self.team.sector)
        }
        others = {code: own for code, own in self.team.words.items() if code != self.language}
        return others | ({self.language: typed} if typed else {})


class MemberForm(VersionedModelForm):
    account_email = forms.EmailField(
        label=_("Account"),
        required=False,
        help_text=_(
            "The e-mail address with which this member signs in, to fill in the own assessment. "
            "It can be added later."
        ),
    )
    also_saved = ("user",)

    class Meta:
        model = Member
        fields = [
            "name",
            "kind",
            "employer",
            "employer_type",
            "engagement",
            "contract_end",
            "in_country",
            "background",
            "email",
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "contract_end": DateInput,
            "background": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["account_email"] = self._email_of(self.instance)

    @staticmethod
    def _email_of(member):
        return member.user.email if member.user else ""

    def stored(self, row):
        return super().stored(row) | {"account_email": self._email_of(row)}

    def clean_account_email(self):
        email = self.cleaned_data["account_email"]
        self.account = existing_account(email) if email else None
        others = Member.objects.filter(team=self.instance.team).exclude(pk=self.instance.pk)
        if self.account and others.filter(user=self.account).exists():
            raise ValidationError(_("This account belongs to another member of the team."))
        return email

    def clean(self):
        if "account_email" not in self.errors:
            self.instance.user = self.account
        return super().clean()


class HolderField(forms.ChoiceField):
    """Who holds a position: the number of a member, "new", or nothing."""

    def has_changed(self, initial, data):
        return str(initial or "") != str(data or "")


class FieldWithDefault(forms.ChoiceField):
    """A choice that is always made; what is not sent is what was offered first."""

    def clean(self, value):
        return super().clean(value or self.initial)


class PositionForm(MessagesAtFields, VersionedModelForm):
    """The position itself. Who is in it has pages of its own (roles/assignment_views.py)."""

    field_of_constraint = {
        "share_of_full_time_lies_between_0_and_1": "fte",
        "share_of_full_time_is_0_only_while_planned": "fte",
    }

    class Meta:
        model = Position
        fields = ["role", "vacancy", "fte", "funding", "payer", "recruit_by", "local_title", "note"]
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

    def _get_validation_exclusions(self):
        """The share of full time is judged by the state, also where the page does not ask it."""
        return super()._get_validation_exclusions() - {"vacancy"}


class NewPositionForm(PositionForm):
    """A new position, with whoever is in it or is to come."""

    holder = HolderField(label=_("Holder"), required=False, widget=forms.RadioSelect)
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
    new_in_country = forms.BooleanField(
        label=_("Works in the country"), required=False, initial=True
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=Position.State.choices,
        initial=Position.State.FILLED,
        help_text=_("Planned: wished for, not yet approved. Vacant: approved, nobody in it."),
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

    class Meta(PositionForm.Meta):
        fields = ["role", "fte", "funding", "payer", "recruit_by", "local_title", "note"]

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        self.fields["role"].widget = forms.HiddenInput()
        self.fields["new_name"].required = not self.is_bound or self.wants_new_member
        if not self.members:
            self.initial["holder"] = NEW_MEMBER
        self.fields["holder"].choices = [
            *((pk, str(member)) for pk, member in self.members.items()),
            (NEW_MEMBER, _("Somebody who is not in the team yet")),
            ("", _("Nobody yet")),
        ]

    def clean_holder(self):
        return self.members.get(self.cleaned_data["holder"])

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state", Position.State.FILLED)
        filled = state == Position.State.FILLED
        self.instance.vacancy = Position.Vacancy.VACANT if filled else state
        if "holder" not in self.errors:
            self._judge_holder(state)
        if self._has_somebody and self.waits and not self.errors:
            self._judge_plan(cleaned.get("starts_on"))
        return cleaned

    def _judge_holder(self, state):
        if state == Position.State.FILLED and not self._has_somebody:
            message = _(
                "Choose who holds the position, or mark it as vacant, recruiting or planned."
            )
            self.add_error("holder", message)
        if state in (Position.State.VACANT, Position.State.CLOSED) and self._has_somebody:
            message = _(
                "A vacant or closed position has no holder. Mark it as filled, or take the "
                "holder away."
            )
            self.add_error("holder", message)

    def _judge_plan(self, starts_on):
        """Somebody who is meant for a position that is not filled: not in it since a past day."""
        today = timezone.localdate()
        if starts_on and starts_on < today:
            message = _(
                "Since that day the position would be filled. Mark it as filled, choose a later "
                "day, or leave the day empty."
            )
            self.add_error("starts_on", message)
        if starts_on and starts_on > today and not self.cleaned_data["fte"]:
            message = _("Enter the share of full time that this holder will have.")
            self.add_error("fte", message)

    @property
    def wants_new_member(self):
        return self["holder"].value() == NEW_MEMBER

    @property
    def waits(self):
        """Whoever is chosen is only meant for the position."""
        state = self.cleaned_data.get("state")
        return state in (Position.State.RECRUITING, Position.State.PLANNED)

    @property
    def _has_somebody(self):
        return self.wants_new_member or self.cleaned_data.get("holder") is not None

    def new_member(self):
        """The member to create with the position, or None. Only for a valid form."""
        if not self.wants_new_member:
            return None
        kind = self.cleaned_data["new_kind"]
        is_organisation = kind == Member.Kind.ORGANISATION
        return Member(
            team=self.instance.team,
            name=self.cleaned_data["new_name"],
            kind=kind,
            engagement=Engagement.SERVICE_AGREEMENT if is_organisation else Engagement.PERMANENT,
            in_country=self.cleaned_data["new_in_country"],
        )

    def new_assignment(self):
        """Who is in the new position or is to come, or None. Only for a valid form.

        A plan whose day is left as it was offered, today, has no date yet.
        """
        if not self._has_somebody:
            return None
        starts_on = self.cleaned_data["starts_on"]
        undated = self.waits and not (starts_on and starts_on > timezone.localdate())
        assignment = Assignment(starts_on=None if undated else starts_on, undated_plan=undated)
        if self.cleaned_data["holder"] is not None:
            assignment.member = self.cleaned_data["holder"]
        return assignment


class AccessForm(forms.ModelForm):
    """Gives an account that exists a level in a team; the instance carries the team."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("E-mail address of the account"),
        help_text=_("The person must have an account already. The administrator creates it."),
    )

    class Meta:
        model = TeamAccess
        fields = ["email", "level"]
        widgets = {"level": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = TeamAccess.Level.choices
        self.initial["level"] = TeamAccess.Level.VIEWER

    def clean_email(self):
        account = existing_account(self.cleaned_data["email"])
        if self.instance.team.accesses.filter(user=account).exists():
            raise ValidationError(_("This account has access to the team already."))
        self.instance.user = account
        return self.cleaned_data["email"]


def existing_account(email):
    """The active account with that address, whatever its capitals; a message when there is none."""
    account = User.objects.filter(email__iexact=email, is_active=True).first()
    if account is None:
        raise ValidationError(
            _(
                "There is no account with the address %(email)s. Check the spelling, or ask the "
                "administrator to create the account first."
            ),
            params={"email": email},
        )
    return account


def role_choices(roles):
    """Roles that a position can have, grouped by class; a family is no position of its own."""
    return [
        (
            role_class.label,
            [(r.pk, r.name) for r in roles if r.role_class == role_class and not r.is_family],
        )
        for role_class in Role.Class
    ]


def _keeping(choices, value):
    """The choices, and the stored value when an import brought another one."""
    choices = list(choices)
    return choices if value in dict(choices) else [*choices, (value, value)]
