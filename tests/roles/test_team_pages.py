"""Creating a team and describing it."""

import pytest
from django.conf import settings
from django.urls import reverse

from roles import actions
from roles.models import Team, TeamAccess
from tests.access_roles import TEAM
from tests.factories import TeamFactory, UserFactory


@pytest.fixture
def newcomer(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


def test_creator_of_a_team_leads_it(client, newcomer):
    response = client.post(reverse("roles:team_create"), TEAM)

    team = Team.objects.get(slug="lakhana")
    assert response.url == team.get_absolute_url()
    assert team.level_of(newcomer) == TeamAccess.Level.LEAD


@pytest.mark.parametrize(
    ("country", "slug"),
    [
        ("Côte d’Ivoire", "cote-divoire"),
        ("Tavaloa", "tavaloa-2"),
        ("New", "new-2"),
        ("مصر", "team"),
    ],
)
def test_address_of_a_team_is_its_own(country, slug, team, newcomer):
    created = actions.create_team(TeamFactory.build(country=country), by=newcomer)

    assert created.slug == slug


@pytest.mark.parametrize("currency", ["ABC", "US", "12$", ""])
def test_currency_that_is_none_gets_a_clear_message(currency, client, newcomer):
    response = client.post(reverse("roles:team_create"), TEAM | {"currency": currency})

    assert "currency" in response.context["form"].errors
    assert not Team.objects.exists()


def test_currency_in_small_letters_is_understood(client, newcomer):
    client.post(reverse("roles:team_create"), TEAM | {"currency": "xaf"})

    assert Team.objects.get().currency == "XAF"


def test_other_currency_is_taken_only_when_amounts_are_right_as_they_are(client, lead, team):
    client.force_login(lead)
    url = reverse("roles:team_edit", args=[team.slug])
    before, changed = team.currency, TEAM | {"currency": "XOF", "seen": 1}

    asked = client.post(url, changed).content.decode()
    team.refresh_from_db()
    kept = team.currency
    client.post(url, changed | {"amounts_stay": "on"})

    team.refresh_from_db()
    assert f"1,000 {before} would read 1,000 XOF" in asked and 'name="amounts_stay"' in asked
    assert (kept, team.currency) == (before, "XOF")
    assert 'name="amounts_stay"' not in client.get(url).content.decode()


def test_documents_of_a_new_team_begin_in_the_language_of_the_page(client, newcomer):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    form = client.get(reverse("roles:team_create")).context["form"]

    assert form["language"].value() == "fr"


def test_typed_text_survives_an_error(client, newcomer):
    response = client.post(reverse("roles:team_create"), TEAM | {"currency": "ABC"})

    assert "Lakhana DHIS2 core team" in response.content.decode()
    assert "Everything else you entered is kept" in response.content.decode()


@pytest.mark.parametrize("field", ["sector", "language", "context"])
def test_choice_that_is_not_offered_is_refused(field, client, newcomer):
    response = client.post(reverse("roles:team_create"), TEAM | {field: "zz"})

    assert field in response.context["form"].errors


def test_lead_changes_the_description(client, lead, team):
    client.force_login(lead)

    client.post(
        reverse("roles:team_edit", args=[team.slug]),
        TEAM | {"resource_constrained": "on", "profile": "Nine islands", "seen": 1},
    )

    team.refresh_from_db()
    assert (team.resource_constrained, team.profile) == (True, "Nine islands")
    assert team.slug == "tavaloa"


def test_sector_of_an_import_is_kept(client, lead, team):
    Team.objects.update(sector="fisheries")
    client.force_login(lead)

    client.post(reverse("roles:team_edit", args=[team.slug]), TEAM | {"sector": "fisheries"})

    team.refresh_from_db()
    assert team.sector == "fisheries"


def test_second_of_two_editors_is_told(client, lead, team):
    client.force_login(lead)
    url = reverse("roles:team_edit", args=[team.slug])
    client.post(url, TEAM | {"profile": "first", "seen": 1})

    response = client.post(url, TEAM | {"profile": "second", "seen": 1})

    assert "first" in response.content.decode() and "second" in response.content.decode()
    assert Team.objects.get(pk=team.pk).profile == "first"
