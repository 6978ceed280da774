"""The member's own page: nobody else's levels, what is planned, who reads."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Consent
from tests.assessments.test_result_pages import CLOSED, assess
from tests.factories import ActivityFactory, MemberFactory, PlanFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(member):
    client = Client()
    client.force_login(member.user)
    return client


def own(client, team):
    return client.get(reverse("own_results", args=[team.slug]))


def test_own_page_before_any_round_says_what_it_is_for(client, team):
    page = own(client, team).content.decode()

    assert "No results of yours yet" in page
    assert "You take part in no activity of the plan yet." in page


def test_own_page_shows_own_levels_change_plan_and_readers(client, team, member, lead, assessor):
    first = RoundFactory(team=team, code="r0", closed=CLOSED, baseline=True, title="Baseline 2026")
    second = RoundFactory(team=team, code="r1", opened=CLOSED, closed=CLOSED)
    second.assessors.add(assessor)
    other = MemberFactory(team=team, name="Losa Hidden")
    for one, level in ((first, 1), (second, 2)):
        assess(one, member, level=level)
        assess(one, other, level=3)
    plan = PlanFactory(team=team)
    mine, cancelled, theirs = (
        ActivityFactory(plan=plan, title=title) for title in ("Mentor", "Gone", "Theirs")
    )
    mine.participants.add(member)
    cancelled.participants.add(member)
    type(cancelled).objects.filter(pk=cancelled.pk).update(status="cancelled")
    theirs.participants.add(other)

    page = own(client, team)

    text = page.content.decode()
    (role,) = page.context["roles"]
    assert (role.moves.up, role.sheet.result.mean_text) == (16, "2.00")
    assert "Skills since Baseline 2026: 16 rose, 0 stayed, 0 fell." in text
    assert "Losa Hidden" not in text
    assert list(page.context["activities"]) == [mine]
    assert [row["value"] for row in page.context["readers"]] == ["Mele", "Ana"]


def test_consent_and_withdrawal_stand_on_the_own_page(client, team, member):
    client.post(reverse("assessments:consent_give", args=[team.slug, "readers"]))

    given = own(client, team).content.decode()
    consent = Consent.objects.get()

    assert "You agreed on" in given
    client.post(reverse("assessments:consent_withdraw", args=[team.slug, consent.pk]))
    assert "You agreed on" not in own(client, team).content.decode()


def test_member_is_led_from_the_overview_to_the_own_results(client, team, member):
    assess(RoundFactory(team=team, closed=CLOSED), member)

    card = client.get(reverse("team_detail", args=[team.slug])).context["next"]

    assert card["url"] == reverse("own_results", args=[team.slug])


def test_own_page_costs_the_same_with_more_rows(client, team, member):
    closed = RoundFactory(team=team, closed=CLOSED)
    plan = PlanFactory(team=team)
    assess(closed, member)
    ActivityFactory(plan=plan).participants.add(member)

    with CaptureQueriesContext(connection) as few:
        own(client, team)
    assess(closed, member, slug="trainer")
    for activity in ActivityFactory.create_batch(5, plan=plan):
        activity.participants.add(member)
    with CaptureQueriesContext(connection) as many:
        own(client, team)

    assert len(few) == len(many) < 20
