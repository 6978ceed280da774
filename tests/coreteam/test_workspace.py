"""Teams come in and go out whole; a bad file writes nothing and is told where it is wrong."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessments.models import Rating
from coreteam.demo_data import FOLDER, TEAMS
from coreteam.figures import figures
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from plans.models import Activity
from roles.models import PrerequisiteAnswer, Role, Team, TeamAccess
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def case(slug):
    return json.loads((FOLDER / f"{slug}.json").read_text(encoding="utf-8"))


def written(data):
    return json.dumps(data, ensure_ascii=False).encode()


def as_numbers(value):
    """Amounts are compared as numbers; everything else as it is."""
    if isinstance(value, dict):
        return {key: as_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_numbers(item) for item in value]
    try:
        return Decimal(value) if isinstance(value, str) else value
    except ArithmeticError:
        return value


@pytest.mark.parametrize("slug", TEAMS)
def test_figures_of_a_case_are_the_expected_ones(slug):
    expected = json.loads((FOLDER / f"{slug}.expected.json").read_text(encoding="utf-8"))
    expected.pop("should_show")

    team = import_workspace(written(case(slug)))

    assert as_numbers(figures(team)) == as_numbers(expected)


@pytest.mark.parametrize("slug", TEAMS)
def test_export_of_an_import_equals_the_file(slug):
    team = import_workspace(written(case(slug)))

    assert export_workspace(team) == case(slug)


def test_import_of_a_rich_export_gives_an_equal_export():
    data = case("tavaloa") | {"ended_stages": [3]}
    data["team"]["governing_body"] = "Directors' meeting"
    data["positions"][9] |= {"recruit_by": "2027-06-30", "payer": "Bilateral project"}
    data["rounds"][0]["closed"] = None
    sheet = data["rounds"][0]["assessments"][0]
    sheet["state"] = "submitted"
    sheet["answers"] = [
        {"skill": "OL-01", "whose": "self", "level": 3, "comment": "wrote the roadmap"},
        {"skill": "OL-01", "whose": "assessor", "level": 2, "comment": ""},
        {"skill": "OL-02", "whose": "self", "level": None, "comment": "to be asked"},
    ]
    sheet["levels"] = {"OL-01": 2}
    activity = data["plan"]["activities"][0]
    activity |= {"owner": "A1", "status": "under_way"}
    activity["gaps"] = [
        {
            "round": "r1",
            "member": "A2",
            "section": "implementer-technical",
            "skill": "IT-07",
            "level": 0,
            "target": 3,
        }
    ]
    activity["cost_lines"][0] |= {"description": "places", "quantity": "1.5"}
    activity["cost_lines"][0]["funding"] = [
        {"source": "Bilateral project", "status": "secured", "percent": 33.333},
        {"source": "", "status": "unfunded", "percent": 66.667},
    ]

    team = import_workspace(written(data))

    assert export_workspace(team) == data


def broken(change):
    data = case("tavaloa")
    change(data)
    return data


BAD = {
    "positions[2].holder": lambda d: d["positions"][2].update(holder="ZZ"),
    "positions[0].role": lambda d: d["positions"][0].update(role="chief"),
    "positions[0].fte": lambda d: d["positions"][0].update(fte="1.01"),
    "members[1].id": lambda d: d["members"][1].update(id="A1"),
    "members[0].contract_end": lambda d: d["members"][0].update(contract_end="31.12.2027"),
    "rounds[0].assessments[0].levels.OL-99": lambda d: d["rounds"][0]["assessments"][0][
        "levels"
    ].update({"OL-99": 1}),
    "rounds[0].assessments[0].levels.IT-01": lambda d: d["rounds"][0]["assessments"][0][
        "levels"
    ].update({"IT-01": 1}),
    "rounds[0].assessments[0].levels.OL-01": lambda d: d["rounds"][0]["assessments"][0][
        "levels"
    ].update({"OL-01": 4}),
    "rounds[0].closed": lambda d: d["rounds"][0].update(closed="2026-10-04"),
    "plan.activities[3].skills[1]": lambda d: d["plan"]["activities"][3].update(
        skills=["IT-07", "IT-99"]
    ),
    "plan.activities[0].cost_lines[0].category": lambda d: d["plan"]["activities"][0]["cost_lines"][
        0
    ].update(category="C99"),
    "plan.activities[0].cost_lines[0].funding": lambda d: d["plan"]["activities"][0]["cost_lines"][
        0
    ]["funding"][0].update(percent=99),
    "plan.activities[0].cost_lines[0].quantity": lambda d: d["plan"]["activities"][0]["cost_lines"][
        0
    ].update(quantity="-1"),
    "plan.activities[0].end": lambda d: d["plan"]["activities"][0].update(end="2026-01-01"),
    "plan.activities[1].end": lambda d: d["plan"]["activities"][1].update(end="9999-12-31"),
    "rounds[0].opened": lambda d: d["rounds"][0].update(opened="1949-12-31"),
    "rounds[0].assessments[0].steps[0].at": lambda d: d["rounds"][0]["assessments"][0].update(
        steps=[{"step": "submitted", "at": "0001-01-01T00:00:00+14:00"}]
    ),
    "plan.checklist[0].question": lambda d: d["plan"]["checklist"][0].update(question="Q31"),
    "version": lambda d: d.update(version=2),
    "format": lambda d: d.update(format="something"),
    "team.name": lambda d: d["team"].update(name="a\0b"),
}


@pytest.mark.parametrize("place", BAD)
def test_bad_file_is_refused_in_one_line_that_names_the_place(place):
    data = broken(BAD[place])

    with pytest.raises(WorkspaceError) as refusal:
        import_workspace(written(data))

    assert str(refusal.value).startswith(f"{place}: ") and "\n" not in str(refusal.value)
    assert not Team.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[1,", b"[]", b"NaN", b"[" * 100_000, b'{"format": 1e999}']
)
def test_file_that_is_not_a_workspace_is_refused(content):
    with pytest.raises(WorkspaceError):
        import_workspace(content)


def spots(value, path=()):
    """Every place in a JSON value."""
    yield path
    if isinstance(value, dict | list):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in entries:
            yield from spots(item, (*path, key))


WHOLE = case("beloume")
DAMAGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just("x" * 20_000),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.sampled_from(list(spots(WHOLE))[1:]), damage=DAMAGE)
@example(place=("team", "slug"), damage="\n")
def test_damaged_file_is_imported_or_refused_whole(place, damage):
    Team.objects.all().delete()
    data = json.loads(json.dumps(WHOLE))
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = damage

    try:
        team = import_workspace(json.dumps(data).encode())
    except WorkspaceError as refusal:
        assert "\n" not in str(refusal) and not Team.objects.exists()
    else:
        again = json.loads(json.dumps(export_workspace(team)))
        assert export_workspace(import_workspace(written(again), replace=True)) == again


def test_second_import_of_a_team_asks_for_replace():
    import_workspace(written(case("tavaloa")))

    with pytest.raises(WorkspaceError, match="team.slug"):
        import_workspace(written(case("tavaloa")))


def test_replace_keeps_accesses_and_accounts_of_members():
    team = import_workspace(written(case("tavaloa")))
    lead, semisi = UserFactory(), UserFactory()
    TeamAccess.objects.create(team=team, user=lead, level=TeamAccess.Level.LEAD)
    team.members.filter(code="A2").update(user=semisi)

    import_workspace(written(case("tavaloa")), replace=True)

    assert Team.objects.get().can_be_edited_by(lead)
    assert Team.objects.get().members.get(code="A2").user == semisi
    assert Activity.objects.count() == 13 and Rating.objects.count() == 90


def test_replace_gives_no_account_to_another_person_of_the_same_code():
    team = import_workspace(written(case("tavaloa")))
    team.members.filter(code="A2").update(user=UserFactory(), name="Somebody before")

    import_workspace(written(case("tavaloa")), replace=True)

    assert Team.objects.get().members.get(code="A2").user is None


def test_replace_keeps_assessors_who_still_have_access():
    team = import_workspace(written(case("tavaloa")))
    assessor, former = UserFactory(), UserFactory()
    TeamAccess.objects.create(team=team, user=assessor, level=TeamAccess.Level.ASSESSOR)
    team.rounds.get().assessors.add(assessor, former)

    import_workspace(written(case("tavaloa")), replace=True)

    assert list(team.rounds.get().assessors.all()) == [assessor]


def test_what_candidates_bring_travels():
    team = import_workspace(written(case("tavaloa")))
    position = team.positions.get(code="A2-1")
    first, second, *_rest = position.role.prerequisites.order_by("order")
    both = {"position": position, "member": team.members.get(code="A2")}
    PrerequisiteAnswer.objects.create(**both, prerequisite=first, answer="has", note="Diploma")
    PrerequisiteAnswer.objects.create(
        **both, prerequisite=second, answer="can_obtain", by="2027-06-30"
    )
    data = export_workspace(team)

    again = import_workspace(written(data), replace=True)

    assert export_workspace(again) == data
    assert [check.answer for check in PrerequisiteAnswer.objects.all()] == ["has", "can_obtain"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "maybe"},
        {"prerequisite": "To fly"},
        {"member": "A99"},
        {"by": "2027-01-01"},
        {"answer": "can_obtain"},
        {"note": "x" * 501},
    ],
)
def test_wrong_answers_about_candidates_are_refused(wrong):
    data = case("tavaloa")
    role = Role.objects.get(slug=data["positions"][0]["role"])
    one = {"member": "A1", "prerequisite": role.prerequisites.first().text_en, "answer": "has"}
    data["positions"][0]["prerequisites"] = [one | wrong]

    with pytest.raises(WorkspaceError, match=r"prerequisites\[0\]"):
        import_workspace(written(data))
    assert not Team.objects.exists()


def test_long_text_comes_back_from_an_export():
    team = import_workspace(written(case("tavaloa")))
    team.positions.filter(code="A2-1").update(note="x" * 10_001)

    again = import_workspace(written(export_workspace(team)), replace=True)

    assert len(again.positions.get(code="A2-1").note) == 10_001


def test_replace_with_a_bad_file_leaves_the_team_as_it_was():
    team = import_workspace(written(case("tavaloa")))

    with pytest.raises(WorkspaceError):
        import_workspace(written(broken(BAD["plan.checklist[0].question"])), replace=True)

    assert export_workspace(team) == case("tavaloa")


def test_commands_import_export_and_print_figures(tmp_path: Path, capsys):
    call_command("import_workspace", str(FOLDER / "tavaloa.json"))
    capsys.readouterr()

    call_command("export_workspace", "tavaloa")
    exported = json.loads(capsys.readouterr().out)
    call_command("export_figures", "tavaloa")

    assert exported == case("tavaloa")
    assert json.loads(capsys.readouterr().out)["members"] == 6


def test_command_says_in_one_line_what_is_wrong(tmp_path: Path):
    bad = tmp_path / "bad.json"
    bad.write_bytes(written(broken(BAD["plan.activities[3].skills[1]"])))

    with pytest.raises(CommandError) as refusal:
        call_command("import_workspace", str(bad))

    line = 'bad.json: plan.activities[3].skills[1]: no skill "IT-99" in the catalogue'
    assert str(refusal.value) == line


def test_demo_is_refused_outside_development(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError):
        call_command("load_demo")


def test_demo_loaded_twice_keeps_what_was_changed(settings):
    settings.DEBUG = True
    call_command("load_demo", verbosity=0)
    Team.objects.filter(slug="tavaloa").update(name="Changed")

    call_command("load_demo", verbosity=0)

    assert Team.objects.get(slug="tavaloa").name == "Changed"
