"""The capacity-building plan: activities, what they cost, who pays, and the principle questions."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from roles.models import CostCategory, Member, PrincipleQuestion, Skill, Team
from roles.models.team import OwnedByTeamQuerySet, Versioned


class Plan(Versioned):
    """A team's plan over a number of calendar years."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="plan")
    title = models.CharField(_("title"), max_length=160)
    start_year = models.PositiveSmallIntegerField(_("first year"))
    end_year = models.PositiveSmallIntegerField(_("last year"))

    objects = OwnedByTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__gte=2000, end_year__lte=2100),
                name="plan_lies_in_this_century",
                violation_error_message=_("Enter years between 2000 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(end_year__gte=F("start_year"), end_year__lte=F("start_year") + 9),
                name="plan_covers_1_to_10_years",
                violation_error_message=_(
                    "A plan covers one to ten years, the last after the first."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plans:detail", kwargs={"slug": self.team.slug})

    @property
    def years(self):
        return range(self.start_year, self.end_year + 1)

    def can_be_edited_by(self, user):
        return self.team.can_be_edited_by(user)


class OfPlanQuerySet(models.QuerySet):
    """Rows that are seen by whoever sees their plan's team."""

    def visible_to(self, user):
        return self.filter(plan__team__in=Team.objects.visible_to(user))


class FundingSource(Versioned):
    """Somebody who pays, or is asked to."""

    class Type(models.TextChoices):
        MINISTRY_RECURRENT = "ministry_recurrent", _("Ministry, recurrent budget")
        MINISTRY_DEVELOPMENT = "ministry_development", _("Ministry, development budget")
        PROGRAMME_GRANT = "programme_grant", _("Programme grant")
        DONOR = "donor", _("Donor")
        IN_KIND = "in_kind", _("In kind")
        OTHER = "other", _("Other")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="funding_sources")
    name = models.CharField(_("name"), max_length=120)
    type = models.CharField(
        _("kind of money"),
        max_length=30,
        choices=Type,
        help_text=_("The two ministry kinds count as domestic money."),
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding source")
        verbose_name_plural = _("funding sources")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="funding_source_is_named_once_in_a_plan",
                violation_error_message=_("The plan has a funding source of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="funding_source_has_a_name",
                violation_error_message=_("Enter the name of the funding source."),
            ),
        ]

    def __str__(self):
        return self.name

    def can_be_edited_by(self, user):
        return self.plan.can_be_edited_by(user)


class ActivityQuerySet(OfPlanQuerySet):
    def for_plan(self):
        """In order, with everything that the plan's tables and documents show."""
        return self.select_related("owner").prefetch_related(
            "participants",
            "skills__competency",
            "cost_lines__category",
            "cost_lines__fundings__source",
        )


class Activity(Versioned):
    """An item of the plan: what is done, for whom, for which skills, when."""

    class Kind(models.TextChoices):
        ACADEMY = "academy", _("Academy")
        FORMAL_TRAINING = "formal_training", _("Formal training")
        MENTORSHIP = "mentorship", _("Mentorship")
        COACHING = "coaching", _("Coaching")
        ON_THE_JOB = "on_the_job", _("On-the-job training")
        JOB_AIDS = "job_aids", _("Job aids and manuals")
        ONLINE_BLENDED = "online_blended", _("Online or blended course")
        SELF_PACED = "self_paced", _("Self-paced course")
        CONFERENCE = "conference", _("Conference or exchange")
        SCHOLARSHIP = "scholarship", _("Scholarship")
        TECHNICAL_ASSISTANCE = "technical_assistance", _("Technical assistance")
        EVALUATION = "evaluation", _("Evaluation or review")
        GOVERNANCE = "governance", _("Governance")
        HR_MEASURE = "hr_measure", _("Staffing measure")
        EQUIPMENT = "equipment", _("Equipment")
        OPERATIONS = "operations", _("Operations")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="activities")
    code = models.CharField(max_length=20, editable=False)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    participants = models.ManyToManyField(
        Member, blank=True, related_name="activities", verbose_name=_("participants")
    )
    audience = models.CharField(
        _("people outside the team"),
        max_length=200,
        blank=True,
        help_text=_("For example: facility staff on the main island."),
    )
    skills = models.ManyToManyField(
        Skill, blank=True, related_name="activities", verbose_name=_("skills it builds")
    )
    start = models.DateField(_("starts"), null=True, blank=True)
    end = models.DateField(_("ends"), null=True, blank=True)
    owner = models.ForeignKey(
        Member,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities_owned",
        verbose_name=_("owner"),
        help_text=_("Who sees to it that it happens."),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PLANNED)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="activity_code_is_unique_in_a_plan",
                violation_error_message=_("The plan has an activity with this code already."),
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__isnull=False),
                name="activity_has_both_dates_or_none",
                violation_error_message=_("Enter both the first and the last day, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end__gte=F("start")),
                name="activity_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plans:activity_detail", kwargs={"slug": self.plan.team.slug, "pk": self.pk})

    def can_be_edited_by(self, user):
        return self.plan.can_be_edited_by(user)


class ActivityGap(models.Model):
    """The thread from a gap to the activity that answers it, as the gap stood at that time."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="gaps")
    assessment = models.ForeignKey(
        Assessment, on_delete=models.RESTRICT, related_name="gaps_planned_for"
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="gaps_planned_for")
    level = models.PositiveSmallIntegerField(_("level"))
    target = models.PositiveSmallIntegerField(_("target level"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "assessment", "skill"], name="gap_is_linked_once_to_an_activity"
            ),
            models.CheckConstraint(
                condition=Q(level__lt=F("target"), target__lte=3),
                name="gap_lies_between_level_and_target",
            ),
        ]

    def __str__(self):
        return f"{self.skill_id}: {self.level} → {self.target}"


class CostLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(activity__plan__team__in=Team.objects.visible_to(user))


class CostLine(Versioned):
    """Quantity × unit cost in a cost category, in the team's currency."""

    class Recurrence(models.TextChoices):
        ONE_OFF = "one_off", _("One-off")
        RECURRING = "recurring", _("Recurring")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="cost_lines")
    category = models.ForeignKey(
        CostCategory,
        on_delete=models.PROTECT,
        related_name="cost_lines",
        verbose_name=_("cost category"),
    )
    recurrence = models.CharField(
        _("one-off or recurring"),
        max_length=20,
        choices=Recurrence,
        help_text=_("Recurring: it comes back every year, also after the plan."),
    )
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("What is counted: days, places…")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)
    unit_cost = models.DecimalField(_("unit cost"), max_digits=16, decimal_places=3)

    objects = CostLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("cost line")
        verbose_name_plural = _("cost lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0),
                name="quantity_is_not_negative",
                violation_error_message=_("Enter a quantity of 0 or more."),
            ),
            models.CheckConstraint(
                condition=Q(unit_cost__gte=0),
                name="unit_cost_is_not_negative",
                violation_error_message=_("Enter a unit cost of 0 or more."),
            ),
        ]

    def __str__(self):
        return self.description or str(self.category)

    def can_be_edited_by(self, user):
        return self.activity.can_be_edited_by(user)


class Funding(models.Model):
    """Who pays which share of a cost line, and how sure that is. Shares of a line make 100."""

    class Status(models.TextChoices):
        UNFUNDED = "unfunded", _("Unfunded")
        REQUESTED = "requested", _("Requested")
        SECURED = "secured", _("Secured")
        SPENT = "spent", _("Spent")

    line = models.ForeignKey(CostLine, on_delete=models.CASCADE, related_name="fundings")
    source = models.ForeignKey(
        FundingSource,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="fundings",
        verbose_name=_("funding source"),
    )
    status = models.CharField(_("how sure"), max_length=20, choices=Status)
    percent = models.DecimalField(
        _("share in percent"), max_digits=6, decimal_places=3, default=Decimal("100")
    )

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100),
                name="share_of_funding_lies_between_0_and_100",
                violation_error_message=_("Enter a share above 0 and up to 100 percent."),
            ),
        ]

    def __str__(self):
        return f"{self.percent} %"


class ChecklistAnswer(Versioned):
    """The team's answer to one of the 30 principle questions."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")
        NOT_APPLICABLE = "na", _("Not applicable")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        PrincipleQuestion, on_delete=models.PROTECT, related_name="answers"
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    note = models.TextField(_("note"), blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer to a principle question")
        verbose_name_plural = _("answers to principle questions")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "question"], name="question_is_answered_once_in_a_plan"
            )
        ]

    def __str__(self):
        return self.get_answer_display()
