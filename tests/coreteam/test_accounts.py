"""Signing in and out, and what nobody can do with an account."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as project
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from coreteam.settings import email_from, flag, number, text
from roles.models import User
from tests.factories import TeamAccessFactory, UserFactory

PASSWORD = "a-long-enough-password"


@pytest.fixture
def account(db):
    return User.objects.create_user("amina@example.org", PASSWORD, name="Amina")


def test_person_signs_in_with_the_address(client, account):
    response = client.post(
        reverse("account_login"), {"login": "Amina@example.org", "password": PASSWORD}
    )

    assert response.status_code == 302 and response["Location"] == "/"


def test_nobody_registers_unless_the_administrator_opened_it(client, db):
    data = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}

    client.post(reverse("account_signup"), data)

    assert not User.objects.exists()


def test_registration_makes_an_account_when_it_is_open(client, db, settings):
    settings.OPEN_REGISTRATION = True
    data = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}

    client.post(reverse("account_signup"), data)

    assert User.objects.get().email == "new@example.org"


def test_password_is_changed_by_whoever_knows_the_old_one(client, account):
    client.force_login(account)
    data = {"oldpassword": PASSWORD, "password1": PASSWORD * 2, "password2": PASSWORD * 2}

    client.post(reverse("account_change_password"), data)

    account.refresh_from_db()
    assert account.check_password(PASSWORD * 2)


@pytest.mark.parametrize("action", ["action_add", "action_primary"])
def test_nobody_takes_another_address(client, account, action):
    client.force_login(account)

    response = client.post(
        reverse("account_email"), {action: "", "email": "director@ministry.example"}
    )

    assert response.status_code == 404
    assert User.objects.get().email == "amina@example.org"


def test_signing_out_empties_the_cache_of_the_browser(client, account):
    client.force_login(account)

    response = client.post(reverse("account_logout"))

    assert response["Clear-Site-Data"] == '"cache", "storage"'


def test_pages_of_a_team_are_kept_by_no_shared_cache(client, team):
    client.force_login(TeamAccessFactory(team=team).user)

    response = client.get(team.get_absolute_url())

    assert response["Cache-Control"] == "private, no-cache"


def test_administrator_signs_in_by_the_door_with_a_limit(db):
    response = Client().get("/admin/", follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_staff_cannot_raise_themselves(client, db):
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.add(*permissions("change_user", "view_user"))
    client.force_login(clerk)
    url = reverse("admin:roles_user_change", args=[clerk.pk])

    client.post(url, {"email": clerk.email, "name": "Clerk", "is_superuser": "on"})

    clerk.refresh_from_db()
    assert not clerk.is_superuser


def test_staff_cannot_change_a_superuser(client, staff):
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.add(*permissions("change_user", "view_user"))
    client.force_login(clerk)

    response = client.post(
        reverse("admin:roles_user_change", args=[staff.pk]), {"email": "taken@example.org"}
    )

    assert response.status_code == 403


def permissions(*codenames):
    model = User.user_permissions.field.related_model
    return model.objects.filter(codename__in=codenames)


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail", "smtp://"])
def test_settings_refuse_an_e_mail_address_that_is_none(url):
    with pytest.raises(ImproperlyConfigured):
        email_from(url)


def test_settings_refuse_nonsense(monkeypatch):
    monkeypatch.setenv("A_FLAG", "yes")
    monkeypatch.setenv("A_NUMBER", "-1")
    monkeypatch.delenv("A_TEXT", raising=False)

    for read in (lambda: flag("A_FLAG"), lambda: number("A_NUMBER", 0), lambda: text("A_TEXT")):
        with pytest.raises(ImproperlyConfigured):
            read()


def test_offered_languages_are_those_with_a_translation():
    translated = {folder.name for folder in (project.BASE_DIR / "locale").iterdir()}

    assert {code for code, _name in project.LANGUAGES} == {"en"} | translated


def test_address_changed_by_an_administrator_closes_the_old_one(client, staff, account):
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client.force_login(staff)
    url = reverse("admin:roles_user_change", args=[account.pk])

    client.post(url, {"email": "new@example.org", "name": "Amina", "is_active": "on"})

    assert [row.email for row in EmailAddress.objects.filter(user=account)] == ["new@example.org"]
    data = {"login": "amina@example.org", "password": PASSWORD}
    assert Client().post(reverse("account_login"), data).status_code == 200


def test_clerk_cannot_take_the_account_of_other_staff(client, db):
    clerk, other = UserFactory(is_staff=True), UserFactory(is_staff=True)
    clerk.user_permissions.add(*permissions("change_user", "view_user"))
    client.force_login(clerk)

    response = client.post(reverse("admin:auth_user_password_change", args=[other.pk]), {})

    assert response.status_code == 403
