"""A link for partners who have no account: the plan and its budget, read only."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .plan import OfPlanQuerySet, Plan

LONGEST_DAYS = 366
WRONG_PASSWORDS = 5
PAUSE = timedelta(minutes=15)


def new_token():
    """43 characters that nobody guesses; only their digest is stored."""
    return token_urlsafe(32)


def digest(token):
    return sha256(token.encode()).hexdigest()


class ShareLinkQuerySet(OfPlanQuerySet):
    def live(self, at=None):
        """Links that open: neither revoked nor past their last day."""
        today = timezone.localdate(at) if at else timezone.localdate()
        return self.filter(revoked_at=None, expires_on__gte=today)


class ShareLink(models.Model):
    """Opens the plan for whoever has the link, until its last day or until it is revoked."""

    class Shows(models.TextChoices):
        APPROVED = "approved", _("The approved version")
        DRAFT = "draft", _("The plan as it is today")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="share_links")
    label = models.CharField(
        _("for whom"),
        max_length=120,
        help_text=_("For example: Education partnership, round-table."),
    )
    shows = models.CharField(
        _("what it shows"), max_length=20, choices=Shows, default=Shows.APPROVED
    )
    expires_on = models.DateField(_("last day"))
    password = models.CharField(max_length=128, blank=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    opens = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="share_link_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(opens=0, opened_at=None) | Q(opens__gt=0, opened_at__isnull=False),
                name="opened_share_link_says_when",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_live(self):
        return self.revoked_at is None and self.expires_on >= timezone.localdate()

    def version(self):
        """The plan version it shows. None for a link to the draft.

        Raises PlanVersion.DoesNotExist while the approved version is asked for and none is there:
        such a link must never fall back to the draft.
        """
        return None if self.shows == self.Shows.DRAFT else self.plan.versions.approved().get()

    def revoke(self, at=None):
        """Ends it for good. False when it was revoked already."""
        live = ShareLink.objects.filter(pk=self.pk, revoked_at=None)
        return bool(live.update(revoked_at=at or timezone.now()))

    def protect(self, password):
        """Asks for this password; an empty one asks for none."""
        self.password = make_password(password) if password else ""

    def accepts(self, password, at=None):
        """Whether the link opens with it. Wrong ones are counted; after some it pauses."""
        at = at or timezone.now()
        if not self.password:
            return True
        if not self._takes_a_try(at):
            return False
        if not check_password(password, self.password):
            return False
        ShareLink.objects.filter(pk=self.pk).update(failures=0, failed_at=None)
        return True

    def _takes_a_try(self, at):
        """Counted before anybody looks, so that many at once get no more than one after another."""
        free = Q(failures__lt=WRONG_PASSWORDS) | Q(failed_at=None) | Q(failed_at__lte=at - PAUSE)
        mine = ShareLink.objects.filter(free, pk=self.pk)
        return bool(mine.update(failures=F("failures") + 1, failed_at=at))

    def pauses(self, at=None):
        """After WRONG_PASSWORDS wrong ones nobody tries for PAUSE."""
        at = at or timezone.now()
        return (
            self.failures >= WRONG_PASSWORDS
            and self.failed_at is not None
            and at < self.failed_at + PAUSE
        )

    def count_opening(self, at=None):
        """One person pressed the button; two at once both count."""
        ShareLink.objects.filter(pk=self.pk).update(
            opens=F("opens") + 1, opened_at=at or timezone.now()
        )

    def can_be_edited_by(self, user):
        return self.plan.can_be_edited_by(user)
