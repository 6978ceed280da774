"""Who may bring answers in from outside: rows of the access table.

A file that waits is seen by whoever brought it, and by nobody else.
"""

from assessments.models import OutsideFile
from tests.access_assessments import NAME, NAMED, TEAM, _round, _team
from tests.access_rows import Row

CSV = b"Name,OL-01\nSemisi Faleono,2\n"


def world(team, lead):
    round_ = {"title": "From a form", "mode": "self", "opened": "2026-10-05"}
    choices = {"columns": ["name", "skill:OL-01"], "section": None, "round": round_}
    file = OutsideFile.objects.create(
        team=team, kind="form", name="answers.csv", content=CSV, by=lead, choices=choices
    )
    return {"file": file}


def _file(cast):
    return _team(cast) | {"pk": cast.file.pk}


ENTERS = TEAM | {"viewer": 403, "member": 403, "assessor": 200, "lead": 200}
OWN_FILE = TEAM | {"viewer": 404, "member": 404, "assessor": 404, "lead": 200}

ROWS = [
    Row(NAME + "outside_upload", "GET", _team, **ENTERS),
    Row(NAME + "outside_upload", "POST", _team, **ENTERS),
    Row(NAME + "outside_columns", "GET", _file, **OWN_FILE),
    Row(NAME + "outside_columns", "POST", _file, **OWN_FILE),
    Row(NAME + "outside_preview", "GET", _file, **OWN_FILE),
    Row(NAME + "outside_preview", "POST", _file, **(OWN_FILE | {"lead": 302}), data={"seal": "x"}),
    Row(NAME + "outside_forget", "POST", _file, **(OWN_FILE | {"lead": 302})),
    Row(NAME + "workbook", "GET", _round, **NAMED),
    Row(NAME + "workbook", "POST", _round, **NAMED),
    Row(NAME + "workbook_file", "GET", _round, **NAMED),
]
