"""What a load of the catalogue would change: the guide's new values against the stored ones.

Every column has three values: the one here, the one of the last load, and the one of the files.
Where the first two differ, somebody changed it here, and it stays. No ORM in this module.
"""

import enum
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field

ORDER, RETIRED = "order", "retired"


class Kind(enum.Enum):
    """What happens to an item. A MOVED one only changes its place; a NOTED one stays as it is
    while the guide's values are noted beside it; a KEPT one is not touched at all."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    BACK = "back"
    MOVED = "moved"
    NOTED = "noted"
    KEPT = "kept"


class CodeTakenError(Exception):
    """The guide brings a code that an item of this installation has already."""

    def __init__(self, label):
        super().__init__(label)
        self.label = label


@dataclass(frozen=True)
class Stored:
    """An item in the database: its values here, and those of the last load (empty: unknown)."""

    pk: int
    values: dict
    loaded: dict
    local: bool = False

    @property
    def guide(self):
        """Its values in the eyes of the guide."""
        return self.loaded or self.values


@dataclass(frozen=True)
class Difference:
    """One column of an item where the files and the database are not of one mind."""

    name: str
    here: object
    guide: object
    local: bool = False
    news: bool = True


@dataclass(frozen=True)
class Change:
    label: str
    kind: Kind
    values: dict
    loaded: dict
    pk: int | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def written(self):
        """The columns that a load would write, with their new values."""
        return {one.name: one.guide for one in self.differences if not one.local}

    @property
    def replaced(self):
        """What a reader of the check wants to see, old and new: texts and facts, not places."""
        return [one for one in self.differences if not one.local and one.name != ORDER]

    @property
    def kept(self):
        """Local wording, with the guide's beside it."""
        return [one for one in self.differences if one.local]


@dataclass(frozen=True)
class TableChanges:
    """All that happens to the items of one model."""

    table: object
    changes: tuple[Change, ...]

    def of(self, *kinds):
        return [change for change in self.changes if change.kind in kinds]

    @property
    def with_local_wording(self):
        return [change for change in self.changes if change.kept]


@dataclass(frozen=True)
class CatalogueChanges:
    """The whole of a load, before or after it is written."""

    version: str
    version_before: str | None
    thresholds: Change | None
    tables: tuple[TableChanges, ...]
    fingerprint: str = ""
    counts: Counter = field(init=False)

    def __post_init__(self):
        kinds = Counter(change.kind for part in self.tables for change in part.changes)
        object.__setattr__(self, "counts", kinds)

    @property
    def writes(self):
        """Would a load write anything?"""
        return (
            self.version != self.version_before
            or self.thresholds is not None
            and self.thresholds.kind != Kind.KEPT
            or any(count for kind, count in self.counts.items() if kind != Kind.KEPT)
        )

    @property
    def seal(self):
        """Differs as soon as the files or what they would change here are others."""
        seen = [self.version_before, self.thresholds, *(part.changes for part in self.tables)]
        return hashlib.sha256(f"{self.fingerprint}{seen!r}".encode()).hexdigest()

    @property
    def version_should_rise(self):
        """Items change under a version that earlier rounds already name."""
        seen = (Kind.ADDED, Kind.CHANGED, Kind.RETIRED, Kind.BACK)
        return self.version == self.version_before and any(self.counts[kind] for kind in seen)


def changes_of(stored, wanted, key, place=()) -> list[Change]:
    """What happens to each item. `key` names the columns that tell items apart; an item not found
    by it is looked for by `place`. Raises CodeTakenError where there is no `place`."""
    pairs = _pairs(stored, wanted, key, place)
    if not place:
        _check_codes(stored, pairs, key)
    changes = [
        change
        for row, item in pairs
        if (change := _added(item) if row is None else compare(row, item.label, item.values))
    ]
    found = {row.pk for row, _item in pairs if row}
    gone = [row for row in stored if row.pk not in found and not row.local]
    for row in gone:
        label = " ".join(str(row.guide[name]) for name in (key[:1] if place else key))
        if change := compare(row, label, row.guide | {RETIRED: True}):
            changes.append(change)
    return changes


def compare(row, label, wanted) -> Change | None:
    """The change that brings a stored item in line with the guide; None when there is none.

    What is retired here and in the guide needs no words, whatever its texts are.
    """
    if row.values.get(RETIRED) and wanted.get(RETIRED) and row.loaded == wanted:
        return None
    differences = []
    for name, guide in wanted.items():
        here = row.values[name]
        before = row.loaded.get(name, here)
        if here != guide:
            differences.append(Difference(name, here, guide, here != before, guide != before))
    if not differences and row.loaded == wanted:
        return None
    kind = _kind(row, wanted, differences)
    return Change(label, kind, row.values, wanted, row.pk, tuple(differences))


def _added(item):
    return Change(item.label, Kind.ADDED, item.values, item.values)


def _kind(row, wanted, differences):
    written = {one.name: one.guide for one in differences if not one.local}
    if RETIRED in written:
        return Kind.RETIRED if written[RETIRED] else Kind.BACK
    if written.keys() - {ORDER}:
        return Kind.CHANGED
    if written:
        return Kind.MOVED
    return Kind.NOTED if row.loaded != wanted else Kind.KEPT


def _pairs(stored, wanted, key, place):
    """Each wanted item with the stored one it stands for, or None."""
    rows = defaultdict(list)
    for row in sorted(stored, key=lambda row: row.guide[RETIRED]):
        if not row.local:
            rows[_named(row.guide, key)].append(row)
    pairs = [(_take(rows, _named(item.values, key)), item) for item in wanted]
    if not place:
        return pairs
    left = defaultdict(list)
    for row in [row for same in rows.values() for row in same]:
        if not row.guide[RETIRED]:
            left[_named(row.guide, place)].append(row)
    return [(row or _take(left, _named(item.values, place)), item) for row, item in pairs]


def _take(rows, name):
    return rows[name].pop(0) if rows.get(name) else None


def _named(values, names):
    return tuple(values[name] for name in names)


def _check_codes(stored, pairs, key):
    taken = {_named(row.values, key): row.pk for row in stored}
    for row, item in pairs:
        if row is None and _named(item.values, key) in taken:
            raise CodeTakenError(item.label)
