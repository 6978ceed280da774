"""A round of the needs assessment, and who may read the levels that come out of it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import CatalogueVersion, Team, TeamAccess
from roles.models.days import sensible_day
from roles.models.team import OwnedByTeamQuerySet, Versioned

# States in which a sheet takes answers, and those in which it was handed in and counts.
WRITABLE = ("draft", "returned")
HANDED_IN = ("submitted", "agreed")

# The access without which nobody is an assessor, whatever a round says.
ASSESSING = (TeamAccess.Level.ASSESSOR, TeamAccess.Level.LEAD)


class RoundQuerySet(OwnedByTeamQuerySet):
    def closed(self):
        """Rounds whose answers count."""
        return self.filter(closed__isnull=False)

    def with_own_sheet(self, user):
        """Adds `own_sheet`: the key of a sheet that waits for this account, in an open round."""
        sheets = self.model._meta.get_field("assessments").related_model.objects
        waiting = sheets.filter(
            round=models.OuterRef("pk"),
            round__closed=None,
            member__user=user,
            state__in=WRITABLE,
        )
        return self.annotate(own_sheet=models.Subquery(waiting.order_by("pk").values("pk")[:1]))

    def to_be_assessed_by(self, user):
        """Open rounds in which this account enters levels of others: the lead, its assessors."""
        accesses = TeamAccess.objects.filter(user=user)
        leads = accesses.filter(level=TeamAccess.Level.LEAD).values("team")
        assessing = accesses.filter(level__in=ASSESSING).values("team")
        named = self.model.assessors.through.objects.filter(user=user).values("round")
        return self.filter(closed=None).filter(
            Q(team__in=leads) | Q(pk__in=named, team__in=assessing)
        )

    def for_list(self):
        """Newest first, with the number of sheets and of those handed in, agreed ones too."""
        return self.annotate(
            sheet_count=Count("assessments"),
            submitted_count=Count("assessments", filter=Q(assessments__state__in=HANDED_IN)),
        ).order_by("-opened", "-pk")


class Round(Versioned):
    """One dated run of the needs assessment. A closed round is frozen."""

    class Mode(models.TextChoices):
        SELF = "self", _("Self-administered")
        SUPERVISOR = "supervisor", _("Guided by a supervisor")
        THIRD_PARTY = "third_party", _("Guided by a third party")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="rounds")
    code = models.CharField(max_length=20, editable=False)
    title = models.CharField(
        _("title"), max_length=120, help_text=_("For example: Needs assessment 2026.")
    )
    mode = models.CharField(_("how it is run"), max_length=20, choices=Mode)
    baseline = models.BooleanField(
        _("baseline"),
        default=False,
        help_text=_("The first round, with which later rounds are compared."),
    )
    opened = models.DateField(_("opens on"), default=timezone.localdate, validators=[sensible_day])
    closes = models.DateField(
        _("should be closed by"),
        null=True,
        blank=True,
        help_text=_("The day you aim at."),
        validators=[sensible_day],
    )
    closed = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    purpose = models.TextField(
        _("purpose"), blank=True, help_text=_("What you tell the members about why you ask.")
    )
    catalogue_version = models.ForeignKey(
        CatalogueVersion, on_delete=models.PROTECT, related_name="rounds", editable=False
    )
    # {role: {skill: whether it was critical}}, by slug and code, from the day it is closed.
    asked = models.JSONField(null=True, blank=True, editable=False)
    reference = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("reference round"),
        help_text=_("The closed round with which this one is compared, and which it repeats."),
    )
    assessors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="rounds_to_assess",
        verbose_name=_("assessors"),
        help_text=_("They see and enter the levels of everybody in this round."),
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-opened", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "code"],
                name="round_code_is_unique_in_a_team",
                violation_error_message=_("The team has a round with this code already."),
            ),
            models.CheckConstraint(
                condition=Q(closed=None) | Q(closed__gte=F("opened")),
                name="round_closes_after_it_opens",
                violation_error_message=_("A round cannot be closed before the day it opens."),
            ),
            models.CheckConstraint(
                condition=Q(closes=None) | Q(closes__gte=F("opened")),
                name="round_aims_at_a_day_after_it_opens",
                violation_error_message=_("The day you aim at lies before the day it opens."),
            ),
            models.CheckConstraint(
                condition=Q(reference=None) | ~Q(reference=F("id")),
                name="round_is_not_its_own_reference",
                violation_error_message=_("A round cannot be compared with itself."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("assessments:round_detail", kwargs={"slug": self.team.slug, "pk": self.pk})

    def clean(self):
        """A reference is a closed round of the same team; a constraint cannot look at two rows."""
        super().clean()
        other = self.reference
        if other and (other.team_id != self.team_id or other.is_open):
            raise ValidationError({"reference": _("Choose a closed round of this team.")})
        if other and self.opened and self.opened < other.closed:
            message = _("The round it is compared with was closed on a later day.")
            raise ValidationError({"opened": message})

    @property
    def is_open(self):
        return self.closed is None

    @property
    def is_guided(self):
        return self.mode != self.Mode.SELF

    def asks(self, skill, section):
        """Whether its sheets of a role ask a skill, a row of `Skill.every.read_for`.

        Today while it is open. Once it is closed, what it asked then: whatever the team or a new
        catalogue says later, its phases stay. An imported round may not know; then what the team
        had said by that day.
        """
        if self.asked is not None:
            return skill.code in self.asked.get(section.slug, {})
        return section.pk in skill.sections and skill.is_asked(on=self.closed)

    def is_critical(self, skill, section):
        """Whether the skill was critical when it was closed, or is today while it is open."""
        return (self.asked or {}).get(section.slug, {}).get(skill.code, skill.critical)

    def can_be_edited_by(self, user):
        """The lead, while it is open; a closed round is frozen for everybody."""
        return self.is_open and self.team.can_be_edited_by(user)


def may_see_named_levels(user, prefix):
    """The rule of product.md section 4: the member, the round's assessor, the operational lead.

    A round keeps the names of its assessors; only those who still have the access count.
    """
    accesses = TeamAccess.objects.filter(user=user)
    leads = accesses.filter(level=TeamAccess.Level.LEAD).values("team")
    assessing = accesses.filter(level__in=ASSESSING).values("team")
    assessed = Round.assessors.through.objects.filter(user=user).values("round")
    return (
        Q(**{f"{prefix}member__user": user})
        | Q(**{f"{prefix}round__team__in": leads})
        | Q(**{f"{prefix}round__in": assessed, f"{prefix}round__team__in": assessing})
    )
