"""The answers to the principle questions."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checklist import Answer
from plans.models import ChecklistAnswer


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
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, question, stored):
        self.question, self.stored, self.theirs = question, stored, None
        initial = {"answer": stored.answer, "note": stored.note, "shown": stored.fingerprint}
        super().__init__(data, initial=initial, prefix=question.code)

    def clean(self):
        data = super().clean()
        if data.get("note") and not data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Choose an answer; without one the note is not saved."))
        return data

    @property
    def entry(self):
        """What plans.actions.save_answers takes."""
        data = self.cleaned_data
        mine = Answer(data["answer"], data["note"].replace("\r\n", "\n"))
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
            % {"answer": " – ".join(filter(None, [str(words[theirs.answer]), theirs.note]))},
        )

    def settle(self, stored):
        """Show what is stored now, when other questions of the page still need a look."""
        self.stored = stored
        self.data = self.data.copy()
        values = {"answer": stored.answer, "note": stored.note, "shown": stored.fingerprint}
        for name, value in values.items():
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
    def needs_advice(self):
        """The stored answer is no: show what to do."""
        return self.stored.answer == ChecklistAnswer.Answer.NO
