"""The lead's pages of invitations."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.actions import close_round
from assessments.invitation_keys import invitation_of_code, invitation_of_link
from assessments.models import Invitation
from tests.factories import AssessmentFactory, InvitationFactory, MemberFactory, RoundFactory


@pytest.fixture
def round_(team):
    return RoundFactory(team=team)


@pytest.fixture
def sheet(round_):
    member = MemberFactory(team=round_.team, name="Lupe Tau", email="lupe@example.org")
    return AssessmentFactory(round=round_, member=member)


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def url(round_, rest=""):
    return f"/teams/{round_.team.slug}/rounds/{round_.pk}/invitations/{rest}"


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_empty_round_says_what_comes_first(as_lead, round_):
    assert "Add members and roles to the round first" in text(as_lead.get(url(round_)))


def test_page_says_who_was_reached_and_who_was_not(as_lead, round_, sheet):
    AssessmentFactory(round=round_, member__team=round_.team, member__name="Without Address")

    page = text(as_lead.post(url(round_, "send/"), follow=True))

    assert [one.to for one in mail.outbox] == [["lupe@example.org"]]
    assert "1 invitation was sent." in page and "1 member could not be reached" in page
    assert "Without Address</b></span>: no e-mail address." in page
    assert "E-mail, " in page


def test_refusal_stands_on_the_page_until_the_mail_is_taken(as_lead, round_, sheet):
    InvitationFactory(round=round_, member=sheet.member, trouble="550 No such mailbox")

    assert "550 No such mailbox" in text(as_lead.get(url(round_)))

    as_lead.post(url(round_, "send/"))
    assert "550 No such mailbox" not in text(as_lead.get(url(round_)))


def test_link_is_shown_once(as_lead, round_, sheet):
    shown = as_lead.post(url(round_, f"{sheet.member.pk}/link/"))

    [token] = re.findall(r"http://testserver/s/([^/\"]+)/", shown.content.decode())
    assert invitation_of_link(token).member == sheet.member
    assert "no-store" in shown["Cache-Control"]
    assert token not in as_lead.get(url(round_)).content.decode()


def test_link_is_made_only_for_members_of_the_round(as_lead, round_):
    stranger = MemberFactory(team=round_.team)

    assert as_lead.post(url(round_, f"{stranger.pk}/link/")).status_code == 404


def test_cards_carry_codes_that_open(as_lead, round_, sheet):
    AssessmentFactory(round=round_, state="submitted", submitted_at=timezone.now())

    response = as_lead.post(url(round_, "cards/"))

    page = text(response)
    [code] = re.findall(r'short-code">([^<]+)<', page)
    assert invitation_of_code(code).member == sheet.member
    assert page.count('role="img" aria-label="QR code of') == 1
    assert " style=" not in page and "no-store" in response["Cache-Control"]


def test_withdrawing_twice_says_so(as_lead, round_, sheet):
    InvitationFactory(round=round_, member=sheet.member)
    revoke = url(round_, f"{sheet.member.pk}/revoke/")

    pages = [text(as_lead.post(revoke, follow=True)) for _number in range(2)]

    assert "Withdrawn." in pages[0] and "no invitation to withdraw" in pages[1]


def test_reminder_button_says_when_nobody_is_due(as_lead, round_, sheet):
    as_lead.post(url(round_, "send/"))

    assert "Nobody was due" in text(as_lead.post(url(round_, "remind/"), follow=True))


def test_closed_round_takes_no_invitation_and_can_withdraw(as_lead, round_, sheet, lead):
    InvitationFactory(round=round_, member=sheet.member)
    close_round(round=round_, by=lead)

    page = text(as_lead.get(url(round_)))
    acts = ("send/", "remind/", "cards/", f"{sheet.member.pk}/link/")

    assert {as_lead.post(url(round_, act)).status_code for act in acts} == {403}
    assert "Send the invitations" not in page and "Withdraw" in page
    as_lead.post(url(round_, f"{sheet.member.pk}/revoke/"))
    assert not Invitation.objects.live().exists()


def test_sixty_members_cost_as_many_queries_as_one(as_lead, round_, sheet):
    as_lead.post(url(round_, "cards/"))
    with CaptureQueriesContext(connection) as one:
        as_lead.get(url(round_))

    for _number in range(59):
        AssessmentFactory(round=round_, member__team=round_.team)
    as_lead.post(url(round_, "cards/"))
    with CaptureQueriesContext(connection) as many:
        as_lead.get(url(round_))

    assert len(many) == len(one) < 20
