"""Who has access to a team: given by address, taken away, never without a lead."""

import pytest
from django.urls import reverse

from roles.models import TeamAccess
from tests.factories import MemberFactory, TeamAccessFactory, UserFactory


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def page(team):
    return reverse("roles:access", args=[team.slug])


def remove_url(access):
    return reverse("roles:access_remove", args=[access.team.slug, access.pk])


@pytest.mark.parametrize("level", ["lead", "assessor", "viewer"])
def test_account_gets_a_level(level, signed_in, team, page):
    user = UserFactory(email="new@example.org")

    signed_in.post(page, {"email": "NEW@example.org", "level": level})

    assert team.level_of(user) == level


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"email": "nobody@example.org", "level": "viewer"}, "email", "There is no account"),
        ({"email": "no address", "level": "viewer"}, "email", "valid email"),
        ({"email": "", "level": "viewer"}, "email", "required"),
        ({"email": "new@example.org", "level": "king"}, "level", "valid choice"),
    ],
)
def test_message_stands_at_the_field(data, field, message, signed_in, page):
    UserFactory(email="new@example.org")

    response = signed_in.post(page, data)

    assert message in str(response.context["form"].errors[field])


def test_second_access_of_an_account_is_refused(signed_in, viewer, team, page):
    response = signed_in.post(page, {"email": viewer.email, "level": "lead"})

    assert "has access to the team already" in response.content.decode()
    assert team.level_of(viewer) == TeamAccess.Level.VIEWER


def test_inactive_account_gets_no_access(signed_in, page):
    UserFactory(email="gone@example.org", is_active=False)

    response = signed_in.post(page, {"email": "gone@example.org", "level": "viewer"})

    assert "email" in response.context["form"].errors


def test_access_is_removed_after_a_question(signed_in, viewer):
    access = viewer.accesses.get()

    asked = signed_in.get(remove_url(access))
    signed_in.post(remove_url(access))

    assert viewer.email in asked.content.decode()
    assert not viewer.accesses.exists()


def test_last_lead_stays(signed_in, lead, page):
    response = signed_in.post(remove_url(lead.accesses.get()), follow=True)

    assert "A team needs an operational lead" in response.content.decode()
    assert lead.accesses.exists()


def test_lead_may_leave_when_there_is_another(signed_in, lead, team):
    TeamAccessFactory(team=team, level="lead")

    response = signed_in.post(remove_url(lead.accesses.get()))

    assert response.url == reverse("home")
    assert not lead.accesses.exists()


def test_access_to_another_team_is_not_found(signed_in, team):
    other = TeamAccessFactory()

    url = reverse("roles:access_remove", args=[team.slug, other.pk])

    assert signed_in.post(url).status_code == 404
    assert TeamAccess.objects.filter(pk=other.pk).exists()


def test_list_of_accesses_keeps_its_number_of_queries(signed_in, team, page, query_count):
    MemberFactory(team=team, user=UserFactory())
    before = query_count(lambda: signed_in.get(page))

    for _ in range(10):
        TeamAccessFactory(team=team, level="viewer")
        MemberFactory(team=team, user=UserFactory())

    assert query_count(lambda: signed_in.get(page)) == before < 20
