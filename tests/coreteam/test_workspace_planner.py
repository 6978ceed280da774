"""Needs, learning and assistance travel in the workspace file."""

import json

import pytest

from coreteam.demo_data import FOLDER
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError

pytestmark = pytest.mark.django_db


def rich():
    data = json.loads((FOLDER / "tavaloa.json").read_text(encoding="utf-8"))
    data["members"][0] |= {
        "needs": [{"skill": "OL-04", "need": 2, "reason": "New strategy"}],
        "learned": ["AC-02", "AC-01"],
    }
    data["members"][1]["needs"] = [{"skill": "IT-07", "need": 0}]
    data["plan"]["activities"][0]["resource"] = "AC-07"
    data["plan"]["activities"][3]["assistance"] = {
        "paired": data["members"][1]["id"],
        "handed_over": "The tracker configuration",
        "days": {"2027": 20, "2028": 8},
    }
    data["plan"]["activities"][1] |= {
        "status": "done",
        "completion": {
            "done_on": "2026-11-02",
            "outcome": "Both use it",
            "evidence": "https://example.org/report",
            "attended": [data["members"][1]["id"], data["members"][0]["id"]],
        },
    }
    data["plan"]["checklist"][0] |= {"owner": data["members"][0]["id"], "due": "2027-06-30"}
    data["foundations"] = {
        "levels": {"security": 1, "metadata": 0},
        "recorded_on": "2026-11-02",
        "note": "Looked at together",
    }
    return data


def written(data):
    return json.dumps(data).encode()


def test_what_leads_to_activities_comes_back_as_it_was():
    team = import_workspace(written(rich()))

    assert export_workspace(team) == rich()
    assert export_workspace(import_workspace(written(rich()), replace=True)) == rich()


def test_export_takes_no_more_queries_for_them(
    django_assert_num_queries, django_assert_max_num_queries
):
    team = import_workspace((FOLDER / "tavaloa.json").read_bytes())
    with django_assert_max_num_queries(30) as before:
        export_workspace(team)
    import_workspace(written(rich()), replace=True)

    with django_assert_num_queries(len(before)):
        export_workspace(team)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["members"][0]["needs"][0].update(need=3), "needs[0].need"),
        (
            lambda d: d["members"][0]["needs"].append({"skill": "OL-04", "need": 1}),
            "needs[1].skill",
        ),
        (lambda d: d["foundations"]["levels"].update(security=3), "levels.security"),
        (lambda d: d["foundations"]["levels"].update(roof=1), "levels.roof"),
        (lambda d: d["members"][0]["learned"].append("AC-01"), "learned[2]"),
        (lambda d: d["members"][0]["learned"].append("AC-99"), "learned[2]"),
        (lambda d: d["plan"]["activities"][0].update(resource="X"), "activities[0].resource"),
        (
            lambda d: d["plan"]["activities"][1]["completion"].update(done_on=None),
            "completion.done_on",
        ),
        (
            lambda d: d["plan"]["activities"][1]["completion"]["attended"].append("X"),
            "completion.attended[2]",
        ),
        (
            lambda d: d["plan"]["activities"][3]["assistance"]["days"].update({"soon": 1}),
            "assistance.days.soon",
        ),
        (
            lambda d: d["plan"]["activities"][3]["assistance"]["days"].update({"02027": 1}),
            "assistance.days.02027",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_place(change, words):
    data = rich()
    change(data)

    with pytest.raises(WorkspaceError, match=words.replace("[", r"\[")):
        import_workspace(written(data))
