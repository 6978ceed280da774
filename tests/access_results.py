"""Who reads and says what about results. The world is that of access_assessments: the cast's member
has a counted sheet in a closed round whose assessor is the cast's assessor."""

from assessments.models import Consent
from tests.access_assessments import EVERYBODY, LEAD, NAMED, TEAM, _result, _team
from tests.access_rows import Row
from tests.factories import MemberFactory


def world(team):
    other = MemberFactory(team=team, name="Lose Lolohea")
    return {"other": other, "consent": Consent.objects.create(member=other, what="publication")}


def _picture(cast):
    return _team(cast) | {"name": "heat-map"}


def _board(cast):
    return _team(cast) | {"name": "coverage"}


def _give(cast):
    return _team(cast) | {"what": "plan"}


def _consent(cast):
    return _team(cast) | {"pk": cast.consent.pk}


NOBODYS = TEAM | {"viewer": 404, "member": 404, "assessor": 404, "lead": 404}
OVERRULE = NAMED | {"member": 403, "assessor": 403}
NAME = "assessments:"
ROWS = [
    Row(NAME + "change", "GET", _team, **EVERYBODY),
    Row(NAME + "differences", "GET", _team, **EVERYBODY),
    Row(NAME + "results_workbook", "GET", _team, **EVERYBODY),
    Row(NAME + "picture", "GET", _picture, **NAMED),
    Row(NAME + "picture", "GET", _board, **NAMED),
    Row(NAME + "radar", "GET", _result, **NAMED),
    Row(NAME + "sheet_result_workbook", "GET", _result, **NAMED),
    Row(NAME + "phase_overrule", "GET", _result, **OVERRULE),
    Row(
        NAME + "phase_overrule",
        "POST",
        _result,
        **(OVERRULE | {"lead": 302}),
        data={"phase": "expert", "reason": "Built the registry alone."},
    ),
    Row(NAME + "phase_withdraw", "POST", _result, **(OVERRULE | {"lead": 404})),
    Row(
        NAME + "result_comment",
        "POST",
        _result,
        **(NAMED | {"member": 302, "assessor": 403, "lead": 403}),
        data={"text": "I had no tracker to work on."},
    ),
    Row(NAME + "consents", "GET", _team, **LEAD),
    Row(
        NAME + "consents",
        "POST",
        _team,
        **(LEAD | {"lead": 302}),
        data=lambda cast: {"member": cast.other.pk, "what": "plan", "signed": "2026-10-01"},
    ),
    Row(NAME + "consent_give", "POST", _give, **(NOBODYS | {"member": 302})),
    Row(NAME + "consent_withdraw", "POST", _consent, **(NOBODYS | {"lead": 302})),
    Row("own_results", "GET", _team, **(NOBODYS | {"member": 200})),
]
