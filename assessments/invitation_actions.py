"""Inviting, renewing, withdrawing, opening. Sending is in invitation_mail."""

from django.db import transaction
from django.utils import timezone

from assessments.actions import Frozen, lock_open_round
from assessments.invitation_keys import Kind, add_card, add_link
from assessments.models import LIFETIME, Invitation


@transaction.atomic
def renew_link(*, round, member, by, now=None):
    """Withdraw what the member had and return the token of a new link. Frozen once it is closed."""
    now = now or timezone.now()
    _lock(round)
    Invitation.objects.filter(round=round, member=member, revoked_at=None).update(revoked_at=now)
    return add_link(_create(round, member, by, now), Kind.LINK)


@transaction.atomic
def print_cards(*, round, members, by, now=None):
    """New cards, (member, token, code) each; links that went out by e-mail go on working."""
    now = now or timezone.now()
    _lock(round)
    return [
        (member, *add_card(invitation))
        for member, invitation in invite(round=round, members=members, by=by, now=now)
    ]


@transaction.atomic
def invite(*, round, members, by, now):
    """The live invitation of each member, made where there is none. Frozen once it is closed."""
    _lock(round)
    live = {one.member_id: one for one in Invitation.objects.live(now).filter(round=round)}
    lacking = [member.pk for member in members if member.pk not in live]
    expired = Invitation.objects.filter(round=round, member__in=lacking, revoked_at=None)
    expired.update(revoked_at=now)
    return [(member, live.get(member.pk) or _create(round, member, by, now)) for member in members]


def revoke(*, invitation, now=None):
    """Withdraw it; an open page of it stops with the next request. False when it was done."""
    rows = Invitation.objects.filter(pk=invitation.pk, revoked_at=None)
    return bool(rows.update(revoked_at=now or timezone.now()))


def note_opening(*, invitation, now=None):
    """The first opening is dated, later ones leave it."""
    rows = Invitation.objects.filter(pk=invitation.pk, opened_at=None)
    rows.update(opened_at=now or timezone.now())


def _lock(round):
    if lock_open_round(round.pk) is None:
        raise Frozen


def _create(round, member, by, now):
    return Invitation.objects.create(
        round=round, member=member, created_by=by, created_at=now, expires_at=now + LIFETIME
    )
