"""Bringing in a form export: the file, what its columns are, the round it becomes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Round
from assessments.outside_columns import IGNORED, REMARK, SKILL, skill_before
from roles.sheet_files import MAX_BYTES, SheetError

NEW = "new"


class FileForm(forms.Form):
    """A file that `read` (name, bytes) accepts; what it made of the file is kept as `outcome`."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=100,
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
            "max_length": gettext_lazy("Give the file a shorter name, at most 100 characters."),
        },
    )

    def __init__(self, *args, read, **kwargs):
        super().__init__(*args, **kwargs)
        self.read, self.outcome, self.content = read, None, b""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:  # before it is read into memory
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        self.content = file.read()
        try:
            self.outcome = self.read(file.name, self.content)
        except SheetError as error:
            raise forms.ValidationError(list(error.args)) from None
        return file


class FormFileForm(FileForm):
    """An export of a form, and the round it goes into."""

    target = forms.ChoiceField(
        label=gettext_lazy("Where the answers go"),
        error_messages={
            "required": gettext_lazy("Choose where the answers go."),
            "invalid_choice": gettext_lazy("Choose a round from the list."),
        },
    )

    def __init__(self, *args, rounds, may_open, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "CSV (UTF-8) or XLSX, one row for each person; up to 10 MB, 2,000 rows, 300 columns."
        )
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx"
        self.rounds = {str(round_.pk): round_ for round_ in rounds}
        new = [(NEW, _("A new round"))] if may_open else []
        self.fields["target"].choices = [*new, *((key, str(r)) for key, r in self.rounds.items())]

    @property
    def round(self):
        """The chosen round; None for a new one."""
        return self.rounds.get(self.cleaned_data["target"])


class RoundOfFileForm(forms.ModelForm):
    """The round that a file becomes; its team is given by the instance."""

    use_required_attribute = False

    class Meta:
        model = Round
        fields = ["title", "mode", "opened", "baseline"]
        widgets = {
            "mode": forms.RadioSelect,
            "opened": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = Round.Mode.choices
        self.fields["mode"].help_text = _(
            "Self-administered: the levels count as the members’ own. Guided: as the assessor’s."
        )

    def raw(self):
        """What was entered and accepted, as it is kept until the file is written."""
        return {name: self[name].data for name in self.fields if self[name].data}


class ColumnsForm(forms.Form):
    """What each column of the file is."""

    use_required_attribute = False
    section = forms.ChoiceField(
        label=gettext_lazy("Role"),
        required=False,
        help_text=gettext_lazy(
            "Choose one if every row is about the same role. Otherwise each skill goes to the "
            "sheet of its own role, or a column names the role."
        ),
    )

    def __init__(self, *args, headers, targets, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.headers = headers
        everything = [(IGNORED, ""), *((target, target) for target in targets)]
        for place, header in enumerate(headers):
            self.fields[column_name(place)] = forms.ChoiceField(
                label=header or _("Column %(number)d") % {"number": place + 1},
                choices=everything,
                required=False,
                error_messages={"invalid_choice": _("Choose from the list.")},
            )
        by_skill = [("", _("By the skills, or by a column"))]
        self.fields["section"].choices = [*by_skill, *((str(pk), t) for pk, t in sections)]

    def targets(self):
        return [self.cleaned_data[column_name(place)] for place in range(len(self.headers))]

    def clean(self):
        super().clean()
        if self.errors:
            return
        targets, seen = self.targets(), {}
        for place, target in enumerate(targets):
            if target == REMARK and not skill_before(targets, place):
                message = _("A comment belongs to the skill before it; there is none.")
                self.add_error(column_name(place), message)
            elif target not in (IGNORED, REMARK) and target in seen:
                message = _("Column “%(header)s” has this meaning already. Choose another.")
                self.add_error(column_name(place), message % {"header": seen[target]})
            seen.setdefault(target, self.headers[place])
        if not any(target.startswith(SKILL) for target in targets):
            self.add_error(None, _("Say for at least one column which skill it asks."))


def column_name(place):
    return f"column-{place}"
