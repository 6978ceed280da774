"""Brings the database in line with the catalogue files, or says what that would change."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roles import models
from roles.catalogue_changes import (
    CatalogueChanges,
    Change,
    CodeTakenError,
    Difference,
    Kind,
    Stored,
    TableChanges,
    changes_of,
    compare,
)
from roles.catalogue_files import FOLDER, plain_number, read_catalogue
from roles.catalogue_tables import RETIRED, TABLES, THRESHOLDS
from roles.catalogue_words import CatalogueError, column_words, value_words


def check_catalogue(folder=FOLDER) -> CatalogueChanges:
    """What load_catalogue would do; writes nothing. Raises CatalogueError for a damaged folder."""
    return _changes(read_catalogue(folder), _Codes())


class NotAsSeenError(Exception):
    """What a load would change is no longer what was looked at."""


@transaction.atomic
def load_catalogue(folder=FOLDER, seal=None) -> CatalogueChanges:
    """Adds, changes, retires and brings back items, and returns what it did.

    Raises CatalogueError for a damaged folder, and NotAsSeenError when a `seal` is given and the
    changes are not those that carry it; both before anything is written.
    """
    files = read_catalogue(folder)
    models.CatalogueVersion.objects.select_for_update().first()  # one load at a time
    codes = _Codes()
    changes = _changes(files, codes)
    if seal is not None and seal != changes.seal:
        raise NotAsSeenError
    if changes.writes:
        for part in changes.tables:
            _write(part.table, part.changes, codes)
        _write_version(files, changes)
    return changes


@transaction.atomic
def back_to_guide(*, item, name, by):
    """Gives a column of an item the guide's value of the last load again.

    The history of the item keeps the words that stood there. Raises KeyError when the guide says
    nothing about that column.
    """
    table = next(table for table in TABLES if table.model is type(item))
    related = {table.model} | {table.field(one).related_model for one in table.links + table.sets}
    codes = _Codes()
    for other in TABLES:
        if other.model in related and not other.told_by:
            codes.learn(other, other.model.objects.all())
    sets = {one: _set_values(table, one, codes) for one in table.sets}
    here = _plain_values(table, item, codes, sets)
    difference = Difference(name, here[name], item.loaded[name])
    _write(table, [Change("", Kind.CHANGED, here, item.loaded, item.pk, (difference,))], codes)
    words = _("Back to the guide: %(column)s. Until now it was “%(here)s”.")
    LogEntry.objects.log_actions(
        by.pk,
        [item],
        CHANGE,
        words % {"column": column_words(table, name), "here": value_words(here[name])},
        single_object=True,
    )


class _Codes:
    """From primary key to the guide's code and back, for the rows that others point at."""

    def __init__(self):
        self.by_pk = {}
        self.by_code = {}

    def learn(self, table, rows):
        rows = sorted(rows, key=lambda row: not row.local)  # the guide's own have the last word
        codes = {row.pk: row.loaded.get(table.code, getattr(row, table.code)) for row in rows}
        self.by_pk[table.model] = codes
        self.by_code[table.model] = {code: pk for pk, code in codes.items()}


def _changes(files, codes):
    versions = list(models.CatalogueVersion.objects.all())
    return CatalogueChanges(
        version=files.version,
        version_before=versions[0].code if versions else None,
        thresholds=_threshold_change(versions, files),
        tables=tuple(_table_changes(table, files, codes) for table in TABLES),
        fingerprint=files.fingerprint,
    )


def _table_changes(table, files, codes):
    rows = list(table.model.objects.order_by("pk"))
    if not table.told_by:
        codes.learn(table, rows)
    sets = {name: _set_values(table, name, codes) for name in table.sets}
    stored = [
        Stored(row.pk, _plain_values(table, row, codes, sets), row.loaded, row.local)
        for row in rows
    ]
    try:
        changes = changes_of(
            stored, files.rows[table.model], table.told_by or table.key, table.place
        )
    except CodeTakenError as error:
        problem = _("an item added here has this code; give that one another code first")
        raise CatalogueError(f"{table.file}.yaml", error.label, problem) from None
    return TableChanges(table, tuple(changes))


def _plain_values(table, row, codes, sets):
    """The values of a row in the terms of the files."""
    values = {RETIRED: row.retired_at is not None}
    for name in table.names:
        field = table.field(name)
        if field.many_to_many:
            values[name] = sets[name].get(row.pk, [])
        elif field.many_to_one:
            values[name] = codes.by_pk[field.related_model].get(getattr(row, field.attname))
        else:
            value = getattr(row, name)
            if value is None or isinstance(value, str):
                value = (value or "").replace("\r\n", "\n").strip()
            values[name] = value
    return values


def _set_values(table, name, codes):
    """For each row the sorted codes it points at."""
    field = table.field(name)
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    by_pk, found = codes.by_pk[field.related_model], {}
    for pk, other in field.remote_field.through.objects.values_list(source, target):
        found.setdefault(pk, []).append(by_pk[other])
    return {pk: sorted(others) for pk, others in found.items()}


def _write(table, changes, codes):
    """Creates and updates the rows of a table; a few statements, however many the items."""
    manager = table.model.objects
    added = [change for change in changes if change.kind == Kind.ADDED]
    altered = {change.pk: change for change in changes if change.pk and change.kind != Kind.KEPT}
    to_self = [name for name in table.links if table.field(name).related_model is table.model]
    manager.bulk_create(
        table.model(local=False, loaded=change.loaded, **_columns(table, change.values, codes))
        for change in added
    )
    if added and not table.told_by:
        codes.learn(table, manager.all())
    if added and to_self:
        _link_to_self(table, to_self, added, codes)
    rows = list(manager.filter(pk__in=altered))
    for row in rows:
        change = altered[row.pk]
        for name, value in _columns(table, change.written, codes).items():
            setattr(row, name, value)
        row.loaded = change.loaded
    names = {name for change in altered.values() for name in _columns(table, change.written, codes)}
    manager.bulk_update(rows, sorted({"loaded"} | names), batch_size=100)
    for name in table.sets:
        _write_set(table, name, [*added, *altered.values()], codes)


def _columns(table, values, codes):
    """Plain values as columns of the model; sets are written by themselves."""
    columns = {}
    for name, value in values.items():
        if name == RETIRED:
            columns["retired_at"] = timezone.now() if value else None
            continue
        field = table.field(name)
        if field.many_to_one:
            # A link to a row of the same model is not known until that row is there.
            columns[field.attname] = codes.by_code[field.related_model].get(value)
        elif not field.many_to_many:
            columns[name] = None if value == "" and field.null else value
    return columns


def _link_to_self(table, names, added, codes):
    own = codes.by_code[table.model]
    rows = {row.pk: row for row in table.model.objects.all()}
    linked = [rows[own[change.values[table.code]]] for change in added]
    for row, change in zip(linked, added, strict=True):
        for name in names:
            setattr(row, table.field(name).attname, own.get(change.values[name]))
    table.model.objects.bulk_update(linked, names)


def _write_set(table, name, changes, codes):
    """Links of the changed items as the guide has them; all other links stay."""
    field, own = table.field(name), codes.by_code[table.model]
    through, others = field.remote_field.through, codes.by_code[field.related_model]
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    wanted = {
        change.pk or own[change.loaded[table.code]]: change.loaded[name]
        for change in changes
        if change.kind == Kind.ADDED or name in change.written
    }
    if not wanted:
        return
    through.objects.filter(**{f"{source}__in": wanted}).delete()
    through.objects.bulk_create(
        through(**{source: pk, target: others[code]})
        for pk, listed in wanted.items()
        for code in listed
    )


def _threshold_change(versions, files):
    """The numbers of the rules against those in force; None when there are none or no change.
    An earlier version that returns keeps its own."""
    if not versions or files.version in [version.code for version in versions[1:]]:
        return None
    version = versions[0]
    values = {name: plain_number(getattr(version, name)) for name in THRESHOLDS}
    # Before `loaded` was kept, what differs under the same version was set by hand.
    known = files.thresholds if version.code == files.version else {}
    stored = Stored(version.pk, values, version.loaded or known)
    change = compare(stored, files.version, files.thresholds)
    if version.loaded == files.thresholds or change and change.kind != Kind.KEPT:
        return change
    kept = change.differences if change else ()
    return Change(files.version, Kind.NOTED, values, files.thresholds, version.pk, kept)


def _write_version(files, changes):
    """A new version takes over the numbers that an administrator set. One that returns is in
    force again with its own, because earlier rounds are read with them."""
    versions = models.CatalogueVersion.objects.filter(code=files.version)
    if files.version != changes.version_before and versions.update(loaded_at=timezone.now()):
        return
    kept = changes.thresholds.kept if changes.thresholds else ()
    numbers = files.thresholds | {one.name: one.here for one in kept}
    if not versions.update(loaded=files.thresholds, **numbers):
        models.CatalogueVersion.objects.create(
            code=files.version, loaded_at=timezone.now(), loaded=files.thresholds, **numbers
        )
