"""How the loader of the catalogue speaks: what is wrong with a file, what a load would change."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles import models
from roles.catalogue_changes import RETIRED, Kind


class CatalogueError(Exception):
    """A catalogue file cannot be loaded; says which, at which item, and why."""

    def __init__(self, file, item, problem):
        place = f"{file}, {item}" if item else file
        super().__init__(f"{place}: {problem}")


@dataclass(frozen=True)
class Line:
    """One column of an item: the words here and those of the guide."""

    column: str
    here: str
    guide: str
    name: str
    is_new: bool = False


@dataclass(frozen=True)
class Entry:
    label: str
    title: str
    lines: tuple[Line, ...]
    model: str
    pk: int | None

    @property
    def heading(self):
        return f"{self.label}  {self.title}" if self.title else self.label


@dataclass(frozen=True)
class Section:
    title: str
    entries: tuple[Entry, ...]
    local: bool = False

    @property
    def compares(self):
        """Are there columns to show, or only items to name?"""
        return any(entry.lines for entry in self.entries)


@dataclass(frozen=True)
class Group:
    """All that happens to one kind of item, ready to be shown."""

    title: str
    sections: tuple[Section, ...]
    remarks: tuple[str, ...]


def groups_of(changes) -> list[Group]:
    """The changes by model; models to which nothing happens are left out."""
    groups = [_group(part) for part in changes.tables]
    return [group for group in groups if group.sections or group.remarks]


def _group(part):
    titles = {
        Kind.ADDED: pgettext("catalogue", "Added"),
        Kind.CHANGED: pgettext("catalogue", "Changed"),
        Kind.RETIRED: pgettext("catalogue", "Retired"),
        Kind.BACK: pgettext("catalogue", "Brought back"),
    }
    sections = [
        Section(title, tuple(_entry(part.table, one, one.replaced) for one in part.of(kind)))
        for kind, title in titles.items()
    ]
    kept = tuple(_entry(part.table, one, one.kept) for one in part.with_local_wording)
    sections.append(Section(_("Local wording, which stays"), kept, local=True))
    return Group(
        title=str(part.table.model._meta.verbose_name_plural).capitalize(),
        sections=tuple(section for section in sections if section.entries),
        remarks=tuple(_remarks(part)),
    )


def _remarks(part):
    if moved := len(part.of(Kind.MOVED)):
        text = ngettext(
            "%(count)d item moves to another place in its list.",
            "%(count)d items move to another place in their lists.",
            moved,
        )
        yield text % {"count": moved}
    if noted := len([change for change in part.of(Kind.NOTED) if not change.kept]):
        text = ngettext(
            "%(count)d item stays as it is; its text is noted as the guide's.",
            "%(count)d items stay as they are; their texts are noted as the guide's.",
            noted,
        )
        yield text % {"count": noted}


def _entry(table, change, differences):
    lines = [
        Line(
            column=column_words(table, one.name),
            here=value_words(one.here),
            guide=value_words(one.guide),
            name=one.name,
            is_new=one.local and one.news,
        )
        for one in differences
        if one.local or one.name != RETIRED
    ]
    title = next((change.values[f"{name}_en"] for name in table.texts), "")
    title = title or change.values.get("resource") or ""  # a step of a learning path
    return Entry(change.label, title, tuple(lines), table.model._meta.model_name, change.pk)


def column_words(table, name):
    return _("retired") if name == RETIRED else str(table.field(name).verbose_name)


def value_words(value):
    """A plain value as a person reads it."""
    if value is None or value in ("", []):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(value) if isinstance(value, list) else str(value)


def threshold_lines(changes) -> list[str]:
    """What becomes of the numbers of the rules."""
    words = []
    for one in changes.thresholds.differences if changes.thresholds else ():
        stays = _("%(name)s: stays %(here)s as set here; the guide says %(guide)s")
        changed = _("%(name)s: %(here)s → %(guide)s")
        name = models.CatalogueVersion._meta.get_field(one.name).verbose_name
        parts = {"name": name, "here": one.here, "guide": one.guide}
        words.append((stays if one.local else changed) % parts)
    return words


def summary(changes) -> str:
    """One sentence with the counts, the same before and after a load."""
    counts = changes.counts
    return _(
        "Catalogue %(version)s: %(added)d added, %(changed)d changed, %(retired)d retired, "
        "%(back)d brought back."
    ) % {
        "version": changes.version,
        "added": counts[Kind.ADDED],
        "changed": counts[Kind.CHANGED],
        "retired": counts[Kind.RETIRED],
        "back": counts[Kind.BACK],
    }


def remarks(changes) -> list[str]:
    """What a reader should know about the version as a whole."""
    words = []
    if changes.version_before and changes.version != changes.version_before:
        parts = {"old": changes.version_before, "new": changes.version}
        words.append(_("Version %(old)s is followed by %(new)s.") % parts)
    if changes.version_should_rise:
        words.append(
            _(
                "Items change, but the version stays %(version)s: rounds before and after the "
                "change will name the same version."
            )
            % {"version": changes.version}
        )
    return words + threshold_lines(changes)


def report(changes) -> str:
    """The whole check as plain text."""
    lines = [summary(changes), *remarks(changes)]
    for group in groups_of(changes):
        lines += ["", group.title]
        lines += [line for section in group.sections for line in _section_text(section)]
        lines += [f"  {remark}" for remark in group.remarks]
    if not changes.writes:
        lines += ["", _("Nothing would change.")]
    return "\n".join(lines)


def _section_text(section):
    yield f"  {section.title}"
    for entry in section.entries:
        yield f"    {entry.heading}"
        for line in entry.lines:
            parts = {"column": line.column, "here": line.here, "guide": line.guide}
            yield f"      {_line_words(section, line) % parts}"


def _line_words(section, line):
    if not section.local:
        return _("%(column)s: “%(here)s” → “%(guide)s”")
    if line.is_new:
        return _("%(column)s: here “%(here)s”, new in the guide “%(guide)s”")
    return _("%(column)s: here “%(here)s”, the guide says “%(guide)s”")
