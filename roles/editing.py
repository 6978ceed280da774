"""Two people editing one row: the second is told, and nothing is lost."""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from roles.formats import longdate, number

HIGHEST_VERSION = 2**31 - 2


class VersionedModelForm(forms.ModelForm):
    """A form of a Versioned row. A form that was opened before somebody else's save says so.

    The version that the person saw travels with the form. A valid form claims it with a
    conditional update; when it is gone, the form shows what the other person entered, keeps what
    was typed, and a second press saves over it knowingly.
    """

    seen = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=HIGHEST_VERSION
    )
    use_required_attribute = False
    # Columns that clean() fills beside the fields of the form.
    also_saved = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk and not self.errors:
            self._claim()

    def _claim(self):
        rows = type(self.instance)._default_manager.filter(pk=self.instance.pk)
        seen = self.cleaned_data.get("seen")
        seen = self.instance.version if seen is None else seen
        if rows.filter(version=seen).update(version=seen + 1):
            self.instance.version = seen + 1
            return
        theirs = rows.first()
        if theirs is None:
            self.add_error(None, _("Somebody else deleted this while you were editing."))
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = theirs.version
        self.add_error(None, self._conflict_with(theirs))

    def refuse_late(self, field, message):
        """Refuse what only the writing found; what was claimed for this editor stays theirs."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.instance.version
        self.add_error(field, message)

    def save(self, commit=True):
        """Writes the columns of the form only, so that nothing else done meanwhile is undone."""
        if not commit or self.instance._state.adding:
            return super().save(commit)
        own = {field.name for field in self.instance._meta.concrete_fields}
        names = own & (set(self.cleaned_data) | set(self.also_saved))
        self.instance.save(update_fields=names | {"version", "changed_at"})
        self._save_m2m()
        return self.instance

    def stored(self, row):
        """What a row holds for the fields of this form, as the form would show it."""
        return model_to_dict(row, fields=self._meta.fields)

    def _conflict_with(self, theirs):
        entered = self.stored(theirs)
        differing = [
            f"{self.fields[name].label}: {self._shown(theirs, name, entered) or '–'}"
            for name in self.changed_data_against(entered)
        ]
        return _(
            "Somebody else saved this at %(time)s while you were editing. They entered: "
            "%(values)s. What you entered is still here; save again to keep yours."
        ) % {
            "time": formats.time_format(timezone.localtime(theirs.changed_at), "H:i"),
            "values": "; ".join(differing) or _("the same as you"),
        }

    def changed_data_against(self, entered):
        """Names of the fields in which the form differs from what is stored now."""
        return [
            name
            for name, field in self.fields.items()
            if name in entered and field.has_changed(entered[name], self[name].data)
        ]

    def _shown(self, row, name, entered):
        display = getattr(row, f"get_{name}_display", None)
        value = display() if display else getattr(row, name, entered[name])
        if hasattr(value, "all"):
            return ", ".join(str(item) for item in value.all())
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, date):
            return longdate(value)
        if isinstance(value, Decimal):
            value = value.normalize()
            return number(value, max(-value.as_tuple().exponent, 0))
        return str(value) if value is not None else ""


def save_first(form: VersionedModelForm) -> bool:
    """Save a valid form of a row that stands once, such as the case of an activity.

    A row that nobody made yet is offered with version 0, so that the second of two who begin it is
    told like with any other row. False, with a message, when somebody else made it a moment ago.
    """
    if not form.instance._state.adding:
        form.save()
        return True
    form.instance.version = 1
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.instance.pk = None
        form.add_error(None, _("Somebody else recorded this meanwhile. Save again to keep yours."))
        return False
    return True


def delete_seen(row, seen: str | None) -> bool:
    """Delete a Versioned row if it still stands as the person saw it; `seen` is what the page sent.

    False, and it stays, when somebody saved it meanwhile or the page does not say what it showed.
    """
    known = seen and seen.isascii() and seen.isdecimal() and int(seen[:10]) <= HIGHEST_VERSION
    rows = type(row)._default_manager.filter(pk=row.pk, version=int(seen[:10]) if known else -1)
    return bool(rows.delete()[0])


def changed_meanwhile() -> str:
    """What to say when `delete_seen` kept the row."""
    return _("Somebody else saved this meanwhile. Look at it again before you delete it.")


class MessagesAtFields:
    """A model form whose messages stand at the field where the person can mend what is wrong.

    `field_of_constraint`: the name of a constraint and the field its message belongs to.
    `field_instead`: where messages go for a field that this form does not ask.
    """

    field_of_constraint: dict[str, str] = {}
    field_instead: dict[str, str] = {}

    def refuse(self, error):
        """Show what the writing itself refused: a ValidationError raised after this form's own."""
        if hasattr(error, "error_dict"):
            error = ValidationError(self._at_their_fields(error))
        self.add_error(None, error)

    def _update_errors(self, errors):
        super()._update_errors(ValidationError(self._at_their_fields(errors)))

    def _at_their_fields(self, error):
        fields = {
            str(constraint.violation_error_message): self.field_of_constraint[constraint.name]
            for constraint in self._meta.model._meta.constraints
            if constraint.name in self.field_of_constraint
        }
        placed = {}
        for field, messages in error.message_dict.items():
            for message in messages:
                place = fields.get(message, field)
                place = self.field_instead.get(place, place)
                known = place if place in self.fields else NON_FIELD_ERRORS
                if known not in self.errors:  # what cannot be read is said first
                    placed.setdefault(known, []).append(message)
        return {field: messages[:1] for field, messages in placed.items()}
