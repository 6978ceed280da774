"""Invitations by e-mail against a real SMTP server of our own."""

import datetime
import re
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.actions import close_round
from assessments.invitation_keys import invitation_of_link
from assessments.invitation_mail import send_invitations, send_reminders
from assessments.models import Invitation, InvitationKey
from tests.factories import AssessmentFactory, MemberFactory, RoundFactory

SITE = "https://plan.example.org/"
NOW = timezone.now()
DAY = datetime.timedelta(days=1)


class Box:
    """Takes mail, refuses whoever is named nobody, and hangs up on whoever is named hangup."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("hangup"):
            server.transport.close()
        mail = message_from_bytes(envelope.original_content, policy=policy.default)
        self.mails.append(mail)
        return "250 Taken"

    def to(self):
        return sorted(mail["To"] for mail in self.mails)


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def box(settings, free_port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = ""
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=free_port)
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def round_(team):
    closes = timezone.localdate() + 20 * DAY
    return RoundFactory(team=team, purpose="To plan training for 2027", closes=closes)


@pytest.fixture
def invited(round_, lead):
    """Makes members with an open sheet, by address."""

    def invited(*addresses):
        members = [MemberFactory(team=round_.team, email=address) for address in addresses]
        for member in members:
            AssessmentFactory(round=round_, member=member)
        return members

    return invited


def send(round_, members, lead, now=NOW):
    return send_invitations(round=round_, members=members, by=lead, site=SITE, now=now)


def remind(round_, now, **kwargs):
    return send_reminders(round=round_, site=SITE, now=now, **kwargs)


def test_mail_says_what_it_is_for_and_its_link_opens(box, round_, invited, lead):
    members = invited("lupe@example.org")

    outcome = send(round_, members, lead)

    [mail] = box.mails
    text = mail.get_content()
    [token] = re.findall(r"https://plan\.example\.org/s/([^/\s]+)/", text)
    assert outcome.sent == members and mail.get_content_type() == "text/plain"
    assert "Needs assessment 2026" in mail["Subject"]
    assert "To plan training for 2027" in text and "never used to judge performance" in text
    assert "Please hand it in by" in text
    assert invitation_of_link(token).sent_at == NOW


def test_mail_is_written_in_the_language_of_the_team(box, round_, invited, lead):
    round_.team.language = "fr"
    round_.team.save()

    send(round_, invited("lupe@example.org"), lead)

    assert "Votre fiche" in box.mails[0]["Subject"]
    assert "jamais à juger le travail des personnes" in box.mails[0].get_content()


def test_one_failure_does_not_stop_the_others(box, round_, invited, lead):
    members = invited(
        "a@example.org", "nobody@example.org", "", "hangup@example.org", "z@example.org"
    )

    outcome = send(round_, members, lead)

    assert {"a@example.org", "z@example.org"} <= set(box.to())
    assert outcome.sent == [members[0], members[4]]
    assert outcome.missing == [members[2]]
    assert [member for member, _why in outcome.refused] == [members[1], members[3]]
    bounced = Invitation.objects.get(member=members[1])
    assert bounced.sent_at is None and "550 No such mailbox here" in bounced.trouble
    assert not InvitationKey.objects.filter(invitation=bounced).exists()


def test_corrected_address_is_tried_again_and_nobody_gets_two(box, round_, invited, lead):
    members = invited("a@example.org", "nobody@example.org")
    send(round_, members, lead)
    members[1].email = "lupe@example.org"
    members[1].save()

    outcome = send(round_, members, lead)

    assert outcome.sent == [members[1]] and box.to() == ["a@example.org", "lupe@example.org"]
    assert not Invitation.objects.exclude(trouble="").exists()


def test_mail_that_another_run_is_sending_is_left_to_it(box, round_, invited, lead):
    members = invited("a@example.org")
    send(round_, members, lead)
    Invitation.objects.update(sent_at=None, claimed_at=NOW)

    send(round_, members, lead, NOW + datetime.timedelta(minutes=1))
    assert len(box.mails) == 1

    send(round_, members, lead, NOW + datetime.timedelta(minutes=11))
    assert len(box.mails) == 2


def test_server_that_is_away_is_asked_once(settings, free_port, round_, invited, lead):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port

    outcome = send(round_, invited("a@example.org", "b@example.org"), lead)

    assert len(outcome.refused) == 2 and "cannot be reached" in outcome.refused[0][1]


def test_line_break_in_a_title_is_no_header(box, round_, invited, lead):
    round_.title = "Needs\r\nBcc: everybody@example.org"

    send(round_, invited("a@example.org"), lead)

    assert box.to() == ["a@example.org"] and box.mails[0]["Bcc"] is None


def test_account_address_serves_where_the_member_has_none(box, round_, member, lead):
    AssessmentFactory(round=round_, member=member)

    send(round_, [member], lead)

    assert box.to() == [member.user.email]


def test_reminder_goes_to_open_sheets_only_and_brings_a_link(box, round_, invited, lead):
    members = invited("a@example.org", "b@example.org", "c@example.org")
    send(round_, members, lead, NOW - 6 * DAY)
    members[1].assessments.update(state="submitted", submitted_at=NOW)
    Invitation.objects.filter(member=members[2]).update(revoked_at=NOW)
    box.mails.clear()

    outcome = remind(round_, NOW)

    assert outcome.sent == [members[0]] and box.to() == ["a@example.org"]
    assert (
        box.mails[0]["Subject"].strip().startswith("Reminder")
        and "/s/" in box.mails[0].get_content()
    )
    row = Invitation.objects.get(member=members[0])
    assert (row.reminders, row.reminded_at) == (1, NOW)


@pytest.mark.parametrize(("days", "reminded"), [(4.99, 0), (5, 1)])
def test_reminders_keep_their_distance(box, round_, invited, lead, days, reminded):
    send(round_, invited("a@example.org"), lead, NOW)

    assert len(remind(round_, NOW + days * DAY).sent) == reminded
    assert len(remind(round_, NOW + days * DAY).sent) == 0


def test_first_link_opens_after_a_reminder_and_after_a_failed_one(box, round_, invited, lead):
    [member] = invited("a@example.org")
    send(round_, [member], lead, NOW - 12 * DAY)
    [token] = re.findall(r"/s/([^/\s]+)/", box.mails[0].get_content())

    remind(round_, NOW - 6 * DAY)
    member.email = "nobody@example.org"
    member.save()
    refused = remind(round_, NOW).refused

    row = invitation_of_link(token)
    assert len(refused) == 1 and row.is_live() and (row.reminders, row.trouble[-4:]) == (1, "here")


def test_command_says_what_it_did_and_is_safe_to_repeat(box, round_, invited, lead, capsys):
    send(round_, invited("a@example.org"), lead, NOW - 6 * DAY)
    closed = RoundFactory(team=round_.team)
    close_round(round=closed, by=lead)
    box.mails.clear()

    call_command("send_reminders")
    call_command("send_reminders")

    lines = capsys.readouterr().out.splitlines()
    assert ["1 reminded" in line for line in lines] == [True, False]
    assert len(box.mails) == 1


def test_refusal_is_said_in_the_language_of_the_team(box, round_, lead):
    round_.team.language = "fr"
    member = MemberFactory(team=round_.team, email="nobody@example.org")
    AssessmentFactory(round=round_, member=member)

    outcome = send_invitations(round=round_, members=[member], by=lead, site=SITE, now=NOW)

    assert "Le serveur" in outcome.refused[0][1]


def test_command_fails_when_mails_were_refused(box, round_, invited, lead):
    [member] = invited("a@example.org")
    send(round_, [member], lead, NOW - 6 * DAY)
    member.email = "nobody@example.org"
    member.save()

    with pytest.raises(CommandError, match="1 mails were refused"):
        call_command("send_reminders")
