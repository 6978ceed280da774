"""The answers of one sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.merging import Entered, tidy

COMMENT_LENGTH = 2000


ANSWERS = ("", "0", "1", "2", "3", "na")


class SheetForm(forms.Form):
    """The answers of one sheet: for each skill a choice, a comment, and what the page had shown.

    A skill that is absent from the request was not touched. Wrong input spoils only its own skill.
    """

    use_required_attribute = False

    def __init__(self, *args, skills, **kwargs):
        super().__init__(*args, **kwargs)
        self.skills = skills
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
                required=False,
                max_length=COMMENT_LENGTH,
                error_messages={"max_length": _("Shorten the comment to 2,000 characters.")},
            )
            self.fields[was_name(skill)] = forms.CharField(required=False, max_length=40)

    def entered(self):
        """What was entered for each skill, without the skills that have an error or are absent."""
        return {
            skill: Entered(
                value=self.cleaned_data[skill.code],
                comment=tidy(self.cleaned_data[comment_name(skill)]),
                was=self.cleaned_data[was_name(skill)] or None,
            )
            for skill in self.skills
            if skill.code in self.data and not self.messages_of(skill)
        }

    def messages_of(self, skill):
        """Messages about a skill, whichever of its fields they belong to."""
        names = (skill.code, comment_name(skill), was_name(skill))
        return [message for name in names for message in self.errors.get(name, [])]

    def fields_to_send_again(self):
        """Name and value of everything that came in about skills."""
        return [(name, self.data[name]) for name in self.fields if name in self.data]

    def typed(self, skill):
        """Value, comment and mark as they came in, right or wrong."""
        names = (skill.code, comment_name(skill), was_name(skill))
        return tuple(self.data.get(name, "") for name in names)


def comment_name(skill):
    return f"{skill.code}-comment"


def was_name(skill):
    return f"{skill.code}-was"
