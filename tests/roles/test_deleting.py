"""What keeps a row that somebody wants to delete, and what goes with it."""

import pytest
from django.urls import reverse

from assessments.models import Consent
from roles.deleting import what_goes, what_keeps
from tests.factories import (
    ActivityFactory,
    AssessmentFactory,
    CostLineFactory,
    MemberFactory,
    PositionFactory,
)

pytestmark = pytest.mark.django_db


def test_each_row_is_counted_once_under_its_kind(team, django_assert_num_queries):
    member = MemberFactory(team=team)
    activity = ActivityFactory(plan__team=team, owner=member)
    activity.participants.set([member, MemberFactory(team=team)])
    Consent.objects.create(member=member, what="plan")
    AssessmentFactory(round__team=team, member=member)

    with django_assert_num_queries(2):
        keeps, goes = what_keeps(member), what_goes(member)

    assert keeps == [("assessments", 1)]
    assert sorted(goes) == [("activities", 1), ("consents", 1)]


def test_nothing_stands_on_somebody_who_is_only_named(team):
    member = MemberFactory(team=team)

    assert what_keeps(member) == what_goes(member) == []


def test_pages_name_what_goes(client, lead, team):
    client.force_login(lead)
    activity = CostLineFactory(activity__plan__team=team).activity
    activity.participants.set([MemberFactory(team=team)])
    position = PositionFactory(team=team)

    pages = [
        client.get(reverse(name, args=[team.slug, row.pk])).content.decode()
        for name, row in (
            ("roles:member_delete", activity.participants.get()),
            ("roles:position_delete", position),
            ("plans:activity_delete", activity),
        )
    ]

    assert "Activities: 1" in pages[0]
    assert "Assignments: 1" in pages[1]
    assert "Cost lines: 1" in pages[2]
