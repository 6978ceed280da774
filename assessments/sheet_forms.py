"""The answers of one sheet."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from assessments.merging import Entered, parts_text, tidy
from assessments.models import Rating

COMMENT_LENGTH = 2000
EVIDENCE_LENGTH = Rating._meta.get_field("evidence").max_length
# Something like "https:" or "file:" right before the next word: meant as a link.
LINK = re.compile(r"(www\.|[a-z][a-z0-9+.-]*:)\S", re.IGNORECASE)

ANSWERS = ("", "0", "1", "2", "3", "na")


class SheetForm(forms.Form):
    """The answers of one sheet: for each skill a choice, a comment, and what the page had shown.

    A skill that is absent from the request was not touched. Wrong input spoils only its own skill.
    """

    use_required_attribute = False

    def __init__(self, *args, skills, **kwargs):
        super().__init__(*args, **kwargs)
        self.skills = skills
        self.parts = {}
        for skill in skills:
            self.fields[skill.code] = forms.ChoiceField(
                label=skill.name,
                required=False,
                choices=[(answer, answer) for answer in ANSWERS],
                widget=forms.RadioSelect,
                error_messages={
                    "invalid_choice": _("Choose one of the answers for %(skill)s.")
                    % {"skill": skill.code}
                },
            )
            self.fields[comment_name(skill)] = forms.CharField(
                label=skill.name,
                required=False,
                max_length=COMMENT_LENGTH,
                error_messages={"max_length": _("Shorten the comment to 2,000 characters.")},
            )
            self.fields[evidence_name(skill)] = forms.CharField(
                label=skill.name,
                required=False,
                max_length=EVIDENCE_LENGTH,
                validators=[is_text_or_link],
                error_messages={"max_length": _("Shorten the evidence to 500 characters.")},
            )
            self.fields[was_name(skill)] = forms.CharField(required=False, max_length=60)
            self.parts[skill] = _Parts(skill, self.data)

    def entered(self, without=None):
        """What was entered for each skill, without those that have an error or are absent.

        ``without`` is the code of a skill of which the other's answer is taken.
        """
        return {
            skill: Entered(
                value=self.cleaned_data[skill.code],
                comment=self._sent(comment_name(skill)),
                was=self._was(skill),
                evidence=self._sent(evidence_name(skill)),
                parts=self.parts[skill].text,
            )
            for skill in self.skills
            if skill.code in self.data and skill.code != without and not self.messages_of(skill)
        }

    def _was(self, skill):
        """The mark of what the page had shown; to `keep` an answer is to have seen the other."""
        if self.data.get("keep") == skill.code:
            return self.data.get(seen_name(skill)) or None
        return self.cleaned_data[was_name(skill)] or None

    def _sent(self, name):
        """A text that came in, tidied; None when it was not sent."""
        return tidy(self.cleaned_data[name]) if name in self.data else None

    def clean(self):
        for skill, parts in self.parts.items():
            if parts.wrong:
                self.add_error(skill.code, _("Choose 0, 1, 2 or 3 for each part."))

    def messages_of(self, skill):
        """Messages about a skill, whichever of its fields they belong to."""
        names = (skill.code, comment_name(skill), evidence_name(skill), was_name(skill))
        return [message for name in names for message in self.errors.get(name, [])]

    def part_levels(self, skill):
        """The levels of the sub-skills as they came in, None for those without."""
        values = [self.data[name] for name in self.parts[skill].names]
        return [int(value) if value else None for value in values]

    def fields_to_send_again(self):
        """Name and value of everything that came in about skills."""
        names = [*self.fields, *(name for parts in self.parts.values() for name in parts.names)]
        return [(name, self.data[name]) for name in names if name in self.data]

    def typed(self, skill):
        """Value, comment, evidence, parts and mark as they came in, right or wrong."""
        names = (skill.code, comment_name(skill), evidence_name(skill))
        texts = [self.data.get(name, "") for name in names]
        return *texts, self.parts[skill].text or "", self.data.get(was_name(skill), "")


class _Parts:
    """The levels of sub-skills that came in for a skill; whether they are its own is asked later.

    ``text`` is as merging.parts_text writes it, None when none was sent.
    """

    def __init__(self, skill, data):
        start = part_name(skill, "")
        keys = [name.removeprefix(start) for name in data or () if name.startswith(start)]
        self.names = [part_name(skill, key) for key in keys if re.fullmatch("[0-9]{1,9}", key)]
        sent = {name: data[name] for name in self.names}
        self.wrong = any(value not in ("", "0", "1", "2", "3") for value in sent.values())
        levels = {} if self.wrong else sent
        by_key = {int(n.removeprefix(start)): int(v) for n, v in levels.items() if v}
        self.text = parts_text(by_key) if self.names else None


def is_text_or_link(evidence):
    """Text passes; what looks like a link has to be one that a browser may safely follow."""
    if LINK.match(evidence):
        message = _("Enter a whole link that starts with https://, or say where it is found.")
        try:
            URLValidator(schemes=["https", "http"])(evidence)
        except ValidationError:
            raise ValidationError(message) from None


def comment_name(skill):
    return f"{skill.code}-comment"


def was_name(skill):
    return f"{skill.code}-was"


def seen_name(skill):
    """The field with the mark of what somebody else stored, as the page shows it in a conflict."""
    return f"{skill.code}-seen"


def evidence_name(skill):
    return f"{skill.code}-evidence"


def part_name(skill, key):
    """The name of the field of one sub-skill."""
    return f"{skill.code}-part-{key}"
