"""Catalogue models as rows of a file: how items are found, compared and written.

Built from `roles.catalogue_tables`, so that a new column of the catalogue is in the files too.
Items are named by their codes; members of a list (responsibilities, sub-skills, steps) by their
parent and their place, and where several share a place, by their English text.
"""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource

from roles.admin.cells import RETIRED, Codes, RetiredColumn, column_for
from roles.catalogue_tables import TABLES

KEYS = {table.model: table.code for table in TABLES if not table.parent}


@dataclass(frozen=True)
class Difference:
    column: str
    now: str
    then: str


class ItemLoader(BaseInstanceLoader):
    """Finds the item that a row names among all there are, read once."""

    def __init__(self, resource, dataset=None):
        super().__init__(resource, dataset)
        self.items, self.found = {}, set()
        for item in resource.get_queryset():
            key = tuple(resource.fields[name].export(item) for name in resource.key)
            self.items.setdefault(key, []).append(item)

    def get_instance(self, row):
        key = tuple(self._part(row, name) for name in self.resource.key)
        items = self._narrowed(self.items.get(key, []), row)
        if len(items) > 1:
            raise ValidationError(_("Several items stand at this place. Give each its own first."))
        name = (key, items[0].pk if items else None)
        if name in self.found:
            raise ValidationError(_("An earlier row names the same item."))
        self.found.add(name)
        return items[0] if items else None

    def _part(self, row, name):
        try:
            part = self.resource.fields[name].plain(row)
        except ValueError as error:
            raise ValidationError({name: str(error)}) from None
        if not part:
            raise ValidationError({name: _("This tells the items apart; it cannot be empty.")})
        return part

    def _narrowed(self, items, row):
        """Those of several at one place that the row's text and state point to."""
        for name in (*self.resource.told_by, RETIRED):
            if len(items) > 1 and name in row:
                column = self.resource.fields[name]
                same = [item for item in items if column.export(item) == column.plain(row)]
                items = same or items
        return items


class CatalogueResource(ModelResource):
    """Rows of one catalogue model. `differences` holds by row what an import changes."""

    table = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.differences = {}

    @property
    def key(self):
        return self.table.place or self.table.key

    @property
    def told_by(self):
        return [name for name in self.table.told_by if name not in self.key]

    def get_queryset(self):
        items = super().get_queryset().select_related(*self.table.links)
        return items.prefetch_related(*self.table.sets)

    def lines(self, items):
        """The names of the columns, then one line for each item."""
        columns = self.get_import_fields()
        yield [column.column_name for column in columns]
        for item in items:
            yield [column.export(item) for column in columns]

    def header_problem(self, headers):
        """Why a file with these columns is not of this model; None when it is."""
        if twice := sorted({name for name in headers if headers.count(name) > 1}):
            return _("These columns are there twice: %(names)s.") % {"names": ", ".join(twice)}
        if unknown := [name for name in headers if name not in self.fields]:
            known = {"names": ", ".join(unknown), "known": ", ".join(self.fields)}
            return _("Unknown columns: %(names)s. There are: %(known)s.") % known
        if missing := [name for name in self.key if name not in headers]:
            return _("Missing columns: %(names)s.") % {"names": ", ".join(missing)}
        return None

    def import_instance(self, instance, row, row_number=None, **kwargs):
        """Sets what differs, and notes it. Codes of several others wait for `save_m2m`."""
        errors = {}
        self.differences[row_number] = noted = []
        for column in self.get_import_fields():
            name = column.column_name
            if name not in row:
                continue
            try:
                now, then = column.now(instance), column.plain(row)
                if now == then and instance.pk:
                    continue
                column.check(instance, row)
                if now != then:
                    noted.append(Difference(name, now, then))
                if not isinstance(column.widget, Codes):
                    self.import_field(column, instance, row)
            except ValueError as error:
                errors[name] = ValidationError(str(error))
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        noted = next(reversed(self.differences.values()))
        return bool(instance.pk) and not noted and not import_validation_errors

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """The errors by column of the file; a text in several languages is missing in English."""
        errors = dict(import_validation_errors or {})
        try:
            instance.full_clean(exclude=errors.keys() & self.fields.keys())
        except ValidationError as error:
            for name, problems in error.error_dict.items():
                column = f"{name}_en" if name in self.table.texts else name
                if name == NON_FIELD_ERRORS or column not in errors:
                    errors[column] = problems
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance, is_create):
        """Only the columns that differ, so that nobody's change of another column is lost."""
        noted = [one.column for one in next(reversed(self.differences.values()))]
        if is_create:
            instance.save(force_insert=True)
        else:
            instance.save(update_fields=[name for name in noted if name not in self.table.sets])

    def save_m2m(self, instance, row, **kwargs):
        noted = [one.column for one in next(reversed(self.differences.values()))]
        for name in self.table.sets:
            if name in noted:
                getattr(instance, name).set(self.fields[name].clean(row))


def _names(table):
    """The columns of the guide's files, then whatever else a page of the admin lets one edit."""
    fields = [*table.model._meta.concrete_fields, *table.model._meta.many_to_many]
    here = [field.name for field in fields if field.editable and not field.primary_key]
    more = [name for name in here if name not in {*table.names, *table.texts}]
    return (*table.names, *more)


def _resource(table):
    columns = {name: column_for(table.field(name), KEYS) for name in _names(table)}
    names = (*columns, RETIRED)
    options = {
        "model": table.model,
        "fields": names,
        "import_order": names,
        "import_id_fields": table.place or table.key,
        "instance_loader_class": ItemLoader,
        "use_transactions": True,
        "skip_diff": True,
        "store_instance": True,
    }
    body = columns | {RETIRED: RetiredColumn(), "table": table, "Meta": type("Meta", (), options)}
    return type(CatalogueResource)(f"{table.model.__name__}Resource", (CatalogueResource,), body)


RESOURCES = {table.model: _resource(table) for table in TABLES}
