"""Who may do what with rounds, sheets and results: rows of the access table.

The sheet belongs to the cast's member, in an open round whose assessor is the cast's assessor.
"""

import datetime

from django.utils import timezone

from roles.models import Position, TeamAccess
from tests.access_rows import Row
from tests.factories import AssessmentFactory, PositionFactory, RatingFactory, RoundFactory

CLOSED = datetime.date(2026, 10, 30)


def world(team, member):
    """An open round with a sheet of the member, and a closed one that counts."""
    assessors = [access.user for access in team.accesses.filter(level=TeamAccess.Level.ASSESSOR)]
    PositionFactory(team=team, holder=member, state=Position.State.FILLED)
    round_ = RoundFactory(team=team, code="r1")
    closed = RoundFactory(team=team, code="r0", closed=CLOSED)
    for one in (round_, closed):
        one.assessors.set(assessors)
    sheet = AssessmentFactory(round=round_, member=member)
    counted = AssessmentFactory(
        round=closed, member=member, state="submitted", submitted_at=timezone.now()
    )
    RatingFactory(assessment=counted)
    return {"round": round_, "sheet": sheet}


def _team(cast):
    return {"slug": cast.team.slug}


def _round(cast):
    return _team(cast) | {"pk": cast.round.pk}


def _sheet(cast):
    return _team(cast) | {"pk": cast.sheet.pk}


def _grid(cast):
    return _round(cast) | {"role_slug": "operational-lead"}


def _cell(cast):
    name = f"{cast.sheet.pk}-OL-01"
    return {"unit": name, name: "2"}


def _result(cast):
    return _team(cast) | {"member_pk": cast.member.pk, "role_slug": "operational-lead"}


TEAM = {"anonymous": 302, "outsider": 404, "staff": 404}
EVERYBODY = TEAM | {"viewer": 200, "member": 200, "assessor": 200, "lead": 200}
LEAD = TEAM | {"viewer": 403, "member": 403, "assessor": 403, "lead": 200}
LEAD_POSTS = LEAD | {"lead": 302}
NAMED = TEAM | {"viewer": 404, "member": 200, "assessor": 200, "lead": 200}
NAMED_POSTS = NAMED | {"member": 302, "assessor": 302, "lead": 302}
OTHERS = NAMED | {"member": 404}
LEAD_OF_SHEET = NAMED | {"member": 403, "assessor": 403}

NAME = "assessments:"
ROWS = [
    Row(NAME + "round_list", "GET", _team, **EVERYBODY),
    Row(NAME + "round_create", "GET", _team, **LEAD),
    Row(NAME + "round_create", "POST", _team, **LEAD),
    Row(NAME + "round_detail", "GET", _round, **EVERYBODY),
    Row(NAME + "round_edit", "GET", _round, **LEAD),
    Row(
        NAME + "round_edit",
        "POST",
        _round,
        **LEAD_POSTS,
        data={"title": "Needs assessment", "mode": "self", "opened": "2026-10-05"},
    ),
    Row(NAME + "sheets_add", "POST", _round, **LEAD),
    Row(NAME + "round_close", "GET", _round, **LEAD),
    Row(NAME + "round_close", "POST", _round, **LEAD_POSTS),
    Row(NAME + "sheet", "GET", _sheet, **NAMED),
    Row(NAME + "sheet", "POST", _sheet, **NAMED_POSTS, data={"OL-01": "2"}),
    Row(NAME + "sheet_answer", "POST", _sheet, **NAMED, data={"unit": "OL-01", "OL-01": "2"}),
    Row(NAME + "grid", "GET", _grid, **OTHERS),
    Row(NAME + "grid", "POST", _grid, **(OTHERS | {"assessor": 302, "lead": 302})),
    Row(NAME + "grid_answer", "POST", _grid, **OTHERS, data=_cell),
    Row(NAME + "sheet_check", "GET", _sheet, **NAMED),
    Row(NAME + "sheet_submit", "POST", _sheet, **NAMED_POSTS),
    Row(NAME + "sheet_reopen", "POST", _sheet, **NAMED_POSTS, data={"reason": "More"}),
    Row(NAME + "sheet_remove", "GET", _sheet, **LEAD_OF_SHEET),
    Row(NAME + "sheet_remove", "POST", _sheet, **(LEAD_OF_SHEET | {"lead": 302})),
    Row(NAME + "results", "GET", _team, **EVERYBODY),
    Row(NAME + "sheet_result", "GET", _result, **NAMED),
]
