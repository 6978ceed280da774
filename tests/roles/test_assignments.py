"""Who is in a position follows from dates alone; what cannot be is refused by the database."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from roles import actions
from roles.formation import RECRUITING
from roles.models import Assignment, Position
from roles.staffing import read_staffing
from tests.factories import AssignmentFactory, MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db
MARCH = datetime.date(2027, 3, 1)


def day(number, month=3):
    return datetime.date(2027, month, number)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "current"),
        ({"undated_plan": True}, "planned"),
        ({"starts_on": day(2)}, "planned"),
        ({"starts_on": day(1)}, "current"),
        ({"ends_on": day(1)}, "current"),
        ({"starts_on": day(1, 1), "ends_on": day(28, 2)}, "ended"),
    ],
)
def test_status_follows_from_the_dates(values, status):
    assert Assignment(**values).status(MARCH) == status


def test_planned_assignment_begins_by_the_date_alone(team):
    position = PositionFactory(team=team, holder=None)
    AssignmentFactory(position=position, starts_on=MARCH)

    with time_machine.travel(datetime.datetime(2027, 2, 28, 12), tick=False):
        before = (position.state, position.assignment, read_staffing(team).seats[0].state)
    with time_machine.travel(datetime.datetime(2027, 3, 1, 12), tick=False):
        after = (position.state, position.assignment.member, read_staffing(team).seats[0].state)

    assert before == ("vacant", None, RECRUITING)
    assert after == ("filled", position.holder, "filled")


def test_position_is_vacant_after_the_last_day_and_keeps_who_was_there(team):
    position = PositionFactory(team=team, holder=None)
    AssignmentFactory(position=position, ends_on=MARCH)

    with time_machine.travel(datetime.datetime(2027, 3, 1, 12), tick=False):
        assert position.state == "filled"
    with time_machine.travel(datetime.datetime(2027, 3, 2, 12), tick=False):
        assert (position.state, position.holder) == ("vacant", None)
    assert position.assignments.count() == 1


def test_holder_to_come_counts_as_under_way_with_the_date(team):
    position = PositionFactory(team=team, holder=None)
    AssignmentFactory(position=position, starts_on=MARCH)

    (seat,) = read_staffing(team).seats

    assert (seat.state, seat.recruit_by, seat.is_filled) == (RECRUITING, MARCH, False)


def test_successor_is_the_one_with_the_earliest_date(team):
    position = PositionFactory(team=team, holder=None)
    AssignmentFactory(position=position, undated_plan=True)
    later = AssignmentFactory(position=position, starts_on=day(1, 6))
    earlier = AssignmentFactory(position=position, starts_on=MARCH, ends_on=day(31, 5))

    assert position.successor == earlier
    earlier.delete()
    assert position.successor == later


def test_closed_position_is_closed_whoever_is_in_it(team):
    position = PositionFactory(team=team)
    position.vacancy = Position.Vacancy.CLOSED

    with pytest.raises(ValidationError) as refusal:
        position.full_clean()

    assert position.state == "closed"
    assert "vacancy" in refusal.value.message_dict


def test_filled_position_has_a_share(team):
    position = PositionFactory(team=team)
    position.vacancy, position.fte = Position.Vacancy.PLANNED, 0

    with pytest.raises(ValidationError) as refusal:
        position.full_clean()

    assert "fte" in refusal.value.message_dict


def test_held_leaves_out_what_has_ended_and_what_nobody_holds(team):
    held = PositionFactory(team=team)
    planned = PositionFactory(team=team, state="planned")
    PositionFactory(team=team, holder=None)
    AssignmentFactory(position=PositionFactory(team=team, holder=None), ends_on=day(1))

    found = Position.objects.held(day(2))

    assert set(found) == {held, planned}
    assert list(Position.objects.held_by(held.holder)) == [held]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"starts_on": day(2), "ends_on": day(1)}, "assignment_ends_after_it_starts"),
        ({"end_reason": "ngo"}, "assignment_has_a_reason_only_with_an_end"),
        (
            {"ends_on": day(1), "destination": "WHO"},
            "assignment_has_a_destination_only_with_a_reason",
        ),
        ({"undated_plan": True, "starts_on": day(1)}, "undated_plan_has_no_dates"),
    ],
)
def test_promise_of_one_assignment_is_kept_by_the_database(values, name):
    with pytest.raises(IntegrityError, match=name):
        AssignmentFactory(**values)


@pytest.mark.parametrize("undated", [False, True])
def test_position_has_one_open_assignment_and_one_plan(undated):
    first = AssignmentFactory(undated_plan=undated)

    with pytest.raises(IntegrityError):
        AssignmentFactory(position=first.position, undated_plan=undated)


@pytest.mark.parametrize(
    ("known", "new", "clash"),
    [
        ((day(1), day(10)), (day(11), None), False),
        ((day(1), day(10)), (day(10), None), True),
        ((day(5), day(10)), (day(1), day(4)), False),
        ((day(5), day(10)), (day(1), day(5)), True),
        ((None, day(10)), (None, day(4)), True),
        ((day(5), None), (day(20), day(25)), True),
        ((day(5), None), (None, day(4)), False),
        ((day(5), day(10)), (None, None), True),
    ],
)
def test_assignments_of_a_position_share_no_day(known, new, clash):
    position = PositionFactory(holder=None)
    AssignmentFactory(position=position, starts_on=known[0], ends_on=known[1])
    member = MemberFactory(team=position.team)

    second = Assignment(position=position, member=member, starts_on=new[0], ends_on=new[1])

    assert bool(second.overlapping()) is clash


def test_appointing_settles_the_plan_and_the_search(team, lead):
    position = PositionFactory(team=team, state="recruiting", recruit_by=MARCH)
    new = Assignment(position=position, member=position.holder, starts_on=day(1, 1))

    actions.appoint(new, by=lead)

    position = Position.objects.get()
    assert list(position.assignments.all()) == [new]
    assert (position.vacancy, position.recruit_by, position.version) == ("vacant", None, 2)


def test_plan_for_somebody_else_stays_when_another_is_appointed(team, lead):
    position = PositionFactory(team=team, state="recruiting")
    meant = position.successor
    deputy = MemberFactory(team=team)

    actions.appoint(Assignment(position=position, member=deputy, starts_on=day(1, 1)), by=lead)

    assert meant in position.assignments.all()


def test_second_of_two_who_appoint_at_once_is_refused(team, lead):
    position = PositionFactory(team=team, holder=None)
    judged = Assignment(position=position, member=MemberFactory(team=team), starts_on=MARCH)
    AssignmentFactory(position=position, starts_on=MARCH)

    with pytest.raises(ValidationError, match="in this position at that time"):
        actions.appoint(judged, by=lead)

    assert position.assignments.count() == 1


@pytest.mark.parametrize("action", [actions.appoint, actions.end_assignment])
def test_viewer_changes_no_assignment_by_any_way(action, team, viewer):
    with pytest.raises(PermissionDenied):
        action(PositionFactory(team=team).assignment, by=viewer)
