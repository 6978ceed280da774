"""The admin keeps catalogue and accounts; it deletes nothing that is in use and shows no level."""

import pytest
from django.contrib import admin
from django.urls import reverse

from roles.models import Role, SkillCrosswalk, Team, User
from tests.factories import TeamFactory

OURS = [model for model in admin.site._registry if model._meta.app_label == "roles"]


@pytest.fixture
def keeper(client, staff):
    client.force_login(staff)
    return client


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture(autouse=True)
def renamed_skill(db):
    """The guide has no crosswalk yet."""
    return SkillCrosswalk.objects.create(old="IT-00", new="IT-06", kind="renamed", since="0.9")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_list_and_page_open(model, keeper, team, lead, query_count):
    row = model.objects.first()

    queries = query_count(lambda: keeper.get(url(model, "changelist")))

    assert keeper.get(url(model, "changelist"), {"q": "a"}).status_code == 200
    assert keeper.get(url(model, "change", row.pk)).status_code == 200
    assert queries < 20


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nothing_is_deleted(model, keeper, team, lead):
    response = keeper.post(url(model, "delete", model.objects.first().pk), {"post": "yes"})

    assert response.status_code == 403


def test_retired_items_can_be_listed(keeper):
    response = keeper.get(url(Role, "changelist"), {"retired": "yes"})

    assert response.context["cl"].result_count == 0


def test_page_of_a_role_fetches_nothing_from_elsewhere(keeper):
    page = keeper.get(url(Role, "change", Role.objects.first().pk)).content.decode()

    assert "//cdn" not in page and "googleapis" not in page


def test_account_is_created_with_address_and_password(keeper):
    keeper.post(
        url(User, "add"),
        {
            "email": "new@example.org",
            "name": "New",
            "usable_password": "true",
            "password1": "quiet-river-7",
            "password2": "quiet-river-7",
        },
    )

    assert User.objects.get(email="new@example.org").check_password("quiet-river-7")


def test_second_account_with_other_capitals_is_refused(keeper, lead):
    response = keeper.post(url(User, "add"), {"email": lead.email.upper(), "password1": "x"})

    assert "email" in response.context["adminform"].errors or response.context["errors"]
    assert User.objects.filter(email__iexact=lead.email).count() == 1


def test_staff_give_a_team_another_lead(keeper, outsider):
    team = TeamFactory()
    rows = {"accesses-TOTAL_FORMS": 1, "accesses-INITIAL_FORMS": 0}
    row = {"accesses-0-user": outsider.pk, "accesses-0-level": "lead", "accesses-0-team": team.pk}

    keeper.post(url(Team, "change", team.pk), rows | row)

    assert team.can_be_edited_by(outsider)


def test_no_model_of_an_assessment_is_in_the_admin():
    names = {model._meta.model_name for model in admin.site._registry}

    assert not names & {"rating", "assessment"}
