"""Links for partners: open for whoever has one, until the last day, and never show a level."""

import datetime

import pytest
import time_machine
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from plans.models import ShareLink
from plans.models.shares import PAUSE, WRONG_PASSWORDS, digest
from tests.factories import PlanVersionFactory, TeamAccessFactory

TOKEN = "what-only-the-partner-has"
URL = f"/shared/{TOKEN}/"


def link_of(plan, **values):
    values = {"shows": "draft", "expires_on": timezone.localdate()} | values
    return ShareLink.objects.create(plan=plan, label="Donor", digest=digest(TOKEN), **values)


@pytest.fixture
def plan(db):
    return import_workspace((FOLDER / "tavaloa.json").read_bytes()).plan


def test_link_is_shown_once_and_only_its_digest_is_kept(client, plan):
    client.force_login(TeamAccessFactory(team=plan.team).user)
    url = reverse("plans:share_links", kwargs={"slug": plan.team.slug})
    day = timezone.localdate() + datetime.timedelta(days=30)

    data = {"label": "Donor", "shows": "draft", "expires_on": day, "secret": "eight letters"}
    data["once"] = client.get(url).context["once"]

    client.post(url, data)
    response = client.post(url, data, follow=True)  # pressed twice

    token = response.text.split("/shared/")[1].split("/")[0]
    link = ShareLink.objects.get()
    assert link.digest == digest(token)
    assert check_password("eight letters", link.password)
    assert "no-store" in response["Cache-Control"]
    assert token not in client.get(url).content.decode()
    assert token not in str(dict(client.session))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("expires_on", "2020-01-01", "Enter a day between today and"),
        ("expires_on", "2999-01-01", "Enter a day between today and"),
        ("secret", "short", "at least 8"),
        ("shows", "approved", "No version is approved yet."),
    ],
)
def test_bad_link_is_refused_at_its_field(client, plan, field, value, message):
    client.force_login(TeamAccessFactory(team=plan.team).user)
    good = {"label": "Donor", "shows": "draft", "expires_on": timezone.localdate(), "secret": ""}

    page = client.post(
        reverse("plans:share_links", kwargs={"slug": plan.team.slug}), good | {field: value}
    )

    assert message in page.content.decode()
    assert not ShareLink.objects.exists()


def test_opening_is_counted_and_looking_at_the_door_is_not(client, plan):
    link_of(plan)

    client.get(URL)
    assert ShareLink.objects.get().opens == 0
    client.post(URL)
    page = client.post(URL, follow=True).content.decode()

    assert ShareLink.objects.get().opens == 1
    assert "72,750" in page and "4,700" in page
    assert "Ministry budget, secured" in page
    for secret in ("Mele Tauvaka", "Semisi Faleono", "Foundational", "level 0", "Proficient"):
        assert secret not in page


def test_revoked_and_expired_links_open_nothing_also_for_those_inside(client, plan):
    link = link_of(plan)
    client.post(URL)
    assert client.get(URL).status_code == 200

    assert link.revoke()
    assert not link.revoke()
    assert client.get(URL).status_code == 404

    ShareLink.objects.update(revoked_at=None, expires_on=timezone.localdate())
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        assert client.get(URL).status_code == 404


def test_password_is_asked_and_five_wrong_ones_pause_the_link(client, plan):
    link = link_of(plan)
    link.protect("eight letters")
    link.save()

    for _attempt in range(WRONG_PASSWORDS):
        wrong = client.post(URL, {"password": "guess"})
    assert "This password does not open the link" in wrong.content.decode()
    assert client.post(URL, {"password": "eight letters"}).status_code == 200

    with time_machine.travel(timezone.now() + PAUSE):
        assert client.post(URL, {"password": "eight letters"}).status_code == 302
    assert ShareLink.objects.get().failures == 0
    assert "Open the plan" in Client().get(URL).content.decode()


def test_many_who_try_at_once_get_no_more_tries(plan):
    link = link_of(plan)
    link.protect("eight letters")
    link.save()
    loaded_at_once = [ShareLink.objects.get() for _try in range(WRONG_PASSWORDS + 1)]

    for one in loaded_at_once[:-1]:
        assert not one.accepts("guess")

    assert not loaded_at_once[-1].accepts("eight letters")


def test_pressing_again_is_no_second_opening(client, plan):
    link_of(plan)

    client.post(URL)
    client.post(URL)

    assert ShareLink.objects.get().opens == 1


def test_link_to_the_approved_version_does_not_show_the_draft(client, plan):
    link_of(plan, shows="approved")
    assert client.post(URL, follow=True).status_code == 404

    PlanVersionFactory(plan=plan, state="approved", decided_at=timezone.now())

    page = client.post(URL, follow=True)
    assert page.status_code == 200
    assert "72,750" not in page.content.decode()


def test_shared_page_is_light_and_costs_the_same_for_a_larger_plan(
    client, plan, django_assert_max_num_queries
):
    link_of(plan)
    client.post(URL)

    with django_assert_max_num_queries(20):
        client.get(URL)
