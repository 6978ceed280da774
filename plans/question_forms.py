"""The answers to the principle questions."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checklist import Answer
from plans.fields import DayInput
from plans.models import ChecklistAnswer
from roles.formats import longdate


def shown_values(stored):
    """What the fields of a question hold, as a form would send it."""
    return {
        "answer": stored.answer,
        "note": stored.note,
        "owner": stored.owner or "",
        "due": stored.due.isoformat() if stored.due else "",
        "shown": stored.fingerprint,
    }


class AnswerForm(forms.Form):
    """One principle question; `shown` remembers what stood there when the page was made."""

    use_required_attribute = False
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        required=False,
        choices=[*ChecklistAnswer.Answer.choices, ("", gettext_lazy("Not answered"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        max_length=2000,
    )
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Owner"), required=False, coerce=int, empty_value=None
    )
    due = forms.DateField(label=gettext_lazy("By when"), required=False, widget=DayInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, question, stored, members):
        """`members` are names by key."""
        self.question, self.stored, self.theirs = question, stored, None
        self.members = members
        super().__init__(data, initial=shown_values(stored), prefix=question.code)
        self.fields["owner"].choices = [("", _("Nobody yet")), *members.items()]

    def clean(self):
        data = super().clean()
        says_more = any(data.get(name) for name in ("note", "owner", "due"))
        if says_more and not data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Choose an answer; without one the note is not saved."))
        return data

    @property
    def entry(self):
        """What plans.actions.save_answers takes."""
        data = self.cleaned_data
        note = data["note"].replace("\r\n", "\n")
        mine = Answer(data["answer"], note, data["owner"], data["due"])
        return self.question.pk, data["shown"], mine

    def disagree(self, theirs):
        """Somebody else answered meanwhile: say so; a second press saves over it knowingly."""
        self.theirs = theirs
        words = dict(self.fields["answer"].choices)
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = theirs.fingerprint
        self.add_error(
            "answer",
            _(
                "Somebody else answered this meanwhile: %(answer)s. What you entered is still "
                "here; save again to keep yours."
            )
            % {"answer": " – ".join(self._in_words(theirs, words))},
        )

    def _in_words(self, answer, words):
        owner = self.members.get(answer.owner, "")
        due = longdate(answer.due) if answer.due else ""
        return filter(None, [str(words[answer.answer]), answer.note, owner, due])

    def settle(self, stored):
        """Show what is stored now, when other questions of the page still need a look."""
        self.stored = stored
        self.data = self.data.copy()
        for name, value in shown_values(stored).items():
            self.data[self.add_prefix(name)] = value

    @property
    def choices(self):
        """The answers as choice cards in a row."""
        chosen = self["answer"].value() or ""
        return [
            {"value": value, "title": title, "checked": value == chosen}
            for value, title in self.fields["answer"].choices
        ]

    @property
    def stored_answer(self):
        """The answer in words, "" when there is none."""
        answer = self.stored.answer
        return ChecklistAnswer.Answer(answer).label if answer else ""

    @property
    def shows_owner(self):
        """Open where somebody said who or when; closed, thirty questions stay one page."""
        return bool(self["owner"].value() or self["due"].value())

    @property
    def stored_owner(self):
        return self.members.get(self.stored.owner, "")

    @property
    def needs_advice(self):
        """The stored answer is no: show what to do."""
        return self.stored.answer == ChecklistAnswer.Answer.NO
