"""The prerequisite check of one candidate: a form for each prerequisite, sent together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roles.candidate import CAN_OBTAIN, ConflictError, Entry, merged
from roles.candidate_page import said
from roles.forms import DateInput
from roles.models import PrerequisiteAnswer

NOTE_LENGTH = PrerequisiteAnswer._meta.get_field("note").max_length


class PrerequisiteForm(forms.Form):
    """One row. `seen` is the mark of the entry that the page showed."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("", _("Not checked")), *PrerequisiteAnswer.Answer.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    by = forms.DateField(label=_("If it can be obtained, by"), widget=DateInput, required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 1}),
        required=False,
    )

    def __init__(self, data, *, prerequisite, stored):
        self.prerequisite, self.stored = prerequisite, stored
        initial = {"seen": stored.mark, "answer": stored.answer, "by": stored.by}
        super().__init__(
            data, prefix=f"p{prerequisite.pk}", initial=initial | {"note": stored.note}
        )

    @property
    def choices(self):
        """The answers as choice cards."""
        chosen = self["answer"].value() or ""
        return [
            {"value": value, "title": title, "checked": value == chosen}
            for value, title in self.fields["answer"].choices
        ]

    def clean_note(self):
        return self.cleaned_data["note"].replace("\r\n", "\n")  # as browsers send what was "\n"

    def clean(self):
        data = super().clean()
        answer = data.get("answer")
        if self.errors or answer is None:
            return data
        if answer == CAN_OBTAIN and not data.get("by"):
            self.add_error("by", self._promise("prerequisite_to_obtain_has_a_date"))
        elif answer != CAN_OBTAIN and data.get("by"):
            self._judge_date(data)
        if not answer and data.get("note"):
            self.add_error("answer", _("Choose an answer, or empty the note."))
        return data

    def _judge_date(self, data):
        """A date that stood here before the answer changed goes with it; a new one is asked of."""
        if data["by"] == self.stored.by:
            data["by"] = None
        else:
            self.add_error("by", self._promise("only_a_prerequisite_to_obtain_has_a_date"))

    def _promise(self, name):
        constraints = PrerequisiteAnswer._meta.constraints
        return next(one.violation_error_message for one in constraints if one.name == name)

    @property
    def typed(self):
        """The row as it was typed. Only of a valid form."""
        data = self.cleaned_data
        return Entry(data["answer"], data["by"], data["note"])

    def catch_up(self, stored):
        """Bring the row up to what is stored by now; what was typed in a conflict stays."""
        try:
            result = merged(self.cleaned_data["seen"], self.typed, stored)
        except ConflictError:
            self.data[self.add_prefix("seen")] = stored.mark
            message = _(
                "Somebody else saved this row while you were editing: %(theirs)s. What you "
                "entered is still here; save again to keep yours."
            )
            self.add_error("answer", message % {"theirs": said(stored)})
            return
        if result == stored:
            for name in ("answer", "by", "note"):
                self.data[self.add_prefix(name)] = getattr(stored, name) or ""
            self.data[self.add_prefix("seen")] = stored.mark


class CheckSheet:
    """The rows of a candidate; valid when each of them is."""

    def __init__(self, data, prerequisites, stored):
        data = None if data is None else data.copy()  # a conflict writes into it
        self.rows = [
            PrerequisiteForm(data, prerequisite=one, stored=stored.get(one.pk, Entry()))
            for one in prerequisites
        ]

    def __iter__(self):
        return iter(self.rows)

    def non_form_errors(self):
        return []

    def is_valid(self):
        return all(row.is_valid() for row in self.rows)

    @property
    def is_filled_in(self):
        """Whether anything was entered. Only when valid."""
        return any(row.typed != Entry() for row in self.rows)

    @property
    def is_open(self):
        """Whether the page shows the rows at once: something was typed in them."""
        return any(row.is_bound and (row.errors or row.typed != Entry()) for row in self.rows)

    @property
    def entries(self):
        """By prerequisite what the page had shown and what was typed. Only when valid."""
        return {row.prerequisite.pk: (row.cleaned_data["seen"], row.typed) for row in self.rows}

    def catch_up(self, stored):
        for row in self.rows:
            row.catch_up(stored.get(row.prerequisite.pk, Entry()))
