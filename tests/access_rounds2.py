"""Confirming by a personal link what has not changed: no account opens it."""

from tests.access_rows import PEOPLE, Row

NOBODY = dict.fromkeys(PEOPLE, 404)


def _sheet(cast):
    return {"pk": cast.sheet.pk}


ROWS = [
    Row("assessments:invited_repeat", "GET", _sheet, **NOBODY),
    Row("assessments:invited_repeat", "POST", _sheet, **NOBODY),
]
