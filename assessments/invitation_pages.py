"""What the pages of invitations show, ready to be drawn."""

from dataclasses import dataclass

import segno
from django.contrib import messages
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.invitation_mail import address_of
from assessments.models import HANDED_IN, Invitation, InvitationKey
from roles.formats import longdate
from roles.models import Member

Kind = InvitationKey.Kind


@dataclass(frozen=True)
class InvitationRow:
    """A member of a round and the way in that this member has now."""

    member: Member
    address: str
    how: list[str]
    opened: str
    done: int
    sheets: int
    reminders: str
    live: bool
    trouble: str
    edit_url: str
    link_url: str
    revoke_url: str

    @property
    def status(self):
        if self.done == self.sheets:
            return "completed"
        return "in_progress" if self.done or self.opened else "not_started"

    @property
    def needs_address(self):
        """No address, and nothing else was given either: nothing can reach this member."""
        return not self.address and not self.how


@dataclass(frozen=True)
class Card:
    """One person's card: the QR code as a path of squares, `size` units wide, and the code."""

    member: Member
    code: str
    size: int
    path: str


def assessed_members(round_):
    """Members with a sheet in the round, with `sheets` and `done` (handed in)."""
    submitted = Q(assessments__state__in=HANDED_IN)
    here = Q(assessments__round=round_)
    return (
        Member.objects.filter(pk__in=round_.assessments.values("member"))
        .annotate(
            sheets=Count("assessments", filter=here),
            done=Count("assessments", filter=here & submitted),
        )
        .select_related("user")
        .order_by("name", "pk")
    )


def members_to_invite(round_):
    """Those who have a sheet to fill in still."""
    return [member for member in assessed_members(round_) if member.done < member.sheets]


def invitation_rows(round_):
    """One row for each member of the round. Three queries."""
    invitations = {
        one.member_id: one
        for one in Invitation.objects.filter(round=round_, revoked_at=None).prefetch_related("keys")
    }
    return [_row(round_, member, invitations.get(member.pk)) for member in assessed_members(round_)]


def _row(round_, member, invitation):
    address = {"slug": round_.team.slug, "pk": round_.pk, "member_pk": member.pk}
    return InvitationRow(
        member=member,
        address=address_of(member),
        how=_how(invitation) if invitation else [],
        opened=_day(invitation.opened_at) if invitation else "",
        done=member.done,
        sheets=member.sheets,
        reminders=_reminders(invitation) if invitation else "",
        live=bool(invitation and invitation.is_live()),
        trouble=invitation.trouble if invitation else "",
        edit_url=reverse("roles:member_edit", args=[round_.team.slug, member.pk]),
        link_url=reverse("assessments:invitation_link", kwargs=address),
        revoke_url=reverse("assessments:invitation_revoke", kwargs=address),
    )


def _how(invitation):
    """The ways in that were given, each with its day."""
    made = {key.kind: key.made_at for key in invitation.keys.all()}
    ways = []
    if invitation.sent_at:
        ways.append(_("E-mail, %(day)s") % {"day": _day(invitation.sent_at)})
    if Kind.CODE in made:
        ways.append(_("Card, %(day)s") % {"day": _day(made[Kind.CODE])})
    if Kind.LINK in made:
        ways.append(_("Link, %(day)s") % {"day": _day(made[Kind.LINK])})
    if ways and not invitation.is_live():
        ways.append(_("Expired on %(day)s") % {"day": _day(invitation.expires_at)})
    return ways


def _reminders(invitation):
    if not invitation.reminders:
        return ""
    return ngettext(
        "%(number)d reminder, %(day)s",
        "%(number)d reminders, the last on %(day)s",
        invitation.reminders,
    ) % {"number": invitation.reminders, "day": _day(invitation.reminded_at)}


def _day(moment):
    return longdate(timezone.localtime(moment).date()) if moment else ""


def counts(rows):
    """The facts under the heading."""
    invited = sum(bool(row.how) for row in rows)
    opened = sum(bool(row.opened) for row in rows)
    return [
        ngettext("%(number)d member", "%(number)d members", len(rows)) % {"number": len(rows)},
        _("%(number)d invited") % {"number": invited},
        _("%(number)d opened it") % {"number": opened},
    ]


def link_of(request, token):
    path = reverse("assessments:invitation_open", kwargs={"token": token})
    return request.build_absolute_uri(path)


def card(request, member, token, code):
    """The path draws the dark squares; SVG attributes only, since the policy allows no style."""
    qr = segno.make(link_of(request, token), error="m", micro=False)
    rows = list(qr.matrix_iter(border=4))
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Card(member=member, code=code, size=len(rows), path=path)


def sent_message(number):
    return ngettext(
        "%(number)d invitation was sent.", "%(number)d invitations were sent.", number
    ) % {"number": number}


def reminded_message(number):
    return ngettext(
        "%(number)d member was reminded.", "%(number)d members were reminded.", number
    ) % {"number": number}


def tell(request, outcome, done):
    """What a run of mails did, and what is left to do."""
    if outcome.sent:
        messages.success(request, done)
    elif not outcome.missing and not outcome.refused:
        messages.info(request, _("Nobody was due to be written to; nothing was sent."))
    if outcome.missing or outcome.refused:
        number = len(outcome.missing) + len(outcome.refused)
        messages.warning(
            request,
            ngettext(
                "%(number)d member could not be reached; see below why.",
                "%(number)d members could not be reached; see below why.",
                number,
            )
            % {"number": number},
        )
