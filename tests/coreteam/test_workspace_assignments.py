"""Who is in a position travels: simply where that says it all, with dates where it does not."""

import datetime
import json

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from roles.models import Team
from tests.coreteam.test_workspace import DAMAGE, case, spots, written

pytestmark = pytest.mark.django_db
EARLIER = {
    "member": "A2",
    "until": "2026-06-30",
    "reason": "transfer",
    "destination": "Ministry of Education",
    "handover": ["files"],
    "note": "went in peace",
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12), tick=False):
        yield


def with_assignments(*assignments, **values):
    """Tavaloa, whose first position has these assignments."""
    data = case("tavaloa")
    data["positions"][0] |= {"assignments": list(assignments)} | values
    return data


@pytest.mark.parametrize(
    ("assignments", "values"),
    [
        ([EARLIER, {"member": "A1", "from": "2026-07-01"}], {}),
        ([{"member": "A1", "from": "2026-07-01"}], {"vacancy": "planned"}),
        ([EARLIER], {"state": "vacant", "holder": None}),
        ([EARLIER, {"member": "A1", "undated": True}], {"state": "recruiting"}),
        ([{"member": "A1", "from": "2027-03-01"}], {"state": "vacant", "holder": None}),
        ([{"member": "A1", "undated": True}], {"state": "vacant", "holder": None}),
        ([{"member": "A1"}, {"member": "A2", "undated": True}], {}),
        ([EARLIER], {"state": "closed", "holder": None}),
    ],
)
def test_import_of_an_export_gives_an_equal_export(assignments, values):
    data = with_assignments(*assignments, **values)

    team = import_workspace(written(data))

    assert export_workspace(team)["positions"] == data["positions"]


def test_who_came_since_the_file_was_written_is_there_when_it_is_read():
    data = with_assignments({"member": "A1", "from": "2027-03-01"}, state="vacant", holder=None)

    with time_machine.travel(datetime.datetime(2027, 3, 1, 12), tick=False):
        team = import_workspace(written(data))
        position = export_workspace(team)["positions"][0]

    assert (position["state"], position["holder"]) == ("filled", "A1")


@pytest.mark.parametrize(
    ("assignment", "place"),
    [
        ({"member": "ZZ"}, ".member"),
        ({"member": "A1", "from": "soon"}, ".from"),
        ({"member": "A1", "from": "2026-02-01", "until": "2026-01-31"}, ".until"),
        ({"member": "A1", "undated": True, "from": "2026-02-01"}, ".undated"),
        ({"member": "A1", "reason": "ngo"}, ".reason"),
        ({"member": "A1", "until": "2026-01-31", "destination": "WHO"}, ".destination"),
        ({"member": "A1", "handover": ["soul"]}, ".handover"),
        ({"member": "A1", "from": "2026-06-30"}, ""),
    ],
)
def test_bad_assignment_is_refused_at_its_place(assignment, place):
    data = with_assignments(EARLIER, assignment)

    with pytest.raises(WorkspaceError) as refusal:
        import_workspace(json.dumps(data).encode())

    assert str(refusal.value).startswith(f"positions[0].assignments[1]{place}: ")
    assert not Team.objects.exists()


@pytest.mark.parametrize("values", [{"state": "closed"}, {"state": "planned", "fte": "0"}])
def test_position_that_is_no_post_has_nobody_in_it(values):
    data = with_assignments({"member": "A1", "from": "2026-01-01"}, holder=None, **values)

    with pytest.raises(WorkspaceError, match=r"positions\[0\].assignments\[0\]: "):
        import_workspace(written(data))


RICH = with_assignments(EARLIER, {"member": "A1", "from": "2026-07-01"})["positions"][0]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.sampled_from(list(spots(RICH))[1:]), damage=DAMAGE)
def test_damaged_position_is_imported_or_refused_whole(place, damage):
    Team.objects.all().delete()
    data = case("tavaloa")
    data["positions"][0] = inner = json.loads(json.dumps(RICH))
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = damage

    try:
        team = import_workspace(json.dumps(data).encode())
    except WorkspaceError:
        assert not Team.objects.exists()
    else:
        again = export_workspace(team)
        assert export_workspace(import_workspace(written(again), replace=True)) == again
