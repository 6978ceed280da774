"""Who is, was or will be in a position. The holder of a position is read from here alone."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .days import sensible_day
from .versioned import Versioned


class AssignmentQuerySet(models.QuerySet):
    def not_ended(self, on):
        """Current and planned ones on that day; leaves out those whose last day has passed."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def ended(self, on):
        """Those whose last day lies before that day."""
        return self.filter(ends_on__lt=on)

    def for_history(self):
        """With position, role and member at hand, the latest first."""
        rows = self.select_related("position__role", "member")
        return rows.order_by(F("starts_on").desc(nulls_last=True), "-pk")


class Assignment(Versioned):
    """A member in a position, from a first to a last day; either may be unknown.

    Whether it is current, planned or ended is not stored: the dates say it, so that a planned
    one begins by itself.
    """

    class Status(models.TextChoices):
        CURRENT = "current", _("Current")
        PLANNED = "planned", _("Planned")
        ENDED = "ended", _("Ended")

    class EndReason(models.TextChoices):
        NGO = "ngo", _("Left for a non-governmental organisation")
        UN_AGENCY = "un_agency", _("Left for a UN agency")
        PRIVATE_SECTOR = "private_sector", _("Left for the private sector")
        TRANSFER = "transfer", _("Transfer")
        PROMOTION = "promotion", _("Promotion")
        RETIREMENT = "retirement", _("Retirement")
        PROJECT_END = "project_end", _("End of a project")
        STUDY_LEAVE = "study_leave", _("Study leave")
        OTHER = "other", _("Another reason")

    class Handover(models.TextChoices):
        """What a handover consists of; `handover` holds the items that are done."""

        ACCESS = "access", _("Accounts and access are withdrawn")
        FILES = "files", _("Documents and files are handed over")
        RUNBOOK = "runbook", _("The runbook is up to date")
        KEYS = "keys", _("Passwords and keys are handed over and changed")
        INTRODUCTIONS = "introductions", _("Introductions are made")

    position = models.ForeignKey(
        "roles.Position",
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("position"),
    )
    member = models.ForeignKey(
        "roles.Member",
        on_delete=models.RESTRICT,
        related_name="assignments",
        verbose_name=_("member"),
    )
    starts_on = models.DateField(
        _("from"),
        null=True,
        blank=True,
        help_text=_(
            "The first day. With a day to come, the assignment is planned and begins by itself. "
            "Leave empty when the day is not known any more."
        ),
        validators=[sensible_day],
    )
    ends_on = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The last day, when there is one."),
        validators=[sensible_day],
    )
    undated_plan = models.BooleanField(
        _("the date is not known yet"),
        default=False,
        help_text=_("This member is meant to come; the position stays open until there is a date."),
    )
    end_reason = models.CharField(_("reason"), max_length=20, choices=EndReason, blank=True)
    destination = models.CharField(
        _("where to"),
        max_length=160,
        blank=True,
        help_text=_("The organisation, town or post this member goes to."),
    )
    handover = models.JSONField(_("handover"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"))
                | Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True),
                name="assignment_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(ends_on__isnull=False),
                name="assignment_has_a_reason_only_with_an_end",
                violation_error_message=_("A reason belongs to an end. Enter the last day."),
            ),
            models.CheckConstraint(
                condition=Q(destination="") | ~Q(end_reason=""),
                name="assignment_has_a_destination_only_with_a_reason",
                violation_error_message=_("Choose why the assignment ends."),
            ),
            models.CheckConstraint(
                condition=Q(undated_plan=False) | Q(starts_on__isnull=True, ends_on__isnull=True),
                name="undated_plan_has_no_dates",
                violation_error_message=_(
                    "Enter a date, or say that it is not known yet; not both."
                ),
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(ends_on=None, undated_plan=False),
                name="position_has_one_assignment_without_an_end",
                violation_error_message=_(
                    "Somebody is in this position without an end. End that assignment first."
                ),
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(undated_plan=True),
                name="position_has_one_plan_without_a_date",
                violation_error_message=_("Somebody is meant for this position already."),
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.position}"

    def clean(self):
        if self.member_id and self.member.team_id != self.position.team_id:
            raise ValidationError({"member": _("Choose a member of this team.")})
        other = self.overlapping()
        if other:
            message = _(
                "%(member)s is in this position at that time. Choose other dates, or change those "
                "of %(member)s first."
            )
            raise ValidationError({"starts_on": message % {"member": other.member.name}})

    def overlapping(self):
        """The other dated assignment of the position that shares a day with this one, or None."""
        if self.undated_plan:
            return None
        others = self.position.assignments.filter(undated_plan=False).exclude(pk=self.pk)
        if self.starts_on:
            others = others.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        if self.ends_on:
            others = others.filter(Q(starts_on=None) | Q(starts_on__lte=self.ends_on))
        return others.select_related("member").first()

    def status(self, on):
        """Current, planned or ended on that day. The last day still counts."""
        if self.undated_plan or (self.starts_on and self.starts_on > on):
            return self.Status.PLANNED
        if self.ends_on and self.ends_on < on:
            return self.Status.ENDED
        return self.Status.CURRENT

    def get_handover_display(self):
        """What is handed over, in words."""
        return ", ".join(str(item.label) for item in self.Handover if item in self.handover)


def who_is_there(assignments, on):
    """The current assignment of a position on that day, or None."""
    return next((one for one in assignments if one.status(on) == Assignment.Status.CURRENT), None)


def who_comes_next(assignments, on):
    """The planned assignment with the earliest date, else the one without a date, or None."""
    planned = [one for one in assignments if one.status(on) == Assignment.Status.PLANNED]
    dated = [one for one in planned if one.starts_on]
    return min(dated, key=lambda one: one.starts_on) if dated else next(iter(planned), None)
