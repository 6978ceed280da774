"""What keeps each member: measures, their next steps, and how likely it is that somebody leaves."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .catalogue import RetentionMeasure
from .team import Member, TeamAccess, Versioned


def members_open_to(user):
    """Members whose retention the user may see: all of a team for its lead, else only oneself.

    Narrower than seeing the team: assessors, viewers, colleagues and staff are not in it.
    """
    if not user.is_authenticated:
        return Member.objects.none()
    led = TeamAccess.objects.filter(user=user, level=TeamAccess.Level.LEAD)
    return Member.objects.filter(Q(team__in=led.values("team")) | Q(user=user))


class OfAMemberQuerySet(models.QuerySet):
    """Rows that are seen by the operational lead and by the member they are about."""

    def visible_to(self, user):
        return self.filter(member__in=members_open_to(user))


class RetentionOutlook(Versioned):
    """How likely it is that a member leaves, and why. No row: nobody has said yet."""

    class Risk(models.TextChoices):
        NONE = "none", _("No sign of leaving")
        SOME = "some", _("Some risk")
        HIGH = "high", _("High risk")

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, related_name="retention_outlook", editable=False
    )
    risk = models.CharField(_("risk of leaving"), max_length=10, choices=Risk)
    reason = models.TextField(
        _("reason"),
        blank=True,
        max_length=1000,
        help_text=_(
            "Needed when there is a risk: what you see, in a sentence that the member may read."
        ),
    )

    objects = OfAMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("retention outlook")
        verbose_name_plural = _("retention outlooks")
        constraints = [
            models.CheckConstraint(
                condition=Q(risk="none") | ~Q(reason=""),
                name="risk_of_leaving_has_a_reason",
                violation_error_message=_("Say why there is a risk that this member leaves."),
            ),
        ]

    def __str__(self):
        return self.get_risk_display()

    def can_be_edited_by(self, user):
        return self.member.can_be_edited_by(user)


class RetentionStep(Versioned):
    """A measure for one member, in force or planned, and what has to be done for it next."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", _("In force")
        PLANNED = "planned", _("Planned")

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="retention_steps", editable=False
    )
    measure = models.ForeignKey(
        RetentionMeasure,
        on_delete=models.PROTECT,
        related_name="steps",
        verbose_name=_("measure"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    next_step = models.CharField(
        _("next step"),
        max_length=200,
        blank=True,
        help_text=_("What has to be done next, and by whom."),
    )
    due = models.DateField(_("by when"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=1000)

    objects = OfAMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("retention step")
        verbose_name_plural = _("retention steps")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "measure"],
                name="measure_stands_once_with_a_member",
                violation_error_message=_(
                    "This measure is in the member's list already. Change it there."
                ),
            ),
        ]

    def __str__(self):
        return self.measure.name

    @property
    def is_planned(self):
        return self.state == self.State.PLANNED

    def get_absolute_url(self):
        team = self.member.team
        return reverse("roles:member_retention", args=[team.slug, self.member_id])

    def can_be_edited_by(self, user):
        return self.member.can_be_edited_by(user)
