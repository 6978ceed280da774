"""Who decides, who oversees, who builds; and who does what in one project."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .catalogue import Role
from .days import sensible_day
from .team import Member, OwnedByTeamQuerySet, Team, Versioned


class Body(Versioned):
    """A committee, unit or group around the team, with the rhythm in which it meets."""

    class Layer(models.TextChoices):
        """The three layers of the guide's figure (core-team-04, Figure 2), and what is beside."""

        GOVERNANCE = "governance_committee", _("Governance committee")
        OPERATIONS = "operations_management", _("Operations management")
        CORE = "core_technical_team", _("Core technical team")
        WORKING_GROUP = "working_group", _("Working group")
        OTHER = "other", _("Other")

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every quarter")
        TWICE_A_YEAR = "twice_a_year", _("Twice a year")
        YEARLY = "yearly", _("Every year")
        AS_NEEDED = "as_needed", _("When needed")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="bodies", editable=False)
    layer = models.CharField(_("layer"), max_length=30, choices=Layer)
    name = models.CharField(
        _("name"), max_length=160, help_text=_("As the ministry calls it: DHIS2 steering committee")
    )
    chair = models.CharField(
        _("chair"), max_length=160, blank=True, help_text=_("The office or the person who calls it")
    )
    reports_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reporting",
        verbose_name=_("reports to"),
    )
    rhythm = models.CharField(_("meets"), max_length=20, choices=Rhythm, default=Rhythm.QUARTERLY)
    next_date = models.DateField(
        _("next meeting"), null=True, blank=True, validators=[sensible_day]
    )
    task = models.TextField(
        _("task"),
        blank=True,
        max_length=1000,
        help_text=_("What it decides or does, in a sentence."),
    )
    note = models.TextField(_("note"), blank=True, max_length=1000)

    objects = OwnedByTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("governing body")
        verbose_name_plural = _("governing bodies")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "name"],
                name="body_has_a_name_of_its_own_in_a_team",
                violation_error_message=_("The team has a body with this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(reports_to=F("id")),
                name="body_does_not_report_to_itself",
                violation_error_message=_("A body cannot report to itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("roles:governance", args=[self.team.slug])

    def clean(self):
        if self.reports_to_id is None:
            return
        if self.reports_to.team_id != self.team_id:
            raise ValidationError({"reports_to": _("Choose a body of this team.")})
        if self.pk and self.pk in self._line_above():
            message = _(
                "%(above)s reports to this body already, directly or through another. Choose one "
                "that stands above it."
            ) % {"above": self.reports_to}
            raise ValidationError({"reports_to": message})

    def _line_above(self):
        """Keys of the bodies one comes to on the way up; ends also where a loop is stored."""
        above_of = dict(Body.objects.filter(team=self.team_id).values_list("pk", "reports_to"))
        line, at = [], self.reports_to_id
        while at is not None and at not in line:
            line.append(at)
            at = None if at == self.pk else above_of.get(at)
        return line

    def can_be_edited_by(self, user):
        return self.team.can_be_edited_by(user)


class StaffingProjectQuerySet(OwnedByTeamQuerySet):
    def with_counts(self):
        """Tasks of each project: all, with a person, with help from outside, with neither."""
        person, outside = Q(tasks__member__isnull=False), ~Q(tasks__outside_help="")
        has_task = Q(tasks__isnull=False)
        return self.annotate(
            task_count=Count("tasks"),
            named_count=Count("tasks", filter=person),
            outside_count=Count("tasks", filter=has_task & outside),
            open_count=Count("tasks", filter=has_task & ~person & ~outside),
        )


class StaffingProject(Versioned):
    """A project of the team, whose tasks are shared out by role. One version for all its tasks."""

    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="staffing_projects", editable=False
    )
    title = models.CharField(_("project"), max_length=160)
    note = models.TextField(
        _("note"), blank=True, max_length=2000, help_text=_("What it is for, and until when.")
    )

    objects = StaffingProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("staffing_detail", args=[self.team.slug, self.pk])

    def can_be_edited_by(self, user):
        return self.team.can_be_edited_by(user)


class StaffingTask(models.Model):
    """One line of a project: what is to be done, in which role, by whom."""

    project = models.ForeignKey(StaffingProject, on_delete=models.CASCADE, related_name="tasks")
    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, related_name="staffing_tasks", verbose_name=_("role")
    )
    task = models.CharField(_("task"), max_length=200)
    member = models.ForeignKey(
        Member,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="staffing_tasks",
        verbose_name=_("person"),
    )
    outside_help = models.CharField(_("help from outside"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("task of a project")
        verbose_name_plural = _("tasks of projects")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.task

    @property
    def is_open(self):
        """Nobody of the team is named, and no help from outside."""
        return self.member_id is None and not self.outside_help
