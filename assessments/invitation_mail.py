"""Invitations and reminders by e-mail, one for each person; a failure never stops the others."""

from dataclasses import dataclass, field
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.invitation_actions import invite
from assessments.invitation_keys import Kind, add_link, forget_link
from assessments.models import WRITABLE, Assessment, Invitation

# Nobody is asked twice within this many days, whoever presses.
MIN_DAYS = 5


@dataclass
class Outcome:
    """What a run did, by members: sent, without an address, and refused (member, why)."""

    sent: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def address_of(member):
    """Where a member is reached: the own address, else that of the account; "" for neither."""
    return member.email or (member.user.email if member.user else "")


def send_invitations(*, round, members, by, site, now=None):
    """Mail a link to each member once; a failed one may be tried again. Frozen once closed.

    ``site`` is the address of this installation (https://…/).
    """
    now = now or timezone.now()
    outcome, waiting = Outcome(), []
    for member, invitation in invite(round=round, members=members, by=by, now=now):
        if not address_of(member):
            outcome.missing.append(member)
        elif invitation.sent_at is None:
            waiting.append(invitation)
    _send_all(waiting, "invitation", site, now, outcome)
    return outcome


def send_reminders(*, round, site, days=MIN_DAYS, now=None):
    """Remind whoever has a draft still and was last written to ``days`` ago or earlier."""
    now = now or timezone.now()
    outcome, waiting = Outcome(), []
    for invitation in due_for_reminder(round, days, now):
        if address_of(invitation.member):
            waiting.append(invitation)
        else:
            outcome.missing.append(invitation.member)
    _send_all(waiting, "reminder", site, now, outcome)
    return outcome


def due_for_reminder(round, days, now):
    """Live invitations to an open round with a draft sheet, not written to lately."""
    drafts = Assessment.objects.filter(round=round, state__in=WRITABLE)
    last = Greatest(
        Coalesce("reminded_at", "created_at"), Coalesce("sent_at", "created_at"), "created_at"
    )
    return (
        Invitation.objects.live(now)
        .filter(round=round, round__closed=None, member__in=drafts.values("member"))
        .filter(Q(round__opened__lte=timezone.localdate(now)))
        .annotate(last=last)
        .filter(last__lte=now - timedelta(days=days))
        .select_related("round__team", "member__user")
    )


def _send_all(invitations, kind, site, now, outcome):
    if not invitations:
        return
    with translation.override(_language_of(invitations[0].round.team)):
        _send_each(invitations, kind, site, now, outcome)


def _send_each(invitations, kind, site, now, outcome):
    connection = get_connection()
    unreachable = _open(connection)
    for invitation in invitations:
        seen = {"reminders": invitation.reminders, "sent_at": invitation.sent_at}
        if not Invitation.objects.claim(invitation.pk, now, **seen):
            continue  # somebody else sends it at this moment, or has sent it
        trouble = unreachable or _send(invitation, kind, site, connection)
        _note(invitation, kind, trouble, now)
        if trouble:
            outcome.refused.append((invitation.member, trouble))
        else:
            outcome.sent.append(invitation.member)
    connection.close()


def _open(connection):
    """Why the mail server cannot be reached; "" when it can."""
    try:
        connection.open()
    except OSError as error:
        return _("The mail server cannot be reached (%(error)s).") % {"error": _short(error)}
    return ""


def _send(invitation, kind, site, connection):
    """Why this mail was not taken, "" when it was. A link that nobody got is forgotten."""
    token = add_link(invitation, Kind.MAIL)
    try:
        message(invitation, kind, site, token, connection).send()
    except (OSError, ValueError) as error:  # SMTPException is an OSError; ValueError: bad address
        forget_link(token)
        connection.close()  # a broken line is opened anew for the next one
        return _refusal(error)
    return ""


def message(invitation, kind, site, token, connection=None):
    """The mail in the team's language, plain text: some offices block anything else."""
    round_, team = invitation.round, invitation.round.team
    with translation.override(_language_of(team)):
        path = reverse("assessments:invitation_open", kwargs={"token": token})
        words = {
            "round": round_,
            "team": team,
            "member": invitation.member,
            "link": site.rstrip("/") + path,
            "expires": timezone.localtime(invitation.expires_at).date(),
        }
        subject = render_to_string(f"assessments/mail/{kind}_subject.txt", words)
        body = render_to_string(f"assessments/mail/{kind}.txt", words)
    return EmailMessage(
        " ".join(subject.split()), body, to=[address_of(invitation.member)], connection=connection
    )


def _language_of(team):
    """That of its mails, and of why one was not taken: cron speaks none, the lead reads it."""
    return team.language if team.language in dict(settings.LANGUAGES) else "en"


def _note(invitation, kind, trouble, now):
    """What came of it, said once, in one update."""
    changes = {"claimed_at": None, "trouble": trouble, "address": address_of(invitation.member)}
    if not trouble and kind == "reminder":
        changes |= {"reminders": F("reminders") + 1, "reminded_at": now}
    elif not trouble:
        changes["sent_at"] = now
    Invitation.objects.filter(pk=invitation.pk).update(**changes)


def _refusal(error):
    if isinstance(error, SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return _("It could not be sent (%(error)s).") % {"error": _short(error)}
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return _("The mail server refused it: %(code)s %(text)s") % {
        "code": code,
        "text": _short(words),
    }


def _short(error):
    return " ".join(str(error).split())[:160]
