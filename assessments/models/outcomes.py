"""What people say about results: a phase overruled, a comment; and who of the staff looked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Member
from roles.models.team import Versioned

from .consents import AboutAMemberQuerySet
from .sheets import Assessment


class PhaseOverride(models.Model):
    """The lead's word that a member stands in another phase than the rule says, and why.

    The derived phase is never touched: it stands beside, and the figures keep it.
    """

    class Phase(models.TextChoices):
        FOUNDATIONAL = "foundational", _("Foundational")
        PROFICIENT = "proficient", _("Proficient")
        EXPERT = "expert", _("Expert")

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="overrides", editable=False
    )
    phase = models.CharField(_("phase"), max_length=20, choices=Phase)
    reason = models.TextField(
        _("reason"),
        max_length=1000,
        help_text=_("What the levels do not show. The member reads it."),
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("overruled phase")
        verbose_name_plural = _("overruled phases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(withdrawn_at=None),
                name="sheet_has_one_overruled_phase_at_a_time",
                violation_error_message=_("The phase of this sheet is overruled already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="overruled_phase_has_a_reason",
                violation_error_message=_("Say why the phase is another one."),
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["foundational", "proficient", "expert"]),
                name="overruled_phase_is_a_phase",
            ),
        ]

    def __str__(self):
        return self.get_phase_display()


class ResultComment(Versioned):
    """What a member says about the own result; read by whoever reads its levels by right."""

    assessment = models.OneToOneField(
        Assessment, on_delete=models.CASCADE, related_name="result_comment", editable=False
    )
    text = models.TextField(
        _("your comment"),
        max_length=2000,
        help_text=_("The round’s assessors and the operational lead read it beside your levels."),
    )

    class Meta:
        verbose_name = _("comment on a result")
        verbose_name_plural = _("comments on results")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_on_a_result_has_a_text")
        ]

    def __str__(self):
        return self.text[:50]


class LevelAccess(models.Model):
    """A look of an administrator at one member's levels: who, when and why. Never changed."""

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="looks", verbose_name=_("member")
    )
    reason = models.TextField(
        _("reason"),
        max_length=500,
        help_text=_("The member and the operational lead read it, with your name and the time."),
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(_("who"), max_length=200, editable=False)

    objects = AboutAMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at named levels")
        verbose_name_plural = _("looks at named levels")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="look_at_levels_has_a_reason",
                violation_error_message=_("Say why you need to see these levels."),
            )
        ]

    def __str__(self):
        return f"{self.name}: {self.member}"
