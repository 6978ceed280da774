"""Signing in and out, and a password that is changed or forgotten."""

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import UserFactory

PASSWORD = "quiet-river-7"


@pytest.fixture
def user(db):
    user = UserFactory(email="mele@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, password=PASSWORD, **more):
    data = {"login": "mele@example.org", "password": password} | more
    return client.post(reverse("account_login"), data)


def test_person_signs_in_and_lands_where_they_wanted(client, user):
    response = sign_in(client, next="/teams/new/")

    assert response.url == "/teams/new/"


def test_wrong_password_says_so_and_keeps_the_address(client, user):
    page = sign_in(client, "wrong").content.decode()

    assert "not correct" in page and "mele@example.org" in page


def test_person_signs_out_by_a_button(client, user):
    client.force_login(user)

    asked = client.get(reverse("account_logout"))
    client.post(reverse("account_logout"))

    assert "Sign out?" in asked.content.decode()
    assert client.get(reverse("roles:team_create")).status_code == 302


def test_password_is_changed(client, user):
    client.force_login(user)
    new = {"password1": "loud-valley-8", "password2": "loud-valley-8"}

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD} | new)

    user.refresh_from_db()
    assert user.check_password("loud-valley-8")


def test_forgotten_password_sends_a_link_that_works(client, user):
    client.post(reverse("account_reset_password"), {"email": user.email})

    link = next(word for word in mail.outbox[0].body.split() if "/account/password/" in word)
    page = client.get(link, follow=True)

    assert "Choose a new password" in page.content.decode()


def test_used_link_says_that_nothing_was_changed(client, db):
    page = client.get(reverse("account_reset_password_from_key", args=["x", "y"]))

    assert "Your password was not changed" in page.content.decode()


def test_registration_is_closed_and_says_how_to_get_an_account(client, db):
    page = client.get(reverse("account_signup")).content.decode()

    assert "Accounts are created by the administrator" in page
