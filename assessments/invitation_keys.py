"""Links and short codes: made here, shown once, and known afterwards by their hash only.

A link carries its own signature, so that a guess never reaches the database. A short code is
made for typing: 8 of 29 signs that nobody mistakes for another, five hundred thousand million
codes; guessing is stopped by counting (allow_a_try).
"""

import secrets
from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments.models import Invitation, InvitationKey, WrongCode

SIGNER = Signer(salt="assessments.invitation")
SIGNS = "23456789ABCDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 8
TRIES = 20
WINDOW = timedelta(minutes=15)
Kind = InvitationKey.Kind


def add_link(invitation, kind):
    """A new link's token, as it stands in the address."""
    token = secrets.token_urlsafe(18)
    InvitationKey.objects.create(invitation=invitation, kind=kind, hash=_hash(token))
    return SIGNER.sign(token).replace(":", ".")


def add_card(invitation):
    """Token and short code of a new card; what was printed for this invitation before stops."""
    invitation.keys.filter(kind__in=[Kind.CARD, Kind.CODE]).delete()
    code = "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))
    InvitationKey.objects.create(invitation=invitation, kind=Kind.CODE, hash=_hash(code))
    return add_link(invitation, Kind.CARD), f"{code[:4]}-{code[4:]}"


def invitation_of_link(token):
    """The invitation of a link that we signed, live or not; None for any other."""
    return _invitations().filter(keys__in=_links(token)).first()


def forget_link(token):
    """A link that reached nobody opens nothing."""
    _links(token).delete()


def invitation_of_code(text):
    """The live invitation of a short code as somebody typed it, else None: no word on why."""
    code = "".join(sign for sign in text.upper() if sign.isalnum())
    codes = InvitationKey.objects.filter(kind=Kind.CODE, hash=_hash(code))
    return _invitations().live().filter(keys__in=codes).first()


def allow_a_try(address, now=None):
    """Count a try from a network address; False when too many codes were wrong lately.

    The try is counted as wrong until forgive() takes it back: two at once are both counted.
    Returns the counted row otherwise.
    """
    now = now or timezone.now()
    WrongCode.objects.filter(at__lt=now - WINDOW).delete()
    visitor = salted_hmac("assessments.wrong_code", address, algorithm="sha256").hexdigest()
    if WrongCode.objects.filter(visitor=visitor).count() >= TRIES:
        return False
    return WrongCode.objects.create(visitor=visitor, at=now)


def forgive(counted):
    """The code was right."""
    counted.delete()


def _links(token):
    try:
        key = SIGNER.unsign(token.replace(".", ":"))
    except BadSignature:
        return InvitationKey.objects.none()
    return InvitationKey.objects.exclude(kind=Kind.CODE).filter(hash=_hash(key))


def _hash(key):
    """Keyed with the installation's secret: who reads the database alone cannot try short codes."""
    return salted_hmac("assessments.invitation_key", key, algorithm="sha256").hexdigest()


def _invitations():
    return Invitation.objects.select_related("round__team", "member")
