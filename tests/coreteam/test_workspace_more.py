"""Retention, bodies, projects and terms of reference travel, and only where there are any."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from roles.models import Body, RetentionStep, StaffingProject, StaffingTask, Team, TermsOfReference
from tests.coreteam.test_workspace import DAMAGE, case, spots, written

pytestmark = pytest.mark.django_db


def rich():
    """Tavaloa with everything that this file is about."""
    data = case("tavaloa")
    data["members"][0]["retention"] = {
        "risk": "high",
        "reason": "Was asked by a UN agency",
        "steps": [
            step("R3", state="in_force", next_step="", due=None, note="since 2025"),
            step("R1"),
        ],
    }
    data["members"][0]["email"] = "lupe@example.org"
    data["members"][1]["retention"] = {"risk": "none", "reason": "", "steps": []}
    data["members"][2]["retention"] = {"risk": None, "reason": "", "steps": [step("R1")]}
    data["bodies"] = [
        body("Core team", layer="core_technical_team", reports_to="Health information unit"),
        body("Steering committee", rhythm="yearly", next_date="2027-02-01"),
        body("Health information unit", layer="other", reports_to="Steering committee"),
    ]
    data["staffing_projects"] = [
        {
            "title": "Move to version 42",
            "note": "until June",
            "tasks": [
                task("Tests the forms", member="A2"),
                task("Moves the server", outside_help="HISP group"),
                task("Tells the districts", role="operational-lead"),
            ],
        },
        {"title": "Another", "note": "", "tasks": []},
    ]
    data["positions"][0]["terms_of_reference"] = [
        terms(1),
        terms(3, language="fr", place="Nuku", skills=[], saved="2026-11-02"),
    ]
    data["positions"][1]["terms_of_reference"] = [terms(1)]
    data["positions"][0]["senior"] = True
    data["positions"][1]["senior"] = False
    data["team"]["personal_data"] = True
    data["plan"]["activities"][0]["new_work"] = "tracker"
    return data


def step(measure, **values):
    usual = {"state": "planned", "next_step": "Ask the ministry", "due": "2027-01-31", "note": ""}
    return {"measure": measure} | usual | values


def body(name, **values):
    return {
        "name": name,
        "layer": "governance_committee",
        "chair": "Director",
        "reports_to": None,
        "rhythm": "monthly",
        "next_date": None,
        "task": "Decides",
        "note": "",
    } | values


def task(text, **values):
    return {"role": "implementer", "task": text, "member": None, "outside_help": ""} | values


def terms(number, **values):
    texts = dict.fromkeys(TermsOfReference.TEXTS, "Some words")
    skill = {"code": "OL-01", "name": "Strategy", "level": 3, "critical": True}
    gone = {"code": "OL-99", "name": "Long gone", "level": 1, "critical": False}
    usual = {"language": "en", "skills": [skill, gone], "saved": "2026-03-01"}
    return {"number": number} | texts | usual | values


def test_import_of_an_export_gives_an_equal_export():
    team = import_workspace(written(rich()))

    assert export_workspace(team) == rich()


def test_replace_empties_and_refills_them():
    import_workspace(written(rich()))

    team = import_workspace(written(rich()), replace=True)

    assert export_workspace(team) == rich()


def test_replace_by_a_file_without_them_leaves_none():
    import_workspace(written(rich()))

    team = import_workspace(written(case("tavaloa")), replace=True)

    assert export_workspace(team) == case("tavaloa")
    for model in (Body, RetentionStep, StaffingProject, StaffingTask, TermsOfReference):
        assert not model.objects.exists()


def test_replace_with_a_bad_file_leaves_them_as_they_were():
    team = import_workspace(written(rich()))
    data = rich()
    data["staffing_projects"][0]["tasks"][0]["role"] = "chief"

    with pytest.raises(WorkspaceError):
        import_workspace(written(data), replace=True)

    assert export_workspace(team) == rich()


def test_keys_may_be_left_out_where_a_row_may_be_empty():
    data = case("tavaloa")
    data["members"][0]["retention"] = {"steps": [{"measure": "R1", "state": "planned"}]}
    data["bodies"] = [{"name": "Board", "layer": "other", "rhythm": "weekly"}]
    data["staffing_projects"] = [{"title": "One", "tasks": [{"role": "trainer", "task": "Train"}]}]
    data["positions"][0]["terms_of_reference"] = [
        {"number": 1, "language": "en", "purpose": "Lead", "responsibilities": "Leads"}
    ]

    team = import_workspace(written(data))

    again = export_workspace(team)
    assert export_workspace(import_workspace(written(again), replace=True)) == again
    assert again["members"][0]["retention"]["risk"] is None
    assert again["bodies"] == [body("Board", layer="other", rhythm="weekly", chair="", task="")]


def test_day_of_a_version_travels():
    import_workspace(written(rich()))

    first = TermsOfReference.objects.get(position__code="A1-1", number=1)

    assert timezone.localdate(first.saved_at) == datetime.date(2026, 3, 1)


def test_export_takes_no_more_queries_for_more_of_them():
    plain = import_workspace(written(case("tavaloa")))
    with CaptureQueriesContext(connection) as few:
        export_workspace(plain)
    import_workspace(written(rich()), replace=True)

    with CaptureQueriesContext(connection) as many:
        export_workspace(plain)

    assert len(many) == len(few)


RETENTION = "members[0].retention"
BODIES = "bodies"
PROJECT = "staffing_projects[0]"
TERMS = "positions[0].terms_of_reference"
BAD = [
    (RETENTION, "high"),
    (f"{RETENTION}.risk", "certain"),
    (f"{RETENTION}.reason", ""),
    (f"{RETENTION}.reason", "x" * 1001),
    (f"{RETENTION}.steps", {}),
    (f"{RETENTION}.steps[0].measure", "R99"),
    (f"{RETENTION}.steps[1].measure", "R3"),
    (f"{RETENTION}.steps[0].state", "done"),
    (f"{RETENTION}.steps[0].next_step", "x" * 201),
    (f"{RETENTION}.steps[0].due", "soon"),
    (f"{RETENTION}.steps[0].note", 1),
    (BODIES, {}),
    (f"{BODIES}[0].name", " "),
    (f"{BODIES}[1].name", "Core team"),
    (f"{BODIES}[0].layer", "board"),
    (f"{BODIES}[0].chair", "x" * 161),
    (f"{BODIES}[0].reports_to", "Parliament"),
    (f"{BODIES}[0].reports_to", "Core team"),
    (f"{BODIES}[0].rhythm", "daily"),
    (f"{BODIES}[1].next_date", "2027-02-30"),
    (f"{BODIES}[0].task", None),
    (f"{BODIES}[0].note", "x" * 1001),
    ("staffing_projects", "none"),
    (f"{PROJECT}.title", ""),
    (f"{PROJECT}.note", "x" * 2001),
    (f"{PROJECT}.tasks", [task("Again")] * 1001),
    (f"{PROJECT}.tasks[1].role", "chief"),
    (f"{PROJECT}.tasks[1].task", ""),
    (f"{PROJECT}.tasks[0].member", "ZZ"),
    (f"{PROJECT}.tasks[0].outside_help", "x" * 301),
    (TERMS, 1),
    (f"{TERMS}[0].number", 0),
    (f"{TERMS}[1].number", 1),
    (f"{TERMS}[0].language", "french"),
    (f"{TERMS}[0].purpose", ""),
    (f"{TERMS}[0].responsibilities", " "),
    (f"{TERMS}[0].background", "x" * 3001),
    (f"{TERMS}[0].reporting_line", None),
    (f"{TERMS}[0].dedication", 1),
    (f"{TERMS}[0].place", "x" * 401),
    (f"{TERMS}[0].duration", []),
    (f"{TERMS}[0].skills", "OL-01"),
    (f"{TERMS}[0].skills[0].code", ""),
    (f"{TERMS}[0].skills[1].code", "OL-01"),
    (f"{TERMS}[0].skills[0].name", ""),
    (f"{TERMS}[0].skills[0].level", 4),
    (f"{TERMS}[0].skills[0].critical", "yes"),
    (f"{TERMS}[0].saved", "yesterday"),
    (f"{TERMS}[0].saved", "0001-01-01"),
]


def put(data, place, value):
    """Puts a value where a place such as `bodies[0].name` points."""
    *way, last = place.replace("[", ".").replace("]", "").split(".")
    for key in way:
        data = data[int(key) if key.isdecimal() else key]
    data[int(last) if last.isdecimal() else last] = value


@pytest.mark.parametrize(("place", "value"), BAD)
def test_bad_value_is_refused_at_its_place_and_nothing_is_kept(place, value):
    data = rich()
    put(data, place, value)

    with pytest.raises(WorkspaceError) as refusal:
        import_workspace(written(data))

    assert str(refusal.value).startswith(f"{place}: ") and "\n" not in str(refusal.value)
    assert not Team.objects.exists() and not Body.objects.exists()


def test_bodies_that_report_in_a_circle_are_refused():
    data = rich()
    data["bodies"][1]["reports_to"] = "Health information unit"

    with pytest.raises(WorkspaceError, match=r"^bodies\[1\]\.reports_to: reports to itself"):
        import_workspace(written(data))


def test_reason_without_a_risk_is_refused():
    data = rich()
    data["members"][2]["retention"]["reason"] = "Tired"

    with pytest.raises(WorkspaceError, match=r"^members\[2\]\.retention\.reason: "):
        import_workspace(written(data))


RICH = {
    "members": rich()["members"][0]["retention"],
    "positions": rich()["positions"][0]["terms_of_reference"],
    "bodies": rich()["bodies"],
    "staffing_projects": rich()["staffing_projects"],
}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.sampled_from([spot for spot in spots(RICH) if len(spot) > 1]), damage=DAMAGE)
def test_damaged_part_is_imported_or_refused_whole(place, damage):
    Team.objects.all().delete()
    parts = json.loads(json.dumps(RICH))
    inner = parts
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = damage
    data = case("tavaloa") | {key: parts[key] for key in ("bodies", "staffing_projects")}
    data["members"][0]["retention"] = parts["members"]
    data["positions"][0]["terms_of_reference"] = parts["positions"]

    try:
        team = import_workspace(json.dumps(data).encode())
    except WorkspaceError as refusal:
        assert "\n" not in str(refusal) and not Team.objects.exists()
    else:
        again = json.loads(json.dumps(export_workspace(team)))
        assert export_workspace(import_workspace(written(again), replace=True)) == again


def test_address_that_is_none_is_named_by_its_place():
    data = case("tavaloa")
    data["members"][1]["email"] = "lupe at example.org"

    with pytest.raises(WorkspaceError, match=r"members\[1\]\.email.*is not an e-mail address"):
        import_workspace(json.dumps(data).encode())

    assert not Team.objects.exists()
