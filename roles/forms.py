"""Forms of the team, its positions, its members and who has access."""

from babel.numbers import list_currencies
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roles.editing import VersionedModelForm
from roles.formats import number
from roles.models import Member, Team, TeamAccess, User
from roles.models.team import Sector
from roles.sector_words import LONGEST_WORD, language_of, words_of


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
    amounts_stay = forms.BooleanField(
        label=_("Change the currency all the same"),
        required=False,
        help_text=_(
            "For a currency that was wrong from the start: the amounts are right as they are."
        ),
    )

    class Meta:
        model = Team
        fields = [
            "country",
            "name",
            "sector",
            "context",
            "resource_constrained",
            "personal_data",
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
        if self.instance._state.adding and get_language() in dict(languages):
            self.initial["language"] = get_language()

    @property
    def asks_about_amounts(self):
        """Whether the page asks if amounts stay as they are in another currency."""
        return self.has_error("currency", "amounts") or bool(self["amounts_stay"].data)

    def clean(self):
        code, before = self.cleaned_data.get("currency"), self.initial.get("currency")
        other = code and not self.instance._state.adding and code != before
        if other and not self.cleaned_data.get("amounts_stay"):
            words = _(
                "Amounts of the plan are not converted: %(amount)s %(before)s would read "
                "%(amount)s %(code)s. Enter %(before)s again, or tick below that they are right "
                "as they are."
            )
            message = words % {"before": before, "code": code, "amount": number(1000, 0)}
            self.add_error("currency", ValidationError(message, code="amounts"))
        return super().clean()

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


def _keeping(choices, value):
    """The choices, and the stored value when an import brought another one."""
    choices = list(choices)
    return choices if value in dict(choices) else [*choices, (value, value)]
