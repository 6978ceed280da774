"""The needs assessment: a round, one sheet per member and role in it, one row per answer."""

from django.conf import settings
from django.db import models
from django.db.models import Count, ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import CatalogueVersion, Member, Role, Skill, Team, TeamAccess
from roles.models.team import OwnedByTeamQuerySet, Versioned

# The access without which nobody is an assessor, whatever a round says.
ASSESSING = (TeamAccess.Level.ASSESSOR, TeamAccess.Level.LEAD)


class RoundQuerySet(OwnedByTeamQuerySet):
    def closed(self):
        """Rounds whose answers count."""
        return self.filter(closed__isnull=False)

    def with_own_sheet(self, user):
        """Adds `own_sheet`: the key of a sheet that waits for this account, in an open round."""
        waiting = Assessment.objects.filter(
            round=models.OuterRef("pk"), round__closed=None, member__user=user, state="draft"
        )
        return self.annotate(own_sheet=models.Subquery(waiting.order_by("pk").values("pk")[:1]))

    def for_list(self):
        """Newest first, with the number of sheets and of submitted ones."""
        return self.annotate(
            sheet_count=Count("assessments"),
            submitted_count=Count("assessments", filter=Q(assessments__state="submitted")),
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
    opened = models.DateField(_("opens on"), default=timezone.localdate)
    closes = models.DateField(
        _("should be closed by"), null=True, blank=True, help_text=_("The day you aim at.")
    )
    closed = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    purpose = models.TextField(
        _("purpose"), blank=True, help_text=_("What you tell the members about why you ask.")
    )
    catalogue_version = models.ForeignKey(
        CatalogueVersion, on_delete=models.PROTECT, related_name="rounds", editable=False
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
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("assessments:round_detail", kwargs={"slug": self.team.slug, "pk": self.pk})

    @property
    def is_open(self):
        return self.closed is None

    @property
    def is_guided(self):
        return self.mode != self.Mode.SELF

    def can_be_edited_by(self, user):
        """The lead, while it is open; a closed round is frozen for everybody."""
        return self.is_open and self.team.can_be_edited_by(user)


def _may_see_named_levels(user, prefix):
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


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sheets whose levels the user may read by name; aggregates never go through here."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_may_see_named_levels(user, ""))

    def seen_by(self, user):
        """All sheets; adds `is_seen`: whether they are among those visible to the user."""
        seen = ExpressionWrapper(_may_see_named_levels(user, ""), models.BooleanField())
        return self.annotate(is_seen=seen)

    def counted(self):
        """Sheets that results are made of: submitted, in a closed round, in the order of rounds."""
        return self.filter(state="submitted", round__closed__isnull=False).order_by(
            "round__closed", "round__opened", "round__pk", "pk"
        )

    def with_progress(self):
        """Adds `answered`: how many skills have a level or are marked not applicable."""
        return self.annotate(
            answered=Count(
                "ratings__skill",
                filter=Q(ratings__level__isnull=False) | Q(ratings__not_applicable=True),
                distinct=True,
            )
        )


class Assessment(models.Model):
    """One member's sheet for one set of skills in a round."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assessments")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="assessments")
    section = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("role"),
        help_text=_("The role whose skills are rated; all trainers share one sheet."),
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "member", "section"],
                name="member_has_one_sheet_per_role_in_a_round",
                violation_error_message=_("This member has a sheet for this role already."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None)
                | Q(state="submitted", submitted_at__isnull=False),
                name="submitted_assessment_has_a_date",
                violation_error_message=_("A submitted sheet has the date it was submitted."),
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.section}"

    def get_absolute_url(self):
        return reverse("assessments:sheet", kwargs={"slug": self.round.team.slug, "pk": self.pk})

    def whose_for(self, user):
        """Whose value the user enters: the member the self level, everybody else the assessor's."""
        is_own = self.member.user_id is not None and self.member.user_id == user.pk
        return Rating.Whose.SELF if is_own else Rating.Whose.ASSESSOR

    def can_be_edited_by(self, user):
        """Whoever may see the sheet may fill it in while it is a draft of an open round."""
        return (
            self.state == self.State.DRAFT
            and self.round.is_open
            and Assessment.objects.visible_to(user).filter(pk=self.pk).exists()
        )


class RatingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Named levels: the member, the round's assessor, the operational lead; nobody else."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_may_see_named_levels(user, "assessment__"))


class Rating(models.Model):
    """One answer of one person about one skill; a later round writes new rows.

    Three states: a level from 0 to 3, not applicable, or neither (not answered; the row then
    exists for its comment only).
    """

    class Whose(models.TextChoices):
        SELF = "self", _("Self level")
        ASSESSOR = "assessor", _("Assessor level")
        AGREED = "agreed", _("Agreed level")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="ratings")
    whose = models.CharField(_("whose level"), max_length=10, choices=Whose)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    not_applicable = models.BooleanField(_("not applicable"), default=False)
    comment = models.TextField(_("comment or evidence"), blank=True)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    rated_at = models.DateTimeField(default=timezone.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "skill", "whose"],
                name="skill_has_one_answer_of_each_person_in_a_sheet",
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=0, level__lte=3),
                name="level_lies_between_0_and_3",
                violation_error_message=_("A level is 0, 1, 2 or 3."),
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(not_applicable=False),
                name="rating_is_scored_or_not_applicable_never_both",
                violation_error_message=_("A skill is rated or not applicable, not both."),
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=False) | Q(not_applicable=True) | ~Q(comment=""),
                name="row_without_an_answer_carries_a_comment",
            ),
        ]

    def __str__(self):
        return f"{self.skill_id}: {self.answer or '–'}"

    @property
    def answer(self):
        """The answer as the sheet and the exchange format write it: 0 to 3, "na", or ""."""
        if self.not_applicable:
            return "na"
        return "" if self.level is None else str(self.level)
