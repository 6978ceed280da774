"""Writes over several rows: codes that are free, and nobody but the lead."""

import pytest
from django.core.exceptions import PermissionDenied

from roles import actions
from roles.models import Member, Position, Role
from tests.factories import MemberFactory, PositionFactory


@pytest.mark.parametrize(
    ("codes", "following"),
    [([], "M1"), (["M1", "M3"], "M4"), (["A1", "MX", "M"], "M1"), (["M09"], "M10")],
)
def test_next_code_follows_the_highest_number(codes, following, team):
    for code in codes:
        MemberFactory(team=team, code=code)

    assert actions.next_code("M", Member.objects.filter(team=team)) == following


def test_codes_of_another_team_do_not_count(team, lead):
    PositionFactory(code="P9")
    role = Role.objects.get(slug="data-scientist")

    position = actions.save_position(Position(team=team, role=role), by=lead)

    assert position.code == "P1"


def test_code_of_a_position_stays_when_it_is_changed(team, lead):
    position = PositionFactory(team=team, code="A2-1")

    actions.save_position(position, by=lead)

    assert position.code == "A2-1"


def test_viewer_adds_no_member_by_any_way(team, viewer):
    with pytest.raises(PermissionDenied):
        actions.add_member(Member(team=team, name="Lupe"), by=viewer)
