"""What is done, for whom, for which skills, when, and from which gaps it came."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from roles.models import LearningResource, Member, Skill
from roles.models.days import sensible_day
from roles.models.team import Engagement, Versioned

from .plan import OfPlanQuerySet, Plan

# The cost category of fees for technical assistance (guide, section 4).
EXPERT_FEES = "C6"
# States in which an activity still has to happen.
OPEN = ("planned", "under_way")


class ActivityQuerySet(OfPlanQuerySet):
    def for_plan(self):
        """In order, with everything that the plan's tables and documents show: five queries."""
        lines = self.model.cost_lines.rel.related_model  # CostLine stands above this module
        fundings = lines.fundings.rel.related_model
        return self.select_related("owner").prefetch_related(
            "participants",
            Prefetch("skills", Skill.every.select_related("competency", "skill_set")),
            Prefetch("cost_lines", lines.objects.select_related("category")),
            Prefetch("cost_lines__fundings", fundings.objects.select_related("source")),
        )

    def for_notes(self):
        """With what the warnings above a plan are made of: two queries."""
        rows = self.with_experts().select_related("owner", "assistance", "plan__team")
        return rows.prefetch_related("assistance__days_by_year")

    def with_experts(self):
        """`has_expert`: an expert from outside is paid or meant, whatever kind it is."""
        lines = self.model.cost_lines.rel.related_model.objects.filter(activity=OuterRef("pk"))
        is_paid = Exists(lines.filter(category__code=EXPERT_FEES))
        return self.annotate(has_expert=Q(kind="technical_assistance") | is_paid)

    def for_checks(self):
        """Those that count, with what plans.plan_checks asks: who takes part, and for how long."""
        takes_part = self.model.participants.through.objects.filter(activity=OuterRef("pk"))
        experts = takes_part.filter(member__engagement=Engagement.TECHNICAL_ASSISTANCE)
        ending = experts.filter(member__contract_end__lt=OuterRef("end"))
        return (
            self.exclude(status="cancelled")
            .with_experts()
            .select_related("assistance")
            .annotate(has_participants=Exists(takes_part), outlives_a_contract=Exists(ending))
            .order_by("pk")
        )

    def open(self):
        """Planned or under way."""
        return self.filter(status__in=OPEN)

    def late(self, on):
        """Open although the last day is past."""
        return self.open().filter(end__lt=on)

    def for_page(self):
        """The same with what the page of one activity shows beside."""
        return (
            self.for_plan()
            .with_experts()
            .select_related("owner", "resource", "assistance__paired", "completion")
            .prefetch_related("assistance__days_by_year", "completion__attended")
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

    class NewWork(models.TextChoices):
        NONE = "none", _("No new work")
        AGGREGATE = "aggregate", _("A new aggregate domain")
        TRACKER = "tracker", _("A new tracker program")

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
    resource = models.ForeignKey(
        LearningResource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("course or other learning solution"),
        help_text=_("Of the catalogue; a finished activity then ticks that step of the path."),
    )
    start = models.DateField(_("starts"), null=True, blank=True, validators=[sensible_day])
    end = models.DateField(_("ends"), null=True, blank=True, validators=[sensible_day])
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
    new_work = models.CharField(
        _("new work in DHIS2"),
        max_length=20,
        choices=NewWork,
        blank=True,
        help_text=_(
            "Whether a new area of forms and indicators, or a program that follows persons, comes "
            "into being with it. The guide asks for foundations first."
        ),
    )

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

    def is_late(self, on):
        """Open although the last day is past, as in `late`."""
        return self.status in OPEN and self.end is not None and self.end < on


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
        verbose_name = _("gap of an activity")
        verbose_name_plural = _("gaps of activities")
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
