"""What keeps a row that somebody wants to delete, and what goes with it."""

import pytest
from django.urls import reverse

from assessments.models import Consent
from roles.deleting import what_goes, what_keeps
from tests.factories import (
    ActivityFactory,
    AssessmentFactory,
    BodyFactory,
    CostLineFactory,
    FundingSourceFactory,
    MemberFactory,
    PositionFactory,
    RetentionStepFactory,
    StaffingProjectFactory,
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


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("plans:activity_delete", lambda team: ActivityFactory(plan__team=team)),
        ("plans:line_delete", lambda team: CostLineFactory(activity__plan__team=team)),
        ("plans:source_delete", lambda team: FundingSourceFactory(plan__team=team)),
        ("roles:position_delete", lambda team: PositionFactory(team=team)),
        ("roles:body_delete", lambda team: BodyFactory(team=team)),
        ("roles:staffing_delete", lambda team: StaffingProjectFactory(team=team)),
        ("roles:retention_step_delete", lambda team: RetentionStepFactory(member__team=team)),
    ],
)
def test_what_somebody_changed_meanwhile_is_kept_until_it_was_seen(name, make, client, lead, team):
    client.force_login(lead)
    row = make(team)
    rows = type(row).objects.filter(pk=row.pk)
    url = reverse(name, args=[team.slug, row.pk])
    rows.update(version=row.version + 1)

    told = client.post(url, {"seen": row.version})
    kept = rows.exists()
    client.post(url, {"seen": row.version + 1})

    assert kept and "Somebody else saved this meanwhile" in told.content.decode()
    assert f'name="seen" value="{row.version + 1}"' in told.content.decode()
    assert not rows.exists()
