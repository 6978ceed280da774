"""A personal way into one's own sheets of one round, for people without an account."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Member

from .rounds import Round

# How long a way in lasts: long enough for a slow round, and to read the own result after it.
LIFETIME = timedelta(days=60)
# A run that died while it sent gives its claim back after this long.
CLAIM = timedelta(minutes=10)


class InvitationQuerySet(models.QuerySet):
    def live(self, now=None):
        """Those that open something: neither withdrawn nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now())

    def claim(self, pk, now, **seen):
        """Whether this run alone may send this one now; ``seen`` is the state it decided on."""
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
        return bool(self.filter(free, pk=pk, revoked_at=None, **seen).update(claimed_at=now))


class Invitation(models.Model):
    """What one member was given to open the own sheets of one round, and what became of it.

    Renewing makes a new one and withdraws the old. Expired ones count as live for the constraint:
    renewing withdraws them too.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("member")
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)
    opened_at = models.DateTimeField(_("first opened"), null=True)
    address = models.EmailField(_("sent to"), blank=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    trouble = models.CharField(_("why it was not sent"), max_length=300, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    reminded_at = models.DateTimeField(_("last reminded"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "member"],
                condition=Q(revoked_at=None),
                name="member_has_one_live_invitation_to_a_round",
                violation_error_message=_("This member has an invitation to this round already."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="invitation_expires_after_it_was_made",
                violation_error_message=_("An invitation lasts longer than its first moment."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | ~Q(address=""),
                name="sent_invitation_has_an_address",
                violation_error_message=_("An invitation that was sent has an address."),
            ),
            models.CheckConstraint(
                condition=Q(reminders=0, reminded_at=None)
                | Q(reminders__gt=0, reminded_at__isnull=False),
                name="reminders_have_a_date",
                violation_error_message=_("Reminders are counted and dated."),
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.round}"

    def is_live(self, now=None):
        return self.revoked_at is None and self.expires_at > (now or timezone.now())


class InvitationKey(models.Model):
    """The hash of one link or short code that opens an invitation; the key itself is not kept.

    A reminder brings a link of its own: what was mailed or printed before goes on working.
    """

    class Kind(models.TextChoices):
        LINK = "link", _("Link to hand over")
        MAIL = "mail", _("E-mail")
        CARD = "card", _("QR code on a card")
        CODE = "code", _("Short code on a card")

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=10, choices=Kind)
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("key of an invitation")
        verbose_name_plural = _("keys of invitations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hash"],
                name="hash_opens_one_invitation",
                violation_error_message=_("This link or code opens another invitation."),
            ),
            models.UniqueConstraint(
                fields=["invitation", "kind"],
                condition=Q(kind__in=["card", "code"]),
                name="invitation_has_one_card",
                violation_error_message=_("This invitation has a printed card already."),
            ),
            models.CheckConstraint(
                condition=Q(hash__regex=r"^[0-9a-f]{64}$"),
                name="only_a_hash_of_a_key_is_kept",
                violation_error_message=_("Only the hash of a link or code is kept."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.invitation_id}"


class WrongCode(models.Model):
    """A short code that opened nothing, typed from somewhere; kept for minutes, to stop guessing.

    ``visitor`` is a keyed hash of the network address, never the address.
    """

    visitor = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("wrong code")
        verbose_name_plural = _("wrong codes")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
