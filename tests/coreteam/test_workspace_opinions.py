"""Consents, looks, overruled phases and comments travel in a workspace file."""

import copy
import json

import pytest

from assessments.models import Consent, PhaseOverride, ResultComment
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from tests.cases import load_case

pytestmark = pytest.mark.django_db


def rich():
    data = load_case("tavaloa")
    data["ended_stages"] = [3, 5]
    data["members"][1] |= {
        "consents": [
            {
                "what": "plan",
                "given": "2026-11-01",
                "withdrawn": "2026-11-02",
                "signed": "2026-10-31",
                "note": "HR file 12",
            },
            {"what": "plan", "given": "2026-11-03", "withdrawn": None, "signed": None, "note": ""},
        ],
        "looks": [{"by": "Admin", "on": "2026-11-02", "reason": "Asked."}],
    }
    data["rounds"][0]["asked"] = [
        {"role": "operational-lead", "skills": ["OL-01", "OL-02"], "critical": ["OL-02"]}
    ]
    data["rounds"][0]["assessments"][0] |= {
        "overruled": [
            {"phase": "expert", "reason": "A", "on": "2026-11-02", "withdrawn": "2026-11-02"},
            {"phase": "proficient", "reason": "B", "on": "2026-11-03", "withdrawn": None},
        ],
        "result_comment": "I had no server.",
    }
    return data


def brought(data):
    return import_workspace(json.dumps(data).encode(), replace=True)


def test_import_of_an_export_gives_an_equal_export():
    data = rich()

    team = brought(data)
    first = export_workspace(team)
    again = export_workspace(brought(copy.deepcopy(first)))

    assert first["members"] == data["members"]
    assert first["ended_stages"] == [3, 5]
    sheet = first["rounds"][0]["assessments"][0]
    assert sheet["overruled"] == data["rounds"][0]["assessments"][0]["overruled"]
    assert sheet["result_comment"] == "I had no server."
    assert first["rounds"][0]["asked"] == data["rounds"][0]["asked"]
    assert again == first
    assert Consent.objects.in_force().count() == 1
    assert PhaseOverride.objects.filter(withdrawn_at=None).get().phase == "proficient"
    assert ResultComment.objects.get().text == "I had no server."


@pytest.mark.parametrize(
    ("key", "number", "name", "value", "place"),
    [
        ("consents", 0, "what", "all", "members[1].consents[0].what"),
        ("consents", 0, "withdrawn", "2026-01-01", "members[1].consents[0].withdrawn"),
        ("consents", 0, "withdrawn", None, "members[1].consents[1].what"),
        ("consents", 1, "given", None, "members[1].consents[1].given"),
        ("looks", 0, "reason", " ", "members[1].looks[0].reason"),
        ("overruled", 0, "phase", "x", "rounds[0].assessments[0].overruled[0].phase"),
        ("overruled", 0, "withdrawn", None, "rounds[0].assessments[0].overruled[1]"),
        ("asked", 0, "role", "nobody", "rounds[0].asked[0].role"),
        ("asked", 0, "skills", ["OL-01"], "rounds[0].asked[0].critical"),
    ],
)
def test_what_is_wrong_is_named(key, number, name, value, place):
    data = rich()
    owner = data["members"][1]
    if key == "overruled":
        owner = data["rounds"][0]["assessments"][0]
    if key == "asked":
        owner = data["rounds"][0]
    owner[key][number][name] = value

    with pytest.raises(WorkspaceError, match="^" + place.replace("[", r"\[").replace("]", r"\]")):
        brought(data)

    assert not Consent.objects.exists()
