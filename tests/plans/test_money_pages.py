"""The budget narrowed by its address: every number is the sum of the rows behind it."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from plans.models import CostLine, Funding
from tests.cases import load_expected
from tests.factories import (
    ActivityFactory,
    CostLineFactory,
    FundingFactory,
    MemberFactory,
    PositionFactory,
    TeamAccessFactory,
)

pytestmark = pytest.mark.django_db

VIEWS = ["", "activity", "member", "role"]
LINK = re.compile(r'<a class="figure-link" href="([^"]+)">([^<]+)</a>')


def number(text):
    return Decimal(text.replace(",", ""))


def total_of(client, url):
    return number(client.get(url).context["total"])


@pytest.fixture(params=["tavaloa", "beloume", "lakhana"])
def case(request, client):
    """A worked case whose funding is split by amount and by percent, with a second currency."""
    team = import_workspace((FOLDER / f"{request.param}.json").read_bytes())
    whole = Funding.objects.filter(line__activity__plan__team=team, percent=100)
    for place, funding in enumerate(whole.filter(line__unit_cost__gt=9)):
        if place % 2:
            Funding.objects.filter(pk=funding.pk).update(percent="33.333")
            FundingFactory(line=funding.line, percent="66.667")
        else:
            cost = funding.line.quantity * funding.line.unit_cost
            Funding.objects.filter(pk=funding.pk).update(percent=None, amount=7)
            FundingFactory(line=funding.line, percent=None, amount=cost - 7)
    type(team.plan).objects.update(
        second_currency="EUR", second_rate="1.0937", second_rate_day="2026-11-02"
    )
    client.force_login(TeamAccessFactory(team=team).user)
    return team


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_a_case_adds_up_to_its_total(view, case, client):
    response = client.get(reverse("plans:budget", args=[case.slug]), {"view": view})

    expected = Decimal(load_expected(case.slug)["plan"]["total"])
    for table in response.context["tables"]:
        assert number(table.foot.total) == expected
        assert sum(number(row.total) for row in table.rows) == expected
        if table.columns:
            years = [cell for cell in table.foot.cells if cell != "–"]
            assert sum(map(number, years)) == expected
        second = table.more_feet[-1]
        cells = [cell for cell in second.cells if cell != "–"]
        assert not cells or sum(map(number, cells)) == number(second.total)


def test_every_number_leads_to_rows_that_make_it(client, case):
    base = reverse("plans:budget", args=[case.slug])
    links = {}
    for view in VIEWS:
        found = LINK.findall(client.get(base, {"view": view}).text)
        links |= dict(list(found)[:12])

    wrong = {
        url: text for url, text in links.items() if total_of(client, unescape(url)) != number(text)
    }

    assert len(links) > 30 and not wrong


@pytest.fixture
def shared(plan):
    """1,000 for two people, one of whom holds two roles, and 10 for nobody of the team."""
    line = CostLineFactory(activity=ActivityFactory(plan=plan), unit_cost=1000)
    FundingFactory(line=line)
    people = MemberFactory.create_batch(2, team=plan.team)
    line.activity.participants.set(people)
    for member, slugs in zip(
        people, [("operational-lead",), ("trainer-program", "implementer-program")], strict=True
    ):
        for slug in slugs:
            PositionFactory(team=plan.team, slug=slug, holder=member)
    FundingFactory(line__activity__plan=plan, line__unit_cost=10)
    return people


def test_money_of_an_activity_is_divided_among_members_and_their_roles(page, team, shared):
    url = reverse("plans:budget", args=[team.slug])

    (members,) = page.get(url, {"view": "member"}).context["tables"]
    (roles,) = page.get(url, {"view": "role"}).context["tables"]

    assert [row.total for row in members.rows] == ["500", "500", "10"]
    assert sorted(row.total for row in roles.rows) == ["10", "250", "250", "500"]


def test_filter_by_member_shows_the_share_of_this_member(page, team, shared):
    url = reverse("plans:lines", args=[team.slug])

    response = page.get(url, {"member": shared[0].pk})

    assert (response.context["total"], len(response.context["page_obj"])) == ("500", 1)


def test_what_is_no_choice_filters_nothing(page, team, shared):
    url = reverse("plans:lines", args=[team.slug])

    response = page.get(url, {"member": "x", "year": "1999", "source": "<b>", "page": "99"})

    assert response.context["total"] == "1,010"


def test_contingency_stands_below_the_total(page, team, plan, shared):
    type(plan).objects.update(contingency_percent=5)

    table = page.get(reverse("plans:budget", args=[team.slug])).context["tables"][0]

    found = [(row.label, row.total) for row in table.more_feet]
    assert found == [("Contingency, 5\u00a0%", "50.50"), ("Total with contingency", "1,060.50")]


def test_days_of_technical_assistance_are_counted_by_year(page, team, plan):
    for year, days in ((2027, 20), (2028, 12)):
        activity = ActivityFactory(plan=plan, start=f"{year}-01-01", end=f"{year}-12-31")
        CostLineFactory(activity=activity, code="C6", quantity=days)

    found = page.get(reverse("plans:budget", args=[team.slug])).context["indicators"][-1]

    assert (found.value, found.hint) == ("2027: 20, 2028: 12", "It falls, as it should.")
    assert CostLine.objects.count() == 2
