"""Forms of the bodies around the team, and of the staffing sheet of a project."""

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.editing import VersionedModelForm
from roles.forms import DateInput
from roles.models import Body, StaffingProject, StaffingTask
from roles.owned_forms import OwnedModelForm

MOST_TASKS = 100
FIRST_ROWS, MORE_ROWS = 6, 5


class BodyForm(OwnedModelForm):
    owner = "team"
    at_field = "name"

    class Meta:
        model = Body
        fields = ["layer", "name", "chair", "reports_to", "rhythm", "next_date", "task", "note"]
        widgets = {
            "layer": forms.RadioSelect,
            "next_date": DateInput,
            "task": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["layer"].choices = Body.Layer.choices
        others = Body.objects.filter(team=self.instance.team).exclude(pk=self.instance.pk)
        self.fields["reports_to"].queryset = others.order_by("name")
        self.fields["reports_to"].empty_label = _("Nobody, it stands at the top")


class ChosenRow(forms.ChoiceField):
    """One of some rows that the page has read already, or none."""

    default_error_messages = {"invalid_choice": gettext_lazy("Choose one from the list.")}

    def __init__(self, rows, empty, **kwargs):
        self.rows = {str(row.pk): row for row in rows}
        choices = [("", empty), *((key, str(row)) for key, row in self.rows.items())]
        super().__init__(choices=choices, required=False, **kwargs)

    def clean(self, value):
        return self.rows.get(super().clean(value))


class TaskForm(forms.Form):
    """A row of the sheet. A row that is left empty, or is to be removed, is no task."""

    use_required_attribute = False
    task = forms.CharField(label=gettext_lazy("Task"), max_length=200, required=False)
    outside_help = forms.CharField(
        label=gettext_lazy("Help from outside"), max_length=300, required=False
    )
    remove = forms.BooleanField(label=gettext_lazy("Remove"), required=False)
    field_order = ["role", "task", "member", "outside_help", "remove"]

    def __init__(self, *args, roles, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"] = ChosenRow(roles, _("Choose"), label=_("Role"))
        self.fields["member"] = ChosenRow(members, _("Nobody yet"), label=_("Person"))
        self.order_fields(self.field_order)
        self.fields["remove"].widget.attrs["class"] = "form-check-input"
        self.fields["task"].widget.attrs |= {"size": 36, "placeholder": _("Task")}

    def clean(self):
        data = super().clean()
        if self.is_removed:
            self.errors.clear()
        elif self.is_filled:
            if not data.get("task") and "task" not in self.errors:
                self.add_error("task", _("Enter what is to be done, or empty the row."))
            if not data.get("role") and "role" not in self.errors:
                self.add_error("role", _("Choose the role that does it."))
        return data

    @property
    def is_removed(self):
        return bool(self["remove"].data)

    @property
    def is_filled(self):
        """Something was typed or chosen in the row."""
        names = ("role", "task", "member", "outside_help")
        return any((self[name].data or "").strip() for name in names)


class TasksFormSet(forms.BaseFormSet):
    """The tasks of a project, in the order of the rows."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            label = {"label": field.label, "row": index + 1}
            field.widget.attrs["aria-label"] = _("%(label)s, row %(row)d") % label

    @property
    def tasks(self):
        """The rows to save. Only of a valid set."""
        names = ("role", "task", "member", "outside_help")
        filled = [form for form in self.forms if form.is_filled and not form.is_removed]
        return [
            StaffingTask(order=order, **{name: form.cleaned_data[name] for name in names})
            for order, form in enumerate(filled, start=1)
        ]


def tasks_formset(data, *, rows, roles, members, extra):
    """Rows for the tasks: the given ones as they are stored or were typed, and empty ones."""
    most = max(MOST_TASKS, len(rows))
    factory = forms.formset_factory(
        TaskForm,
        formset=TasksFormSet,
        extra=min(extra, most - len(rows)),
        max_num=most,
        absolute_max=most,
        validate_max=True,
    )
    kwargs = {"roles": roles, "members": members}
    return factory(data, initial=rows, prefix="tasks", form_kwargs=kwargs)


def typed_rows(data):
    """The rows of a sent form as they were typed, so that it can be shown with more of them."""
    sent = data.get("tasks-TOTAL_FORMS", "")
    count = min(int(sent), MOST_TASKS) if sent.isdecimal() and len(sent) < 4 else 0
    names = ("role", "task", "member", "outside_help", "remove")
    return [{name: data.get(f"tasks-{n}-{name}", "") for name in names} for n in range(count)]


def stored_rows(tasks):
    return [
        {
            "role": task.role_id,
            "task": task.task,
            "member": task.member_id,
            "outside_help": task.outside_help,
        }
        for task in tasks
    ]


class StaffingProjectForm(VersionedModelForm):
    """A project with its tasks; it is claimed for its editor only when the tasks are in order."""

    class Meta:
        model = StaffingProject
        fields = ["title", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, tasks, **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = tasks

    def _claim(self):
        if self.tasks.is_valid():
            super()._claim()

    def _conflict_with(self, theirs):
        """Tasks are rows of their own: the message names those that this form does not have."""
        mine = {_line(task) for task in self.tasks.tasks}
        stored = list(theirs.tasks.select_related("role", "member"))
        others = [_line(task) for task in stored if _line(task) not in mine]
        count = ngettext("%(count)d task", "%(count)d tasks", len(stored))
        return _(
            "Somebody else saved this sheet at %(time)s while you were editing: %(title)s, "
            "%(tasks)s. Not in yours: %(others)s. What you entered is still here; save again to "
            "keep yours."
        ) % {
            "time": formats.time_format(timezone.localtime(theirs.changed_at), "H:i"),
            "title": theirs.title,
            "tasks": count % {"count": len(stored)},
            "others": "; ".join(others) or _("nothing"),
        }


def _line(task):
    """A task as one text: role, task, who."""
    who = [str(part) for part in (task.member, task.outside_help) if part]
    return f"{task.role}: {task.task}" + (f" ({', '.join(who)})" if who else "")
