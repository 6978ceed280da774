"""The levels that a member and an assessor agree on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Rating
from assessments.sheet_forms import ANSWERS, COMMENT_LENGTH

WORDS = {"": "–", "na": _("N.A.")}


class AgreeForm(forms.Form):
    """For each skill the agreed level, and why it differs from the member's own.

    ``ratings`` are those stored, by skill key and whose. An agreed level is proposed where one
    was agreed before or the assessor entered one; the member's own is never taken unasked.
    """

    use_required_attribute = False

    def __init__(self, *args, skills, ratings, **kwargs):
        super().__init__(*args, **kwargs)
        self.skills, self.ratings = skills, ratings
        choices = [(answer, WORDS.get(answer, answer)) for answer in ANSWERS]
        for skill in skills:
            agreed = self._rating(skill, Rating.Whose.AGREED)
            proposed = agreed or self._rating(skill, Rating.Whose.ASSESSOR)
            label = {"skill": skill.code}
            self.fields[skill.code] = forms.ChoiceField(
                label=_("Agreed level of %(skill)s") % label,
                required=False,
                choices=choices,
                initial=proposed.answer if proposed else "",
                widget=forms.Select(attrs={"class": "form-select slim"}),
                error_messages={"invalid_choice": _("Choose one of the answers.")},
            )
            self.fields[_note(skill)] = forms.CharField(
                label=_("Why %(skill)s differs") % label,
                required=False,
                max_length=COMMENT_LENGTH,
                widget=forms.TextInput(attrs={"class": "form-control slim"}),
                initial=agreed.comment if agreed else "",
            )

    def _rating(self, skill, whose):
        return self.ratings.get((skill.pk, whose))

    def clean(self):
        """Where the agreed level is another than the member's own, the note says why."""
        values = [self.cleaned_data.get(skill.code) for skill in self.skills]
        if not any(values) and not self.errors:
            self.add_error(None, _("Choose at least one agreed level."))
        for skill in self.skills:
            own = self._rating(skill, Rating.Whose.SELF)
            value = self.cleaned_data.get(skill.code)
            if not value or not own or not own.answer or value == own.answer:
                continue
            if not self.cleaned_data.get(_note(skill)) and _note(skill) not in self.errors:
                self.add_error(_note(skill), _("Say why it differs from the member’s own level."))
        return self.cleaned_data

    def levels(self):
        """Agreed answer and note by skill."""
        return {
            skill: (self.cleaned_data[skill.code], self.cleaned_data[_note(skill)])
            for skill in self.skills
        }

    def rows(self):
        """What the page shows of each skill."""
        return [
            {
                "skill": skill,
                "own": self._rating(skill, Rating.Whose.SELF) or Rating(),
                "assessor": self._rating(skill, Rating.Whose.ASSESSOR) or Rating(),
                "level": self[skill.code],
                "note": self[_note(skill)],
            }
            for skill in self.skills
        ]


def _note(skill):
    return f"{skill.code}-note"
