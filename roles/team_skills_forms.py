"""Forms of what a team asks and wants, and of the skills that it adds for itself."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.models import Competency, Role, Skill
from roles.models.skills import OWN
from roles.owned_forms import OwnedModelForm

LEVELS = ("0", "1", "2", "3")
OWN_CODE = re.compile(rf"{OWN}[A-Z0-9]{{1,6}}")


@dataclass(frozen=True)
class Said:
    """What is said of a skill in one place: asked or not (None where the place does not ask
    that), and its own target (None: as usual)."""

    asked: bool | None
    target: int | None

    @property
    def mark(self):
        """What travels with a form, so that a change by somebody else is noticed."""
        asked = "" if self.asked is None else int(self.asked)
        return f"{asked}/{'' if self.target is None else self.target}"


class LevelsForm(forms.Form):
    """The skills of one role or position. Only what this person changed is written.

    `said` maps each skill to what is stored now; `usual` to the target that counts without an
    own one. Where somebody else changed the same meanwhile, the field says so.
    """

    use_required_attribute = False

    def __init__(self, data, *, said: dict[Skill, Said], usual: dict[Skill, int]):
        super().__init__(data)
        self.said, self.usual, self.changes = said, usual, {}
        for skill, now in said.items():
            self._add(skill, now)

    def _add(self, skill, now):
        words = {"code": skill.code, "skill": skill.name}
        choices = [("", _("usual: %(level)d") % {"level": self.usual[skill]})]
        self.fields[f"target-{skill.code}"] = forms.TypedChoiceField(
            choices=choices + [(level, level) for level in LEVELS],
            coerce=int,
            empty_value=None,
            required=False,
            initial=now.target,
            label=f"{skill.code} {_('Target level')}",
            error_messages={"invalid_choice": _("Choose a target level from 0 to 3.")},
            widget=forms.Select(
                attrs={
                    "class": "form-select slim",
                    "aria-label": _("Target level: %(code)s %(skill)s") % words,
                }
            ),
        )
        if now.asked is not None:
            self.fields[f"asked-{skill.code}"] = forms.BooleanField(
                required=False,
                initial=now.asked,
                label=skill.code,
                widget=forms.CheckboxInput(
                    attrs={
                        "class": "form-check-input",
                        "aria-label": _("Ask %(code)s %(skill)s") % words,
                    }
                ),
            )
        self.fields[f"was-{skill.code}"] = forms.CharField(
            required=False, initial=now.mark, max_length=5, widget=forms.HiddenInput
        )

    @property
    def rows(self):
        """Skill, its three fields (the tick may be None)."""
        return [
            (
                skill,
                self[f"asked-{skill.code}"] if now.asked is not None else None,
                self[f"target-{skill.code}"],
                self[f"was-{skill.code}"],
            )
            for skill, now in self.said.items()
        ]

    def clean(self):
        super().clean()
        for skill, now in self.said.items():
            if f"target-{skill.code}" not in self.errors:
                self._compare(skill, now)

    def _compare(self, skill, now):
        asked = self.cleaned_data.get(f"asked-{skill.code}") if now.asked is not None else None
        typed = Said(asked, self.cleaned_data[f"target-{skill.code}"])
        was = self.cleaned_data.get(f"was-{skill.code}") or now.mark
        if typed.mark in (now.mark, was):
            return
        if was == now.mark:
            self.changes[skill] = typed
            return
        self.data = self.data.copy()
        self.data[f"was-{skill.code}"] = now.mark
        self.add_error(
            f"target-{skill.code}",
            _(
                "Somebody else changed this while you were editing. Now: %(now)s. What you chose "
                "is still here; save again to keep yours."
            )
            % {"now": self._words(skill, now)},
        )

    def _words(self, skill, now):
        level = now.target if now.target is not None else self.usual[skill]
        target = _("target %(level)d") % {"level": level}
        if now.asked is None:
            return target
        return f"{_('asked') if now.asked else _('not asked')}, {target}"


class OwnSkillForm(OwnedModelForm):
    """A skill of the team's own. Its texts are written once, in the language of the team: they
    stand in the columns that every language falls back to."""

    owner = "team"
    at_field = "code"

    class Meta:
        model = Skill
        fields = [
            "code",
            "name_en",
            "skill_set",
            "also_for",
            "competency",
            "critical",
            "level_1_en",
            "level_2_en",
            "level_3_en",
        ]
        widgets = {
            "code": forms.TextInput(attrs={"class": "narrow"}),
            "also_for": forms.CheckboxSelectMultiple,
            **{f"level_{n}_en": forms.Textarea(attrs={"rows": 2}) for n in (1, 2, 3)},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["code"].help_text = _("Begins with OWN-, so that nobody takes it for the guide's.")
        fields["name_en"].label, fields["name_en"].required = _("Name"), True
        fields["name_en"].help_text = _("What somebody can do: a verb first.")
        labels = (_("Level 1, with support"), _("Level 2, independent"), _("Level 3, leads"))
        for n, label in enumerate(labels, start=1):
            field = fields[f"level_{n}_en"]
            field.label, field.required = label, False
            field.validators.append(_at_most_500)
        sections = Role.objects.current().filter(pk__in=Skill.objects.current().values("skill_set"))
        fields["skill_set"].queryset = fields["also_for"].queryset = sections.order_by("order")
        fields["skill_set"].empty_label = _("Choose")
        fields["competency"].queryset = Competency.objects.current()
        fields["competency"].empty_label = _("Choose")

    def clean_code(self):
        code = self.cleaned_data["code"].strip().upper()
        if not OWN_CODE.fullmatch(code):
            raise ValidationError(_("Write OWN- and up to six letters or digits, as in OWN-01."))
        return code

    def clean(self):
        data = super().clean()
        others = data.get("also_for")
        if others is not None and data.get("skill_set"):
            data["also_for"] = others.exclude(pk=data["skill_set"].pk)
        return data


def _at_most_500(text):
    if len(text) > 500:
        raise ValidationError(_("Write at most 500 characters."))
