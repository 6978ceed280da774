"""LibreOffice works the formulas of the plan's workbook out: the figures of the cases."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from plans.document_data import SecondCurrency
from plans.document_tables import BudgetTables, in_years
from plans.documents import formats_for
from plans.plan_workbook import render_workbook
from tests.cases import NAMES, load_expected
from tests.plans.case_documents import case_document

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]


def split(cost):
    """The same line in two parts of 30 and 70 percent; nothing of it is lost."""
    first = tuple((year, Decimal(round(amount * 3 / 10))) for year, amount in cost.amounts)
    rest = tuple((year, amount - dict(first)[year]) for year, amount in cost.amounts)
    return (
        replace(cost, amounts=first, percent=Decimal(30), source="Partner", status="requested"),
        replace(cost, amounts=rest, percent=Decimal(70)),
    )


def documents():
    """The three cases, each with every line split between two sources and a second currency."""
    for name in NAMES:
        case = case_document(name)
        second = SecondCurrency("EUR", Decimal("1.25"), date(2026, 11, 1))
        facts = replace(case.plan, contingency_percent=Decimal(5), second=second)
        costs = tuple(part for cost in case.costs for part in split(cost))
        yield name, replace(case, plan=facts, costs=costs)


def worked_out(folder):
    """The books after LibreOffice opened and saved them, by name; their cells hold results."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
               "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"),
               *map(str, folder.glob("*.xlsx"))]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {path.stem: load_workbook(path, data_only=True) for path in (folder / "out").iterdir()}


def by_label(sheet):
    return {row[0]: row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)}


def whole(row, years):
    """Decimals of the years and the total of a row."""
    return [Decimal(str(value)) for value in row[: years + 1]]


def test_formulas_give_the_figures_of_the_cases(tmp_path):
    made = dict(documents())
    for name, document in made.items():
        (tmp_path / f"{name}.xlsx").write_bytes(render_workbook(document))

    books = worked_out(tmp_path)

    for name, document in made.items():
        book, expected = books[name], load_expected(name)["plan"]
        budget = BudgetTables(document, formats_for(document, "en"))
        years = len(budget.columns)
        total = Decimal(expected["total"])
        for sheet, key in (
            ("By category", "category"), ("By source", "source"), ("By activity", "activity_code"),
        ):  # fmt: skip
            rows = by_label(book[sheet])
            assert whole(rows["Total"], years)[-1] == total, (name, sheet)
            for label in {getattr(cost, key) for cost in document.costs}:
                costs = [cost for cost in document.costs if getattr(cost, key) == label]
                wanted = [in_years(costs, found) for found in budget.columns.values()]
                row = rows[label or "No source yet"]
                assert whole(row, years) == [*wanted, sum(wanted)], (name, sheet, label)
        beside = by_label(book["Beside the total"])
        assert Decimal(str(beside["Total with contingency"][1])) == round(total * 105 / 100, 2)
        euro = round(total * 105 / 100 / Decimal("1.25"), 2)
        assert Decimal(str(beside["In EUR"][1])) == euro
        assert not [c for s in book for row in s.values for c in row if str(c).startswith("#")]
