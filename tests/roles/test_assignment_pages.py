"""Appointing, ending and correcting on their pages."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from roles.models import Assignment, Member
from tests.factories import AssignmentFactory, MemberFactory, PositionFactory

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12), tick=False):
        yield


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def url(name, team, row):
    return reverse(f"roles:{name}", args=[team.slug, row.pk])


def test_somebody_is_appointed_from_a_day_to_come(signed_in, team):
    position = PositionFactory(team=team, state="recruiting", holder=None)
    member = MemberFactory(team=team, name="Lupe")

    response = signed_in.post(
        url("appoint", team, position), {"member": member.pk, "starts_on": "2027-03-01"}
    )

    page = signed_in.get(response.url).content.decode().replace("\xa0", " ")
    board = signed_in.get(reverse("roles:structure", args=[team.slug]))
    assert "Lupe: from 1 March 2027." in page and "Planned" in page
    assert "From 1 March 2027" in board.content.decode().replace("\xa0", " ")
    position.refresh_from_db()
    assert (position.state, position.holder) == ("vacant", member)


def test_date_that_is_not_known_yet_is_a_plan_and_today_no_contradiction(signed_in, team):
    position = PositionFactory(team=team, holder=None)
    member = MemberFactory(team=team)
    data = {"member": member.pk, "starts_on": TODAY.isoformat(), "undated_plan": "on"}

    signed_in.post(url("appoint", team, position), data)

    assert position.assignments.get().undated_plan
    assert (position.state, position.holder) == ("vacant", member)


def test_somebody_new_is_appointed_after_a_check_that_writes_nothing(signed_in, team):
    position = PositionFactory(team=team, holder=None)
    data = {"member": "new", "new_name": "Lupe", "starts_on": TODAY.isoformat()}
    page = url("appoint", team, position)

    checked = signed_in.post(page, data | {"check": "1"}).content.decode()
    nobody = Member.objects.filter(team=team).exists()
    signed_in.post(page, data)

    assert "Check for Lupe" in checked and "leads the team from outside the country" in checked
    assert not nobody
    assert (position.holder.name, position.holder.in_country) == ("Lupe", False)


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"member": "new"}, "new_name", "Enter the name"),
        ({"member": ""}, "member", "Choose who takes the position"),
        ({"member": "9" * 40}, "member", "member of this team"),
        ({"member": "stranger"}, "member", "member of this team"),
        ({"starts_on": "2026-02-31"}, "starts_on", "valid date"),
        ({"starts_on": "2027-02-01", "ends_on": "2027-01-31"}, "ends_on", "before the first day"),
        ({"starts_on": "2026-06-30"}, "starts_on", "Semisi is in this position at that time"),
        ({"starts_on": ""}, "starts_on", "Semisi is in this position at that time"),
        ({"starts_on": "2027-02-01", "undated_plan": "on"}, "undated_plan", "not both"),
    ],
)
def test_bad_appointment_gets_its_message_at_the_field(data, field, message, signed_in, team):
    position = PositionFactory(team=team, holder=None)
    semisi = MemberFactory(team=team, name="Semisi")
    AssignmentFactory(position=position, member=semisi, ends_on=datetime.date(2026, 6, 30))
    stranger = MemberFactory()
    data = {"member": semisi.pk, "starts_on": "2027-01-01"} | data
    data["member"] = stranger.pk if data["member"] == "stranger" else data["member"]

    response = signed_in.post(url("appoint", team, position), data)

    assert list(response.context["form"].errors) == [field]
    assert message in str(response.context["form"].errors[field])
    assert position.assignments.count() == 1


@pytest.mark.parametrize(
    ("state", "fte", "message"),
    [("closed", "1.00", "This position is closed"), ("planned", "0", "no share of full time")],
)
def test_nobody_is_appointed_to_what_is_no_post(state, fte, message, signed_in, team):
    position = PositionFactory(team=team, state=state, holder=None, fte=fte)
    data = {"member": MemberFactory(team=team).pk, "starts_on": "2027-01-01"}

    response = signed_in.post(url("appoint", team, position), data)

    assert message in response.content.decode()
    assert not Assignment.objects.exists()


def test_end_is_recorded_and_the_position_is_vacant_with_its_history(signed_in, team):
    position = PositionFactory(team=team)
    assignment = position.assignment
    data = {
        "ends_on": "2026-10-31",
        "end_reason": "un_agency",
        "destination": "UNICEF",
        "handover": ["access", "keys"],
        "note": "Farewell on Friday",
        "seen": 1,
    }

    response = signed_in.post(url("assignment_end", team, assignment), data)

    page = signed_in.get(response.url).content.decode()
    assignment.refresh_from_db()
    assert (position.state, position.holder) == ("vacant", None)
    assert assignment.handover == ["access", "keys"]
    assert "Left for a UN agency, UNICEF" in page and "Appoint somebody" in page


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"ends_on": ""}, "ends_on", "required"),
        ({"ends_on": "2024-12-31"}, "ends_on", "before the first day"),
        ({"ends_on": "2027-03-01"}, "ends_on", "Lupe is in this position at that time"),
        ({"end_reason": ""}, "end_reason", "required"),
        ({"end_reason": "moon"}, "end_reason", "valid choice"),
        ({"handover": ["soul"]}, "handover", "valid choice"),
        ({"destination": "x" * 161}, "destination", "160"),
    ],
)
def test_bad_end_gets_its_message_at_the_field(data, field, message, signed_in, team):
    position = PositionFactory(team=team, holder=None)
    assignment = AssignmentFactory(
        position=position,
        member__name="Mele",
        starts_on=datetime.date(2025, 1, 1),
        ends_on=datetime.date(2027, 2, 28),
    )
    lupe = MemberFactory(team=team, name="Lupe")
    AssignmentFactory(position=position, member=lupe, starts_on=datetime.date(2027, 3, 1))
    data = {"ends_on": "2026-11-22", "end_reason": "transfer", "note": "Kept", "seen": 1} | data

    response = signed_in.post(url("assignment_end", team, assignment), data)

    assert list(response.context["form"].errors) == [field]
    assert message in str(response.context["form"].errors[field])
    assert "Kept" in response.content.decode()
    assignment.refresh_from_db()
    assert assignment.end_reason == ""


def test_only_a_current_assignment_is_ended(signed_in, team):
    position = PositionFactory(team=team, state="planned")

    response = signed_in.get(url("assignment_end", team, position.successor))

    assert response.url == url("assignment_edit", team, position.successor)


def test_dates_are_corrected(signed_in, team):
    position = PositionFactory(team=team, state="planned")
    assignment = position.successor

    signed_in.post(url("assignment_edit", team, assignment), {"starts_on": "2026-11-22", "seen": 1})

    position.refresh_from_db()
    assert (position.state, position.vacancy) == ("filled", "vacant")


def test_correction_that_overlaps_is_refused_and_saves_nothing(signed_in, team):
    position = PositionFactory(team=team)
    earlier = AssignmentFactory(
        position=PositionFactory(team=team, holder=None),
        member=position.holder,
        ends_on=datetime.date(2026, 1, 31),
    )
    Assignment.objects.filter(position=position).update(starts_on=datetime.date(2026, 2, 1))
    Assignment.objects.filter(pk=earlier.pk).update(position=position)

    response = signed_in.post(
        url("assignment_edit", team, earlier), {"ends_on": "2026-02-01", "seen": 1}
    )

    assert list(response.context["form"].errors) == ["starts_on"]
    earlier.refresh_from_db()
    assert (earlier.ends_on, earlier.version) == (datetime.date(2026, 1, 31), 1)


def test_second_of_two_who_correct_is_told(signed_in, team):
    assignment = PositionFactory(team=team).assignment
    page = url("assignment_edit", team, assignment)
    signed_in.post(page, {"starts_on": "2026-01-01", "handover": ["keys"], "seen": 1})

    response = signed_in.post(page, {"starts_on": "2026-02-01", "seen": 1})

    message = str(response.context["form"].non_field_errors())
    assert "1\N{NO-BREAK SPACE}January\N{NO-BREAK SPACE}2026" in message
    assert "Passwords and keys" in message


def test_assignment_is_deleted_after_a_question(signed_in, team):
    position = PositionFactory(team=team)
    page = url("assignment_delete", team, position.assignment)

    asked = signed_in.get(page)
    signed_in.post(page)

    assert asked.status_code == 200
    assert not Assignment.objects.exists() and Member.objects.exists()


@pytest.mark.parametrize("name", ["assignment_end", "assignment_edit", "assignment_delete"])
def test_assignment_of_another_team_is_not_found(name, signed_in, team):
    assert signed_in.get(url(name, team, PositionFactory().assignment)).status_code == 404


def test_position_of_another_team_cannot_be_filled(signed_in, team):
    assert signed_in.get(url("appoint", team, PositionFactory())).status_code == 404


def test_member_page_keeps_earlier_positions_and_shows_reasons_to_the_lead(
    client, team, lead, viewer
):
    assignment = AssignmentFactory(
        position=PositionFactory(team=team, holder=None),
        ends_on=datetime.date(2026, 6, 30),
        end_reason="retirement",
    )
    pages = {}
    for user in (lead, viewer):
        client.force_login(user)
        pages[user] = client.get(url("member_detail", team, assignment.member)).content.decode()

    assert "Earlier positions" in pages[viewer] and "until 30" in pages[viewer]
    assert "Retirement" in pages[lead] and "Retirement" not in pages[viewer]


@pytest.mark.parametrize("name", ["appoint", "position_edit"])
def test_pages_of_a_position_keep_their_number_of_queries(name, signed_in, team, query_count):
    position = PositionFactory(team=team)
    page = url(name, team, position)
    before = query_count(lambda: signed_in.get(page))

    for year in range(2010, 2020):
        dates = {"starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31"}
        member = MemberFactory(team=team)
        Assignment.objects.create(position=position, member=member, **dates)
        PositionFactory(team=team)

    assert query_count(lambda: signed_in.get(page)) == before < 20
