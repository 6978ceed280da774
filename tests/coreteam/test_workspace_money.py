"""What the plan's money adds to a workspace file: it travels, and what is wrong is named."""

import copy
import json

import pytest

from coreteam.demo_data import FOLDER
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError

pytestmark = pytest.mark.django_db

PRICES = [
    {"name": "Academy place", "category": "C3", "unit_cost": "900.5", "base_year": 2026}
    | {"unit": "place", "note": "Offer of 2026", "yearly_increase": "3.5"},
    {"name": "Day", "category": "C6", "unit_cost": "420", "base_year": 2027},
]


def rich():
    data = json.loads((FOLDER / "tavaloa.json").read_bytes())
    data["plan"]["prices"] = copy.deepcopy(PRICES)
    return data


def brought(data):
    return import_workspace(json.dumps(data).encode(), replace=True)


def test_money_travels():
    assert export_workspace(brought(rich())) == rich()


BAD = [
    ("prices[0].category", "C99"),
    ("prices[1].name", "Academy place"),
    ("prices[0].unit_cost", "-1"),
    ("prices[0].yearly_increase", "101"),
    ("prices[0].base_year", 1999),
]


@pytest.mark.parametrize(("place", "value"), BAD)
def test_what_is_wrong_is_named(place, value):
    data = rich()
    at = data["plan"]
    *way, last = place.replace("[", ".").replace("]", "").split(".")
    for step in way:
        at = at[int(step) if step.isdecimal() else step]
    at[last] = value

    with pytest.raises(WorkspaceError, match=place.replace("[", r"\[").replace("]", r"\]")):
        brought(data)
