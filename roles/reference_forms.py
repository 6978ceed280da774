"""The form of a position's terms of reference, and what may be chosen at download."""

import re

from django import forms
from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from roles.models import TermsOfReference
from roles.reference_actions import SavedMeanwhileError, save_terms
from roles.reference_texts import skill_entry

SKILL = "skill-"
ROWS = {"purpose": 3, "responsibilities": 10, "background": 4}
LEVELS = (1, 2, 3)
# What stands before a line that was pasted from Word or a message.
BULLET = re.compile(r"^\s*(?:[-–—•·▪*](?:\s+|$))+")
CONTROLS = {code: None for code in range(1, 32) if chr(code) not in "\t\n\r"} | {127: None}


class ReferenceForm(forms.ModelForm):
    """Writes the next version. A form that was opened before somebody else's save says so.

    `shown` is the version, or the draft, that the writer starts from; `current` the latest saved
    version or None; `guide` what the catalogue holds for the role.
    """

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = TermsOfReference
        fields = [*TermsOfReference.TEXTS, "language"]

    def __init__(self, data=None, *, position, shown, current, guide):
        names = [*TermsOfReference.TEXTS, "language"]
        initial = {name: getattr(shown, name) for name in names}
        instance = TermsOfReference(position=position)
        super().__init__(data, instance=instance, initial=initial)
        self.current, self.guide, self.shown = current, guide, shown
        self.overtaken_by = None
        self.fields["seen"].initial = current.number if current else 0
        self.fields["language"] = forms.ChoiceField(
            label=gettext_lazy("Language of this text"),
            choices=_with(settings.LANGUAGES, shown.language),
            help_text=self.fields["language"].help_text,
            initial=shown.language,
        )
        for name, rows in ROWS.items():
            self.fields[name].widget.attrs["rows"] = rows
        self.skills = self._known_skills()
        for entry in self.skills.values():
            self.fields[SKILL + entry["code"]] = self._target_field(entry)

    def _known_skills(self):
        """Skills of the role now, and those of the version shown that the catalogue retired."""
        offered = {
            skill.code: skill_entry(skill, None)
            for skill in self.guide.skills_of(self.instance.position.role)
        }
        return offered | {
            entry["code"]: entry for entry in self.shown.skills if entry["code"] not in offered
        }

    def _target_field(self, entry):
        chosen = {row["code"]: row["level"] for row in self.shown.skills}.get(entry["code"])
        choices = [("", gettext_lazy("Not part of it"))]
        choices += [(level, f"{level} · {self.guide.level_name(level)}") for level in LEVELS]
        label = _("Target level of %(code)s %(skill)s") % {
            "code": entry["code"],
            "skill": entry["name"],
        }
        return forms.TypedChoiceField(
            label=label,
            choices=choices,
            coerce=int,
            empty_value=None,
            required=False,
            initial=chosen,
            widget=forms.Select(attrs={"class": "slim form-select", "aria-label": label}),
        )

    def skill_rows(self):
        """Each skill with its field, in the order of the catalogue."""
        return [(entry, self[SKILL + code]) for code, entry in self.skills.items()]

    def clean(self):
        cleaned = super().clean()
        for name in TermsOfReference.TEXTS:
            if isinstance(cleaned.get(name), str):
                cleaned[name] = plain_text(cleaned[name])
        if "responsibilities" in cleaned:
            cleaned["responsibilities"] = one_a_line(cleaned["responsibilities"])
        for name in ("purpose", "responsibilities"):
            if name in cleaned and not cleaned[name]:
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def chosen_skills(self):
        """What to freeze: name as the catalogue has it now, in the language of the text."""
        with override(self.cleaned_data["language"]):
            now = {
                skill.code: skill_entry(skill, None)
                for skill in self.guide.skills_of(self.instance.position.role)
            }
        return [
            now.get(code, entry) | {"level": self.cleaned_data[SKILL + code]}
            for code, entry in self.skills.items()
            if self.cleaned_data[SKILL + code]
        ]

    def says_the_same(self):
        """Whether saving would repeat the current version word for word."""
        return self.current is not None and not self._differing_from(self.current)

    def _differing_from(self, terms):
        """Labels of what a version has otherwise than this form."""
        labels = [
            str(self.fields[name].label)
            for name in [*TermsOfReference.TEXTS, "language"]
            if getattr(terms, name) != self.cleaned_data[name]
        ]
        if targets(terms.skills) != targets(self.chosen_skills()):
            labels.append(_("Skills with target levels"))
        return labels

    def save_next(self, by):
        """The new version; None, with a message in the form, when somebody was faster."""
        self.instance.skills = self.chosen_skills()
        try:
            return save_terms(self.instance, seen=self.cleaned_data["seen"] or 0, by=by)
        except SavedMeanwhileError:
            self._tell_of(self.instance.position.references.select_related("saved_by").first())
            return None

    def _tell_of(self, theirs):
        """Say who was faster and where it differs; a second press saves after theirs, knowingly."""
        self.overtaken_by = theirs
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = theirs.number if theirs else 0
        if theirs is None:
            return self.add_error(None, _("The page was out of date. Save once more."))
        message = _(
            "%(name)s saved version %(number)s at %(time)s while you were writing. Yours differs "
            "in: %(fields)s. What you entered is still here; save again to make it version "
            "%(next)s."
        )
        return self.add_error(
            None,
            message
            % {
                "name": theirs.saved_by or _("Somebody else"),
                "number": theirs.number,
                "time": formats.time_format(timezone.localtime(theirs.saved_at), "H:i"),
                "fields": ", ".join(self._differing_from(theirs)) or _("nothing"),
                "next": theirs.number + 1,
            },
        )


def targets(skills):
    """The target level by code, to compare two versions whatever language they are in."""
    return {entry["code"]: entry["level"] for entry in skills}


def plain_text(text):
    """Line ends of one kind, and nothing that a document cannot hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS).strip()


def one_a_line(text):
    """The lines that say something, without the bullets they were pasted with."""
    lines = (BULLET.sub("", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _with(languages, own):
    """The languages of the planner, and the one in use should it be another."""
    return languages if own in dict(languages) else [*languages, (own, own)]
