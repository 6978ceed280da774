"""What a member agrees to that others know by name."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Member, TeamAccess


class AboutAMemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The lead of the team and the member; it is nobody else's business."""
        if not user.is_authenticated:
            return self.none()
        led = TeamAccess.objects.filter(user=user, level=TeamAccess.Level.LEAD)
        return self.filter(Q(member__team__in=led.values("team")) | Q(member__user=user))


class ConsentQuerySet(AboutAMemberQuerySet):
    def in_force(self):
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """A member agrees that something is known by name. Withdrawn, never deleted or changed.

    Given by the member's own account, or signed on paper: then the lead records its date.
    """

    class What(models.TextChoices):
        READERS = "readers", _("Everybody with access to this team may read my levels by name")
        PLAN = "plan", _("My phase may stand beside my name in the team’s plan and its documents")
        PUBLICATION = "publication", _("My levels may be named in what the team gives to others")

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="consents", verbose_name=_("member")
    )
    what = models.CharField(_("consent to"), max_length=20, choices=What)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    signed = models.DateField(
        _("signed on"),
        null=True,
        blank=True,
        help_text=_("The day on the paper that the member signed."),
    )
    note = models.CharField(
        _("where the paper is"), max_length=200, blank=True, help_text=_("For example: HR file 12.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "what"],
                condition=Q(withdrawn_at=None),
                name="member_consents_once_to_the_same",
                violation_error_message=_("This member has consented to this already."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_is_withdrawn_after_it_was_given",
            ),
            models.CheckConstraint(
                condition=Q(what__in=["readers", "plan", "publication"]),
                name="consent_is_to_something_known",
            ),
        ]

    def __str__(self):
        return self.get_what_display()
