"""One import: looked at first, then written as a whole or not at all.

The file waits between the two in the folder for temporary files, under a name that only the signed
token of the preview knows. What is written is what the preview showed, or nothing.
"""

import hashlib
import logging
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import tablib
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from roles.admin.resources import RESOURCES
from roles.sheet_files import Sheet, SheetError, read_sheet

logger = logging.getLogger(__name__)
PREFIX = "coreteam-import-"
SALT = "roles.admin.import"
KEPT_SECONDS = 3600


class NotAsSeenError(Exception):
    """The import would no longer do what its preview showed."""


@dataclass(frozen=True)
class Problem:
    row: int
    column: str
    text: str


@dataclass(frozen=True)
class Row:
    """What happens to one item: it is new, or these columns of it change."""

    number: int
    label: str
    is_new: bool
    differences: tuple
    instance: object


@dataclass(frozen=True)
class Outcome:
    rows: list[Row]
    problems: list[Problem]
    unchanged: int

    @property
    def new(self):
        return sum(row.is_new for row in self.rows)

    @property
    def changed(self):
        return len(self.rows) - self.new

    @property
    def seal(self):
        """Differs as soon as one change does."""
        facts = [(row.number, row.label, row.is_new, row.differences) for row in self.rows]
        return hashlib.sha256(repr(facts).encode()).hexdigest()


def look(model, name, content) -> Outcome:
    """What an import of this file would do. Raises SheetError when it is no table of the model."""
    return _run(model, _read(model, name, content), dry_run=True)


def write(model, name, content, *, seal, by) -> Outcome:
    """Does what the preview with this seal showed, and notes it in the history of each item.

    Raises NotAsSeenError when it would do something else, and then writes nothing.
    """
    sheet = _read(model, name, content)
    with transaction.atomic():
        outcome = _run(model, sheet, dry_run=False)
        if outcome.problems or outcome.seal != seal:
            raise NotAsSeenError
        _note(outcome, name, by)
    return outcome


def _read(model, name, content) -> Sheet:
    sheet = read_sheet(name, content)
    if problem := RESOURCES[model]().header_problem(sheet.headers):
        raise SheetError(problem)
    if not sheet.rows:
        raise SheetError(_("The file names columns and holds no rows."))
    return sheet


def _run(model, sheet, dry_run):
    resource = RESOURCES[model]()
    data = tablib.Dataset(*[cells for _number, cells in sheet.rows], headers=sheet.headers)
    result = resource.import_data(data, dry_run=dry_run, rollback_on_validation_errors=True)
    rows, problems = [], [_unforeseen(1, error.error) for error in result.base_errors]
    for place, found in enumerate(result.rows, start=1):
        number, cells = sheet.rows[place - 1]
        if found.validation_error:
            problems += _problems(number, found.validation_error)
        elif found.errors:
            problems.append(_unforeseen(number, found.errors[0].error))
        elif not found.is_skip():
            noted = tuple(resource.differences.get(place, ()))
            label = resource.label(dict(zip(sheet.headers, cells, strict=True)))
            rows.append(Row(number, label, found.is_new(), noted, found.instance))
    unchanged = sum(found.is_skip() for found in result.rows)
    return Outcome(rows, problems, unchanged)


def _problems(number, error):
    if not hasattr(error, "error_dict"):
        return [Problem(number, "", message) for message in error.messages]
    return [
        Problem(number, "" if column == "__all__" else column, message)
        for column, messages in error.message_dict.items()
        for message in messages
    ]


def _unforeseen(number, error):
    logger.error("Import refused at row %d", number, exc_info=error)
    return Problem(number, "", _("This row cannot be written."))


def _note(outcome, name, by):
    LogEntry.objects.bulk_create(
        LogEntry(
            user=by,
            content_type=ContentType.objects.get_for_model(row.instance),
            object_id=str(row.instance.pk),
            object_repr=str(row.instance)[:200],
            action_flag=ADDITION if row.is_new else CHANGE,
            change_message=_history(row, name),
        )
        for row in outcome.rows
    )


def _history(row, name):
    if row.is_new:
        return _("Imported from %(file)s.") % {"file": name}
    changes = "; ".join(f"{one.column}: “{one.now}” → “{one.then}”" for one in row.differences)
    return _("Imported from %(file)s. %(changes)s") % {"file": name, "changes": changes}


def keep(model, name, content, *, seal, by) -> str:
    """Puts the file aside until it is confirmed; returns the token that finds it again."""
    _sweep()
    with tempfile.NamedTemporaryFile(prefix=PREFIX, delete=False) as file:
        file.write(content)
    facts = {
        "file": os.path.basename(file.name),
        "name": name,
        "model": model._meta.model_name,
        "seal": seal,
        "by": by.pk,
    }
    return signing.dumps(facts, salt=SALT)


def take(model, token, *, by):
    """The name, the content and the seal of what was put aside, once.

    Raises SheetError when the token is not of this person and model, or too old.
    """
    gone = SheetError(_("The preview is too old. Choose the file again."))
    try:
        facts = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
        if (facts["model"], facts["by"]) != (model._meta.model_name, by.pk):
            raise gone
        path = Path(tempfile.gettempdir()) / facts["file"]
        content = path.read_bytes()
        path.unlink()
    except (signing.BadSignature, OSError):
        raise gone from None
    return facts["name"], content, facts["seal"]


def _sweep():
    """Files that nobody confirmed are of no use when their token has run out."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                path.unlink()
        except OSError:  # another worker was quicker, or the file is not ours
            continue
