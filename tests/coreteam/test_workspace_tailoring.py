"""Own skills, switches and targets travel in the workspace file."""

import json

import pytest

from coreteam.figures import figures
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from roles.models import Skill, TargetLevel, TeamSkill
from tests.cases import load_case

pytestmark = pytest.mark.django_db


def rich():
    data = load_case("lakhana")
    data["tailoring"] = {
        "own_skills": [
            {
                "code": "OWN-01",
                "order": 1001,
                "role": "operational-lead",
                "competency": "A1",
                "critical": True,
                "name": "Speak for the schools",
                "level_1": "",
                "level_2": "Alone",
                "level_3": "",
                "also_roles": ["trainer"],
                "retired": "2026-03-01",
            }
        ],
        "switches": [{"skill": "OL-02", "asked": False, "since": "2026-02-01"}],
        "targets": [
            {"role": "operational-lead", "position": None, "skill": "OWN-01", "level": 3},
            {"role": None, "position": data["positions"][0]["id"], "skill": "OL-04", "level": 1},
        ],
    }
    sheet = next(
        sheet
        for sheet in data["rounds"][0]["assessments"]
        if sheet["section"] == "operational-lead"
    )
    sheet["levels"]["OWN-01"] = 2
    return data


def written(data):
    return json.dumps(data).encode()


def test_import_of_an_export_gives_an_equal_export():
    team = import_workspace(written(rich()))

    again = export_workspace(team)

    assert again["tailoring"] == rich()["tailoring"]
    assert export_workspace(import_workspace(written(again), replace=True)) == again
    assert (Skill.every.exclude(team=None).count(), TeamSkill.objects.count()) == (1, 1)
    assert TargetLevel.objects.count() == 2


def test_own_skills_of_two_teams_may_have_the_same_code():
    import_workspace(written(rich()))
    other = rich()
    other["team"]["slug"] = "other"

    import_workspace(written(other))

    assert Skill.every.filter(code="OWN-01").count() == 2


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        ("own_skills", {"code": "OL-99"}, "tailoring.own_skills[0].code: the code of an own skill"),
        ("own_skills", {"role": "king"}, "tailoring.own_skills[0].role"),
        ("own_skills", {"name": " "}, "tailoring.own_skills[0].name: is empty"),
        ("switches", {"since": None}, "tailoring.switches[0].since"),
        ("switches", {"skill": "OWN-99"}, 'tailoring.switches[0].skill: no skill "OWN-99"'),
        ("targets", {"level": 4}, "tailoring.targets[0].level"),
        ("targets", {"role": None}, "tailoring.targets[0]: names a role or a position"),
    ],
)
def test_bad_entry_is_named_by_its_place_and_nothing_is_written(part, change, words):
    data = rich()
    data["tailoring"][part][0] |= change

    with pytest.raises(WorkspaceError, match=words.replace("[", r"\[").replace("]", r"\]")):
        import_workspace(written(data))

    assert not Skill.every.exclude(team=None).exists()


@pytest.mark.parametrize(
    ("answers", "phase"), [(2, "not_enough_data"), (3, "expert")], ids=["40 %", "60 %"]
)
def test_unanswered_skills_of_a_lighter_list_were_asked_too(answers, phase):
    data = load_case("lakhana")
    levels = {f"DS-0{number}": 3 for number in range(1, answers + 1)}
    sheet = {"member": "E7", "section": "data-scientist", "levels": levels}
    data["rounds"][1]["assessments"].append(sheet)

    team = import_workspace(written(data))

    found = next(row for row in figures(team)["assessments"] if row["section"] == sheet["section"])
    assert (found["rated"], found["phase"]) == (answers, phase)
    assert "asked" not in export_workspace(team)["rounds"][1]
