"""The check beside the form, without a page."""

import pytest

from roles.models import Position, Role
from roles.position_check import check_position
from roles.staffing import read_staffing
from tests.factories import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db


def check_of(position, **team):
    position.team.resource_constrained = team.get("constrained", False)
    return check_position(position, read_staffing(position.team), position.team)


def titles(points):
    return [str(point.title) for point in points]


def test_full_time_lead_in_the_country_meets_everything_but_stands_alone(team):
    check = check_of(PositionFactory(team=team))

    assert titles(check.met) == [
        "The order is kept",
        "Works in the country",
        "Full time",
        "Not more than full time",
    ]
    assert titles(check.to_look_at) == ["One person only"]
    assert not check.differs_from_advice


def test_position_without_a_holder_is_judged_by_order_and_share_alone(team):
    role = Role.objects.get(slug="server-administrator")

    check = check_of(Position(team=team, role=role, vacancy="vacant"))

    assert titles(check.to_look_at) == ["Out of the recommended order"]


def test_planned_position_of_no_share_is_not_told_about_full_time(team):
    role = Role.objects.get(slug="operational-lead")

    check = check_of(Position(team=team, role=role, vacancy="planned", fte=0))

    assert check.to_look_at == []


def test_implementer_outside_the_country_is_something_to_look_at(team):
    PositionFactory(team=team)
    abroad = MemberFactory(team=team, in_country=False)
    position = PositionFactory(team=team, slug="implementer-program", holder=abroad)

    check = check_of(position)

    assert "Outside the country" in titles(check.to_look_at)
    assert check.to_look_at[-1].reason.endswith("where this role works: In the country, ideally")
    assert "Works in the country" not in titles(check.met)


def test_summary_counts_and_reassures(team):
    assert check_of(PositionFactory(team=team)).summary == (
        "4 points met, 1 to look at. Nothing here stops you."
    )


def test_nothing_to_check_is_not_counted_as_nothing_met(team):
    role = Role.objects.get(slug="data-scientist")

    check = check_of(Position(team=team, role=role, vacancy="vacant"))

    assert check.summary == "The guide names nothing to check here."
