"""Going back and saving again makes no second position, activity or round."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roles.models import Position, Role, SentForm, Team
from tests.access_roles import MEMBER, TEAM
from tests.factories import (
    ActivityFactory,
    MemberFactory,
    PlanFactory,
    PositionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def send(client, team, **more):
    data = {
        "role": Role.objects.get(slug="program-manager").pk,
        "state": "vacant",
        "vacancy": "vacant",
        "fte": "0.50",
        "funding": "domestic",
    }
    return client.post(reverse("roles:position_create", args=[team.slug]), data | more)


def test_the_same_page_saved_twice_makes_one_position(client, lead, team):
    client.force_login(lead)
    token = str(uuid.uuid4())

    send(client, team, once=token)
    again = send(client, team, once=token)

    assert Position.objects.get().get_absolute_url() == again["Location"]


def test_two_pages_make_two(client, lead, team):
    client.force_login(lead)

    for token in (str(uuid.uuid4()), str(uuid.uuid4()), "no token", ""):
        send(client, team, once=token)

    assert Position.objects.count() == 4


def test_page_carries_a_new_token_and_keeps_it_after_a_slip(client, lead, team):
    client.force_login(lead)
    role = {"role": "program-manager"}

    first = client.get(reverse("roles:position_create", args=[team.slug]), role)
    token = first.context["once"]
    slip = send(client, team, once=token, fte="7")

    assert uuid.UUID(token) and slip.context["once"] == token
    assert f'name="once" value="{token}"' in first.content.decode()
    assert not SentForm.objects.exists()


@pytest.mark.parametrize("name", ["plans:activity_create", "assessments:round_create"])
def test_activities_and_rounds_carry_a_token(client, lead, team, name):
    PlanFactory(team=team)
    PositionFactory(team=team, holder=MemberFactory(team=team))
    client.force_login(lead)

    response = client.get(reverse(name, args=[team.slug]))

    assert f'name="once" value="{response.context["once"]}"' in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "roles:team_create",
        "roles:member_create",
        "roles:position_create",
        "roles:staffing_create",
        "assessments:round_create",
        "plans:activity_create",
        "plans:share_links",
        "plans:lines_paste",
    ],
)
def test_form_goes_elsewhere_than_its_page_so_that_back_keeps_the_token(client, lead, team, name):
    PositionFactory(team=team, holder=MemberFactory(team=team))
    ActivityFactory(plan__team=team)
    client.force_login(lead)
    args = [] if name == "roles:team_create" else [team.slug]

    response = client.get(reverse(name, args=args), {"role": "trainer-program"})

    page = response.content.decode()
    form = page[: page.index('name="once"')].rpartition("<form")[2]
    assert 'action="?role=trainer-program&amp;sent=1"' in form


def test_member_and_team_saved_twice_are_made_once(client, lead, team):
    client.force_login(lead)
    token = {"once": str(uuid.uuid4())}
    other = {"once": str(uuid.uuid4())}

    for _again in range(2):
        client.post(reverse("roles:member_create", args=[team.slug]), MEMBER | token)
        client.post(reverse("roles:team_create"), TEAM | other)

    assert team.members.filter(name=MEMBER["name"]).count() == 1
    assert Team.objects.filter(name=TEAM["name"]).count() == 1


def test_project_and_the_guides_example_sent_twice_are_made_once(client, lead, team):
    client.force_login(lead)
    sheet = {"title": "New tracker", "tasks-INITIAL_FORMS": 0, "tasks-TOTAL_FORMS": 0}
    page = client.get(reverse("roles:staffing_list", args=[team.slug]))

    for _again in range(2):
        token = {"once": page.context["once"]}
        client.post(reverse("roles:staffing_example", args=[team.slug]), token)
        token = {"once": "0" * 31 + "1"}
        client.post(reverse("roles:staffing_create", args=[team.slug]), sheet | token)

    assert team.staffing_projects.count() == 2
    assert f'name="once" value="{page.context["once"]}"' in page.content.decode()


def test_day_to_be_filled_by_is_still_to_come(client, lead, team):
    client.force_login(lead)

    response = send(client, team, recruit_by="2020-01-01")

    assert "recruit_by" in response.context["form"].errors


def test_what_is_older_than_a_week_is_forgotten(client, lead, team):
    old = SentForm.objects.create(
        token=uuid.uuid4(), user=UserFactory(), at=timezone.now() - timedelta(days=8)
    )
    client.force_login(lead)

    send(client, team, once=str(uuid.uuid4()))

    assert not SentForm.objects.filter(pk=old.pk).exists() and SentForm.objects.count() == 1
