"""The departure log: numbers that lead to their rows, reasons for the lead alone."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from roles.models import Assignment
from tests.factories import AssignmentFactory, MemberFactory, PositionFactory


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12), tick=False):
        yield


@pytest.fixture
def url(team):
    return reverse("roles:departures", args=[team.slug])


@pytest.fixture
def moved_on(team):
    """Four who left: this year and refilled, last year and open, long ago, from a closed post."""
    seats = PositionFactory.create_batch(3, team=team, holder=None)
    closed = PositionFactory(team=team, holder=None, state="closed")
    days = {seats[0]: (2026, 6, 30), seats[1]: (2025, 6, 30), seats[2]: (2020, 1, 31)}
    left = [
        AssignmentFactory(position=seat, ends_on=datetime.date(*day), end_reason="promotion")
        for seat, day in (days | {closed: (2019, 1, 31)}).items()
    ]
    AssignmentFactory(position=seats[0], starts_on=datetime.date(2026, 7, 11))
    AssignmentFactory(position=seats[2], starts_on=datetime.date(2020, 2, 1))
    return left


def shown(response):
    return [row.assignment for row in response.context["rows"]]


def test_empty_log_says_what_it_is_for(client, viewer, team, url):
    PositionFactory(team=team)
    client.force_login(viewer)

    page = client.get(url).content.decode()

    assert "Nobody has left yet" in page
    assert "Turnover over" not in page


def test_who_leaves_tomorrow_is_shown_before_anybody_has_left(client, lead, team, url):
    seat = PositionFactory(team=team, holder=None)
    today = datetime.date(2026, 11, 22)
    last = AssignmentFactory(position=seat, ends_on=today, end_reason="transfer")
    AssignmentFactory(position=PositionFactory(team=team, holder=None))
    client.force_login(lead)

    response = client.get(url)

    assert response.context["coming"] == [last]
    assert b"Will leave" in response.content and last.member.name in response.content.decode()


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("", [0, 1, 2, 3]),
        ("nonsense\x00", [0, 1, 2, 3]),
        ("12", [0]),
        ("24", [0, 1]),
        ("refilled", [0, 2]),
        ("open", [1]),
    ],
)
def test_number_leads_to_its_rows(show, expected, client, viewer, url, moved_on):
    client.force_login(viewer)

    response = client.get(url, {"show": show})

    assert shown(response) == [moved_on[number] for number in expected]


def test_numbers_are_those_of_the_rows(client, viewer, url, moved_on):
    client.force_login(viewer)

    figures = client.get(url).context["figures"]

    values = [figure["value"].replace("\xa0", " ") for figure in figures]
    assert values == ["50.0 %", "80.0 %", "5 days", "1"]
    assert figures[0]["hint"] == "1 holder left; 2.0 holders on average"


def test_reason_and_handover_are_for_the_lead(client, viewer, lead, url, moved_on):
    pages = []
    for user in (viewer, lead):
        client.force_login(user)
        pages.append(client.get(url).content.decode())

    assert "Promotion" not in pages[0] and "0 of 5" not in pages[0]
    assert "Promotion" in pages[1] and "0 of 5" in pages[1]


def test_log_keeps_its_number_of_queries(client, lead, team, url, moved_on, query_count):
    client.force_login(lead)
    before = query_count(lambda: client.get(url))

    for year in range(2000, 2010):
        position, member = PositionFactory(team=team, holder=None), MemberFactory(team=team)
        Assignment.objects.create(position=position, member=member, ends_on=f"{year}-12-31")

    assert query_count(lambda: client.get(url)) == before < 20


def fill(team, *, positions, past):
    for number in range(positions):
        position = PositionFactory(team=team, holder=None)
        AssignmentFactory(position=position, starts_on=datetime.date(2025, 1, 1))
        if number < past:
            AssignmentFactory(position=position, ends_on=datetime.date(2024, 12, 31))


@pytest.mark.parametrize(
    "name", ["roles:structure", "risks", "roles:member_list", "roles:departures"]
)
def test_team_of_sixty_positions_and_forty_past_assignments_costs_no_more_queries(
    name, client, lead, team, query_count
):
    client.force_login(lead)
    page = reverse(name, args=[team.slug])
    fill(team, positions=1, past=1)
    small = query_count(lambda: client.get(page))

    fill(team, positions=59, past=39)

    assert query_count(lambda: client.get(page)) == small < 20


@pytest.mark.parametrize(("positions", "dense"), [(24, False), (25, True)])
def test_printed_board_of_a_large_team_is_arranged_to_stay_on_one_sheet(
    positions, dense, client, lead, team
):
    client.force_login(lead)
    fill(team, positions=positions, past=0)

    page = client.get(reverse("roles:structure", args=[team.slug])).content.decode()

    assert ("one-page dense" in page) is dense
