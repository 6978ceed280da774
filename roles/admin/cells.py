"""How each kind of column stands in a file, and what a cell of it may say.

`plain` gives the one spelling of a cell, so that "TRUE" and "yes" are no change. Whatever cannot
be read raises ValueError with a sentence.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget, Widget

from roles.sheet_files import unix_lines

RETIRED = "retired"
LARGEST = 32_767  # of a small number in PostgreSQL; SQLite would take more
YES = {"yes", "true", "1"}
NO = {"no", "false", "0"}


class Text(Widget):
    def __init__(self, empty=""):
        super().__init__()
        self.empty = empty

    def plain(self, text):
        return unix_lines(text)

    def clean(self, value, row=None, **kwargs):
        return value or self.empty

    def render(self, value, obj=None, **kwargs):
        return unix_lines(str(value)) if value is not None else ""


class WholeNumber(Text):
    def plain(self, text):
        text = text.strip()
        if not text.isascii() or not text.isdecimal():
            raise ValueError(_("Must be a whole number."))
        if len(text) > 20 or int(text) > LARGEST:
            raise ValueError(_("Must be at most 32,767."))
        return str(int(text))

    def clean(self, value, row=None, **kwargs):
        return int(self.plain(value))


class YesOrNo(Text):
    def plain(self, text):
        word = text.strip().lower()
        if word not in YES | NO:
            raise ValueError(_("Must be yes or no."))
        return "yes" if word in YES else "no"

    def clean(self, value, row=None, **kwargs):
        return self.plain(value) == "yes"

    def render(self, value, obj=None, **kwargs):
        return "yes" if value else "no"


class Code(Text):
    """One other item of the catalogue; `items` is all there are by code, once read."""

    def __init__(self, model, key):
        super().__init__(empty=None)
        self.model, self.key, self.items = model, key, None

    def item(self, code):
        if self.items is None:
            self.items = {getattr(item, self.key): item for item in self.model.objects.all()}
        if code not in self.items:
            facts = {"kind": self.model._meta.verbose_name, "code": code}
            raise ValueError(_("There is no %(kind)s “%(code)s”.") % facts)
        return self.items[code]

    def plain(self, text):
        return text.strip()

    def clean(self, value, row=None, **kwargs):
        return self.item(value.strip()) if value.strip() else None

    def render(self, value, obj=None, **kwargs):
        return getattr(value, self.key) if value else ""


class Codes(ManyToManyWidget):
    """Several others, their codes with commas between them."""

    def __init__(self, model, key):
        super().__init__(model, field=key)
        self.one = Code(model, key)

    def plain(self, text):
        return ", ".join(sorted({code.strip() for code in text.split(",") if code.strip()}))

    def clean(self, value, row=None, **kwargs):
        return [self.one.item(code) for code in self.plain(value).split(", ") if code]

    def render(self, value, obj=None, **kwargs):
        return ", ".join(sorted(getattr(item, self.field) for item in value.all()))


class Column(Field):
    """A column of the model. A cell that says what is there already is not written."""

    def plain(self, row):
        return self.widget.plain(row[self.column_name])

    def now(self, instance):
        """What an export says of the item; nothing for one that is new."""
        return self.export(instance) if instance.pk else ""

    def check(self, instance, row):
        """Raises ValueError when the cell cannot be read or must not be changed here."""
        self.clean(row)


class RetiredColumn(Column):
    """Is it out of use? An import keeps that, because nothing asks first here."""

    def __init__(self):
        super().__init__(attribute="retired_at", column_name=RETIRED, widget=YesOrNo())

    def check(self, instance, row):
        if instance.pk and self.plain(row) != self.now(instance):
            raise ValueError(
                _("An import neither retires nor brings back. Do it in the list, which asks first.")
            )

    def clean(self, row, **kwargs):
        return timezone.now() if self.plain(row) == "yes" else None


def column_for(field, keys):
    """The column of a model's field; `keys` tells by which column another model is named."""
    return Column(field.name, column_name=field.name, widget=_widget(field, keys))


def _widget(field, keys):
    if field.many_to_many:
        return Codes(field.related_model, keys[field.related_model])
    if field.many_to_one:
        return Code(field.related_model, keys[field.related_model])
    if isinstance(field, models.BooleanField):
        return YesOrNo()
    if isinstance(field, models.IntegerField):
        return WholeNumber()
    return Text(empty=None if field.null else "")
