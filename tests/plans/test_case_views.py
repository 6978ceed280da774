"""The three cases' plan figures, read back from every page that shows money.

Every line is paid in two parts here, and a second currency stands beside the first.
"""

import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from plans.models import CostLine, Funding
from tests.cases import NAMES, load_expected
from tests.factories import TeamAccessFactory

pytestmark = pytest.mark.django_db
VIEWS = ("", "activity", "member", "role", "progress")


class Tables(HTMLParser):
    """The tables of a page: rows of cell texts."""

    def __init__(self, page):
        super().__init__()
        self.tables, self.cell = [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self.cell = []

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            text = re.sub(r"\s+", " ", "".join(self.cell)).strip()
            self.tables[-1][-1].append(text)
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)


def amount(text):
    """ "1,234.50" as a number; the dash is nothing."""
    found = re.sub(r"[^\d.-]", "", text.replace("–", "0"))
    return Decimal(found or 0)


@pytest.mark.parametrize("name", NAMES)
def test_figures_of_the_case_stand_on_every_page(name, client):
    team = import_workspace((FOLDER / f"{name}.json").read_bytes())
    _split(team)
    client.force_login(TeamAccessFactory(team=team, level="viewer").user)
    expected = load_expected(name)["plan"]

    check_views(expected, team, client)
    check_quarters(expected, team, client)
    check_lists(expected, team, client)
    table = tables_of(client, team, "unfunded")[0]
    assert amount(table[-1][-1]) == Decimal(expected["by_status"]["unfunded"])


def _split(team):
    """33.333 and 66.667 percent of everything, from whom it came before; and a dated rate."""
    for line in CostLine.objects.filter(activity__plan__team=team).prefetch_related("fundings"):
        (former,) = line.fundings.all() or [Funding(line=line, status="unfunded")]
        line.fundings.all().delete()
        for percent in ("33.333", "66.667"):
            Funding.objects.create(
                line=line, source=former.source, status=former.status, percent=percent
            )
    plan = team.plan
    plan.second_currency = "EUR" if team.currency != "EUR" else "USD"
    plan.second_rate, plan.second_rate_day = Decimal("655.957"), "2026-11-01"
    plan.save()


def tables_of(client, team, name, **query):
    response = client.get(reverse(f"plans:{name}", args=[team.slug], query=query))
    return Tables(response.text).tables


def check_views(expected, team, client):
    total = Decimal(expected["total"])

    for view in VIEWS:
        for table in tables_of(client, team, "budget", view=view)[:4]:
            if table[0][0] == "Quarter":
                continue
            foot = next(row for row in table if row[0] in ("Total", "Left to pay"))
            assert amount(foot[-2]) == total, (view, table[0])
            assert sum(map(amount, foot[1:-2])) in (total, 0)  # 0: without columns of years

    source, status, category, kind = tables_of(client, team, "budget")
    shown = {row[0]: amount(row[-2]) for row in source[1:]}
    for name, figure in expected["by_source"].items():
        assert shown[name or "No funder yet"] == Decimal(figure)
    shown = {row[0].lower(): amount(row[-2]) for row in status[1:]}
    for name, figure in expected["by_status"].items():
        assert shown[name] == Decimal(figure)
    shown = {row[0].split()[0]: amount(row[-2]) for row in category[1:]}
    for name, figure in expected["by_category"].items():
        assert shown[name] == Decimal(figure)
    shown = [amount(row[-2]) for row in kind[1:-1]]
    assert set(map(Decimal, expected["by_recurrence"].values())) <= set(shown)


def check_quarters(expected, team, client):
    found = Decimal(0)

    for year in team.plan.years:
        tables = tables_of(client, team, "budget", view="progress", of=str(year))
        quarters = next(table for table in tables if table[0][0] == "Quarter")
        amounts = [amount(row[1].split()[0]) for row in quarters[1:5]]
        assert sum(amounts) == amount(quarters[5][1])
        found += sum(amounts)

    assert found == Decimal(expected["total"])


def check_lists(expected, team, client):
    total = Decimal(expected["total"])

    rows, page = Decimal(0), 1
    while True:
        (table,) = tables_of(client, team, "lines", page=page)
        rows += sum(amount(row[-1]) for row in table[1:-1])
        if page * 50 >= sum(line.fundings.count() for line in _lines(team)):
            break
        page += 1
    assert rows == amount(table[-1][-1]) == total
    activities, _years, funders = tables_of(client, team, "detail")
    assert amount(activities[-1][1]) == total
    assert amount(next(row for row in funders if row[0] == "Total")[-2]) == total
    shown = {row[0].split(" · ")[0]: row for row in tables_of(client, team, "source_list")[0]}
    for name, figure in expected["by_source"].items():
        if name:
            row = next(row for label, row in shown.items() if label.startswith(name))
            assert Decimal(figure) in map(amount, row[1:])


def _lines(team):
    return CostLine.objects.filter(activity__plan__team=team)
