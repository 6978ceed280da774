"""Reads and checks the catalogue files: one YAML list a file, each item with a stable code.

A folder named after a language (fr/, pt/ …) may hold files of the same names with translated
texts. Whatever is wrong raises CatalogueError before anything is written.
"""

import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from roles.catalogue_steps import check_families, check_steps, check_thresholds
from roles.catalogue_tables import LANGUAGES, RETIRED, TABLES, THRESHOLDS
from roles.catalogue_words import CatalogueError

# Lists of codes that a line may leave out.
OPTIONAL_SETS = {"also_for"}
FOLDER = Path(__file__).parent / "catalogue"
# The same rules as yaml.safe_load, ten times as fast where the C library is there.
YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Wanted:
    """One item as the guide has it, in plain values by column; codes stand for other items."""

    label: str
    values: dict


@dataclass(frozen=True)
class CatalogueFiles:
    version: str
    thresholds: dict
    rows: dict  # model: [Wanted]
    fingerprint: str


@dataclass(frozen=True)
class Item:
    """A line of a file: where it stands, its keys, and its texts by language."""

    file: str
    label: str
    content: dict
    texts: dict


def read_catalogue(folder=FOLDER) -> CatalogueFiles:
    """Everything the folder holds, checked. Raises CatalogueError naming file and item."""
    folder = Path(folder)
    reader = _Reader(folder)
    general = reader.general()
    rows, codes = {}, {}
    for table in TABLES:
        items = reader.items(table)
        rows[table.model] = [_wanted(table, item) for item in items]
        _check_unique(table, items)
        codes[table.model] = {row.values.get(table.code) for row in rows[table.model]}
        for item in items:
            _check_links(table, item, codes)
    check_families(rows)
    check_steps(rows)
    return CatalogueFiles(
        version=_version(general),
        thresholds=_thresholds(general),
        rows=rows,
        fingerprint=fingerprint(folder),
    )


def fingerprint(folder=FOLDER) -> str:
    """Differs as soon as one byte of one catalogue file does."""
    digest = hashlib.sha256()
    for path in sorted(Path(folder).rglob("*.yaml")):
        digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class _Reader:
    """The files of a folder, each read once."""

    def __init__(self, folder):
        self.folder = folder
        self.read = {}
        if not folder.is_dir():
            raise CatalogueError(str(folder), "", _("there is no such folder"))

    def content(self, name, optional=False):
        if name not in self.read:
            self.read[name] = self._load(name, optional)
        return self.read[name]

    def _load(self, name, optional):
        path, file = self.folder / f"{name}.yaml", f"{name}.yaml"
        try:
            return yaml.load(path.read_bytes().decode("utf-8"), Loader=YamlLoader)
        except FileNotFoundError:
            if optional:
                return []
            raise CatalogueError(file, "", _("the file is missing")) from None
        except UnicodeDecodeError:
            raise CatalogueError(file, "", _("is not UTF-8 text")) from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = _("line %(number)d") % {"number": mark.line + 1} if mark else ""
            raise CatalogueError(file, line, _("is not YAML")) from None

    def general(self):
        general = self.content("catalogue")
        if not isinstance(general, dict):
            raise CatalogueError("catalogue.yaml", "", _("must be keys with values"))
        return general

    def items(self, table):
        """The lines of a table, members of a list each on its own."""
        file = f"{table.file}.yaml"
        source = self.general().get(table.part) if table.part else None
        if table.part and source is None:
            raise CatalogueError(file, "", _('no "%(key)s"') % {"key": table.part})
        listed = source if table.part else self.content(table.file, table.optional)
        lines = _lines(file, listed, table.key)
        texts = self._translations(table, {label for label, _line in lines})
        items = [
            Item(file, label, {"order": place} | line, texts.get(label, {}))
            for place, (label, line) in enumerate(lines)
        ]
        return [one for item in items for one in _members(table, item)] if table.parent else items

    def _translations(self, table, labels):
        """Translated lines by label and language."""
        found = {}
        for language in LANGUAGES[1:]:
            name = f"{language}/{table.part or table.file}"
            for label, line in _lines(f"{name}.yaml", self.content(name, True), table.key):
                if label not in labels:
                    problem = _("translates an item that is not there")
                    raise CatalogueError(f"{name}.yaml", label, problem)
                found.setdefault(label, {})[language] = line
        return found


def _lines(file, listed, key):
    """Pairs of label and line, the levels of a skill brought into its columns."""
    if not isinstance(listed, list):
        raise CatalogueError(file, "", _("must be a list of items"))
    lines = []
    for number, line in enumerate(listed, start=1):
        place = _("item %(number)d") % {"number": number}
        if not isinstance(line, dict):
            raise CatalogueError(file, place, _("must be keys with values"))
        for name in key:
            if line.get(name) in (None, ""):
                raise CatalogueError(file, place, _('no "%(key)s"') % {"key": name})
        label = " ".join(str(line[name]) for name in key)
        lines.append((label, line | _levels(file, label, line)))
    return lines


def _levels(file, label, line):
    levels = line.get("levels") or {}
    if not isinstance(levels, dict):
        raise CatalogueError(file, label, _('"levels" must be keys with values'))
    if unknown := [str(level) for level in levels if level not in (1, 2, 3)]:
        raise CatalogueError(file, label, _('no level "%(code)s"') % {"code": unknown[0]})
    return {f"level_{number}": levels.get(number) for number in levels}


def _members(table, item):
    """The lines of a list inside an item, with its translations at the same place."""
    listed = item.content.get(table.listed_in)
    if not isinstance(listed, list):
        problem = _('"%(key)s" must be a list') % {"key": table.listed_in}
        raise CatalogueError(item.file, item.label, problem)
    only_text = table.texts[0]
    translated = {
        language: _listed(item, f"{language}/{item.file}", line, table, len(listed))
        for language, line in item.texts.items()
    }
    for place, member in enumerate(listed, start=1):
        line = member if isinstance(member, dict) else {only_text: member}
        texts = {
            language: {only_text: words[place - 1]}
            for language, words in translated.items()
            if words
        }
        content = {"basis": item.content.get("basis")} | line
        content |= {table.parent: item.content[table.key[0]], "order": place}
        yield Item(item.file, item.label, content, texts)


def _listed(item, file, line, table, length):
    """The texts of a translated list. They belong to the English ones by their place, so there
    must be as many; or none at all."""
    listed = line.get(table.listed_in) or []
    if not isinstance(listed, list):
        problem = _('"%(key)s" must be a list') % {"key": table.listed_in}
        raise CatalogueError(file, item.label, problem)
    if listed and len(listed) != length:
        problem = _('"%(key)s" must have %(count)d texts, as in English')
        parts = {"key": table.listed_in, "count": length}
        raise CatalogueError(file, item.label, problem % parts)
    return listed


def _wanted(table, item):
    values = {
        column: _value(table, item, column, item.content.get(key), key)
        for column, key in table.columns.items()
    }
    for language in LANGUAGES:
        line, place = item.content, item
        if language != "en":
            line = item.texts.get(language, {})
            place = replace(item, file=f"{language}/{table.part or table.file}.yaml")
        for name in table.texts:
            value = _value(table, place, f"{name}_{language}", line.get(name), name)
            if language == "en" and not value and not table.field(name).blank:
                raise CatalogueError(item.file, item.label, _('no "%(key)s"') % {"key": name})
            values[f"{name}_{language}"] = value
    return Wanted(item.label, values | {RETIRED: False})


def _value(table, item, column, value, key):
    """A value of a file in plain terms, or CatalogueError when the column cannot hold it."""
    field = table.field(column)
    kind = field.get_internal_type()
    if field.many_to_many:
        return _codes(item, value, key)
    if value is None and kind in ("BooleanField", "PositiveSmallIntegerField"):
        raise CatalogueError(item.file, item.label, _('no "%(key)s"') % {"key": key})
    if kind == "BooleanField":
        return _of_type(item, value, key, bool, _('"%(key)s" must be true or false'))
    if kind == "PositiveSmallIntegerField":
        value = _of_type(item, value, key, int, _('"%(key)s" must be a whole number'))
        return _from_zero(item, value, key)
    if field.many_to_one:
        if value is None and not field.null:
            raise CatalogueError(item.file, item.label, _('no "%(key)s"') % {"key": key})
        return value if value is None else _text(item.file, item.label, value, key, None)
    # Where a text is empty, so is the mark of its basis.
    may_be_empty = field.blank or field.null or key.endswith("_basis")
    if not value and value != 0 and not may_be_empty:
        raise CatalogueError(item.file, item.label, _('no "%(key)s"') % {"key": key})
    text = _text(item.file, item.label, value, key, field.max_length) if value is not None else ""
    if text and field.choices and text not in dict(field.flatchoices):
        problem = _('"%(key)s" cannot be "%(value)s"') % {"key": key, "value": text}
        raise CatalogueError(item.file, item.label, problem)
    return text


def _of_type(item, value, key, kind, problem):
    if type(value) is not kind:
        raise CatalogueError(item.file, item.label, problem % {"key": key})
    return value


def _from_zero(item, value, key):
    if not 0 <= value <= 32767:
        problem = _('"%(key)s" is too small or too large') % {"key": key}
        raise CatalogueError(item.file, item.label, problem)
    return value


def _codes(item, value, key):
    if value is None and key in OPTIONAL_SETS:
        return []
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        problem = _('"%(key)s" must be a list of codes') % {"key": key}
        raise CatalogueError(item.file, item.label, problem)
    return sorted(set(value))


def _text(file, label, value, key, limit):
    if not isinstance(value, str):
        raise CatalogueError(file, label, _('"%(key)s" must be text') % {"key": key})
    value = value.replace("\r\n", "\n").strip()
    if limit and len(value) > limit:
        problem = _('"%(key)s" is longer than %(limit)d characters')
        raise CatalogueError(file, label, problem % {"key": key, "limit": limit})
    return value


def _check_unique(table, items):
    if table.parent:
        return
    seen = set()
    for item in items:
        if item.label in seen:
            raise CatalogueError(item.file, item.label, _("stands there twice"))
        seen.add(item.label)


def _check_links(table, item, codes):
    for column in [*table.links, *table.sets]:
        value = item.content.get(table.columns[column])
        target = table.field(column).related_model
        for code in [value] if isinstance(value, str) else value or []:
            if code not in codes[target]:
                kind = target._meta.verbose_name
                problem = _('no %(kind)s "%(code)s"') % {"kind": kind, "code": code}
                raise CatalogueError(item.file, item.label, problem)


def _version(general):
    if not general.get("version"):
        raise CatalogueError("catalogue.yaml", "", _('no "%(key)s"') % {"key": "version"})
    return _text("catalogue.yaml", "", general["version"], "version", 20)


def _thresholds(general):
    """The numbers of the rules as plain text, each within what its column allows."""
    found = {}
    for name in THRESHOLDS:
        value = general.get(name)
        if value is None:
            raise CatalogueError("catalogue.yaml", "", _('no "%(key)s"') % {"key": name})
        try:
            number = Decimal(value) if type(value) in (int, str) else None
        except InvalidOperation:
            number = None
        if number is None:
            problem = _('"%(key)s" must be a number') % {"key": name}
            raise CatalogueError("catalogue.yaml", "", problem)
        found[name] = plain_number(number)
    check_thresholds(found)
    return found


def plain_number(number):
    """A number as text, the same for 1.5 and 1.50."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
