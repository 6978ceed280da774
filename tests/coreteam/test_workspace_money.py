"""What the plan's money adds to a workspace file: it travels, and what is wrong is named."""

import copy
import json

import pytest

from coreteam.demo_data import FOLDER
from coreteam.workspace_export import export_workspace
from coreteam.workspace_import import import_workspace
from coreteam.workspace_reader import WorkspaceError
from plans.ledger import plan_totals

pytestmark = pytest.mark.django_db

PRICES = [
    {"name": "Academy place", "category": "C3", "unit_cost": "900.5", "base_year": 2026}
    | {"unit": "place", "note": "Offer of 2026", "yearly_increase": "3.5"},
    {"name": "Day", "category": "C6", "unit_cost": "420", "base_year": 2027},
]


def rich():
    data = json.loads((FOLDER / "tavaloa.json").read_bytes())
    data["plan"]["prices"] = copy.deepcopy(PRICES)
    plan = data["plan"]
    plan["contingency_percent"] = "5"
    plan["second_currency"] = {"code": "EUR", "rate": "1.085", "day": "2026-11-02"}
    plan["funding_sources"][0] |= {"contact": "Budget office", "ends": "2028-06-30"}
    plan["activities"][0]["case"] = {"buys": "Two places.", "without": "Nobody can configure."}
    line = plan["activities"][2]["cost_lines"][0]  # 18,240
    line |= {"frequency": "2", "quantity": "12", "unit_cost": "760", "yearly_increase": "3.5"}
    line |= {"assumption": "Two days a month", "start": "2027-02-01", "end": "2028-11-30"}
    line |= {"price": "Day", "amounts_by_year": {"2027": "10000", "2028": "8240"}}
    source = line["funding"][0]["source"]
    line["funding"] = [
        {"source": source, "status": "requested", "amount": "18000.5"},
        {"source": "", "status": "unfunded", "amount": "239.5"},
    ]
    line["spendings"] = [
        {"day": "2027-03-01", "amount": "380", "source": source, "note": "First visit"},
        {"day": "2027-04-01", "amount": "380.25"},
    ]
    return data


def brought(data):
    return import_workspace(json.dumps(data).encode(), replace=True)


def test_money_travels():
    assert export_workspace(brought(rich())) == rich()


def test_amounts_that_do_not_make_the_line_are_refused():
    data = rich()
    data["plan"]["activities"][2]["cost_lines"][0]["funding"][1]["amount"] = "240"

    with pytest.raises(WorkspaceError, match="add up to 18240.5, not to 18240"):
        brought(data)


def test_split_and_frequency_leave_the_total_of_the_case():
    found = plan_totals(brought(rich()).plan)

    assert found.total == 72_750 and sum(found.by_year.values()) == 72_750


LINE = "activities[2].cost_lines[0]"
BAD = [
    ("prices[0].category", "C99"),
    ("prices[1].name", "Academy place"),
    ("prices[0].unit_cost", "-1"),
    ("prices[0].yearly_increase", "101"),
    ("prices[0].base_year", 1999),
    ("contingency_percent", "51"),
    ("second_currency", {"code": "EUR", "rate": "0", "day": "2026-11-02"}),
    ("second_currency.rate", "x"),
    ("funding_sources[0].ends", "soon"),
    (f"{LINE}.frequency", "0"),
    (f"{LINE}.price", "Night"),
    (f"{LINE}.end", "2027-01-01"),
    (f"{LINE}.amounts_by_year", {"2027": "10000"}),
    (f"{LINE}.amounts_by_year", {"later": "18240"}),
    (f"{LINE}.amounts_by_year", {"0027": "18240"}),
    (f"{LINE}.funding[0].amount", "0"),
    (f"{LINE}.spendings[0].amount", "0"),
    (f"{LINE}.spendings[1].day", None),
    (f"{LINE}.spendings[0].source", "Nobody"),
    ("activities[0].case.buys", "x" * 601),
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


def test_amounts_of_a_currency_with_decimals_outlive_a_change_to_one_without():
    data = rich()
    line = data["plan"]["activities"][2]["cost_lines"][0]
    line |= {"quantity": "1", "frequency": "1", "unit_cost": "10.50"}
    line |= {"amounts_by_year": {"2027": "10.50"}, "spendings": []}
    line["funding"] = [{"status": "unfunded", "amount": "10.50"}]
    data["team"]["currency"] = "XOF"

    assert plan_totals(brought(data).plan).total == 72_750 - 18_240 + 11
