"""Who invites, and that no account opens what a personal link opens: rows of the access table.

What the links themselves open is in tests/assessments/test_invited.py.
"""

from tests.access_rows import PEOPLE, Row


def _round(cast):
    return {"slug": cast.team.slug, "pk": cast.round.pk}


def _member(cast):
    return _round(cast) | {"member_pk": cast.member.pk}


def _sheet(cast):
    return {"pk": cast.sheet.pk}


def _nobody(_cast):
    return {}


def _forged(_cast):
    return {"token": "forged.token"}


TEAM = {"anonymous": 302, "outsider": 404, "staff": 404}
LEAD = TEAM | {"viewer": 403, "member": 403, "assessor": 403, "lead": 200}
LEAD_POSTS = LEAD | {"lead": 302}
NOBODY = dict.fromkeys(PEOPLE, 404)
ANYBODY = dict.fromkeys(PEOPLE, 200)

NAME = "assessments:"
ROWS = [
    Row(NAME + "invitations", "GET", _round, **LEAD),
    Row(NAME + "invitations_send", "POST", _round, **LEAD_POSTS),
    Row(NAME + "invitations_remind", "POST", _round, **LEAD_POSTS),
    Row(NAME + "invitations_print", "POST", _round, **LEAD),
    Row(NAME + "invitation_link", "POST", _member, **LEAD),
    Row(NAME + "invitation_revoke", "POST", _member, **LEAD_POSTS),
    Row(NAME + "invitation_open", "GET", _forged, **NOBODY),
    Row(NAME + "invitation_open", "POST", _forged, **NOBODY),
    Row(NAME + "invitation_code", "GET", _nobody, **ANYBODY),
    Row(NAME + "invitation_code", "POST", _nobody, **ANYBODY, data={"code": "AAAA-AAAA"}),
    Row(NAME + "invited_sheets", "GET", _nobody, **NOBODY),
    Row(NAME + "invited_end", "POST", _nobody, **dict.fromkeys(PEOPLE, 302)),
    Row(NAME + "invited_sheet", "GET", _sheet, **NOBODY),
    Row(NAME + "invited_sheet", "POST", _sheet, **NOBODY),
    Row(NAME + "invited_answer", "POST", _sheet, **NOBODY),
    Row(NAME + "invited_check", "GET", _sheet, **NOBODY),
    Row(NAME + "invited_submit", "POST", _sheet, **NOBODY),
    Row(NAME + "invited_reopen", "POST", _sheet, **NOBODY),
    Row(NAME + "invited_repeat", "GET", _sheet, **NOBODY),
    Row(NAME + "invited_repeat", "POST", _sheet, **NOBODY),
]
