"""A seat in a team: a role and a share of full time. Who is in it is said by its assignments."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .assignment import Assignment, who_comes_next, who_is_there
from .catalogue import Role
from .days import sensible_day
from .team import OwnedByTeamQuerySet, Team
from .versioned import Versioned


class PositionQuerySet(OwnedByTeamQuerySet):
    def open(self):
        """Leaves out positions that were closed."""
        return self.exclude(vacancy=Position.Vacancy.CLOSED)

    def closed(self):
        return self.filter(vacancy=Position.Vacancy.CLOSED)

    def held(self, on=None):
        """Those in which somebody is on that day (today), or is planned to be."""
        assignments = Assignment.objects.not_ended(on or timezone.localdate())
        return self.filter(pk__in=assignments.values("position"))

    def held_by(self, member, on=None):
        """Those in which the member is on that day (today), or is planned to be."""
        assignments = member.assignments.not_ended(on or timezone.localdate())
        return self.filter(pk__in=assignments.values("position"))

    def with_assignments(self):
        """With who is, was and will be in them at hand; `holder` and `state` need it."""
        rows = Assignment.objects.select_related("member").order_by("pk")
        return self.prefetch_related(models.Prefetch("assignments", rows))

    def in_order(self):
        """In the guide's order."""
        return self.order_by("role__order", "pk")

    def for_board(self):
        """In the guide's order, with role and assignments at hand."""
        return self.in_order().select_related("role__family", "role__skill_set").with_assignments()


class Position(Versioned):
    """A seat: team, role and share of full time. Who is in it is said by its assignments."""

    class State(models.TextChoices):
        FILLED = "filled", _("Filled")
        VACANT = "vacant", _("Vacant")
        RECRUITING = "recruiting", _("Recruiting")
        PLANNED = "planned", _("Planned")
        CLOSED = "closed", _("Closed")

    class Vacancy(models.TextChoices):
        VACANT = "vacant", _("Vacant")
        RECRUITING = "recruiting", _("Recruiting")
        PLANNED = "planned", _("Planned")
        CLOSED = "closed", _("Closed")

    class Funding(models.TextChoices):
        DOMESTIC = "domestic", _("Domestic money")
        EXTERNAL = "external", _("Money from outside")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="positions")
    code = models.CharField(max_length=20, editable=False)
    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, related_name="positions", verbose_name=_("role")
    )
    fte = models.DecimalField(
        _("share of full time"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("1"),
        help_text=_("1.00 is one full-time post."),
    )
    vacancy = models.CharField(
        _("state"),
        max_length=20,
        choices=Vacancy,
        default=Vacancy.VACANT,
        help_text=_("Planned: wished for, not yet approved. Vacant: approved, nobody in it."),
    )
    funding = models.CharField(
        _("who pays"), max_length=20, choices=Funding, default=Funding.DOMESTIC
    )
    payer = models.CharField(
        _("name of who pays"),
        max_length=120,
        blank=True,
        help_text=_("For example: Bilateral project. You then see what falls if it stops."),
    )
    local_title = models.CharField(
        _("local title"),
        max_length=120,
        blank=True,
        help_text=_("As the ministry calls this post."),
    )
    recruit_by = models.DateField(
        _("to be filled by"),
        null=True,
        blank=True,
        help_text=_("With a date, a position under recruitment counts as under way."),
        validators=[sensible_day],
    )
    senior = models.BooleanField(
        _("senior, close to the leadership"),
        null=True,
        blank=True,
        choices=[(True, _("Yes")), (False, _("No"))],
        help_text=_("The guide: not the most junior technical person, able to decide."),
    )
    note = models.TextField(
        _("note or reason"),
        blank=True,
        help_text=_("Why it is as it is, when it differs from what the guide advises."),
    )

    objects = PositionQuerySet.as_manager()
    _people = None

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "code"],
                name="position_code_is_unique_in_a_team",
                violation_error_message=_("The team has a position with this code already."),
            ),
            models.CheckConstraint(
                condition=Q(fte__gte=0, fte__lte=1),
                name="share_of_full_time_lies_between_0_and_1",
                violation_error_message=_("Enter a share of full time between 0.00 and 1.00."),
            ),
            models.CheckConstraint(
                condition=Q(fte__gt=0) | Q(vacancy__in=["planned", "closed"]),
                name="share_of_full_time_is_0_only_while_planned",
                violation_error_message=_(
                    "Only a planned position can have a share of 0.00. Enter the share of full "
                    "time, or mark the position as planned."
                ),
            ),
        ]

    def __str__(self):
        return self.local_title or self.role.name

    def get_absolute_url(self):
        return reverse("roles:position_edit", kwargs={"slug": self.team.slug, "pk": self.pk})

    def clean(self):
        if self.role_id and self.role.is_family:
            raise ValidationError({"role": _("Choose one of the roles of this family.")})
        if self.vacancy == self.Vacancy.CLOSED and self.holder:
            message = _(
                "%(member)s is in this position or is to come. End or delete that assignment "
                "before you close the position."
            )
            raise ValidationError({"vacancy": message % {"member": self.holder.name}})
        if not self.fte and (self.assignment or (self.successor and self.successor.starts_on)):
            message = _(
                "Somebody is in this position or has a date to come. Enter the share of full time."
            )
            raise ValidationError({"fte": message})

    @property
    def assignment(self):
        """The current assignment, or None. `with_assignments` spares a query for each row."""
        return who_is_there(self.all_assignments(), timezone.localdate())

    @property
    def successor(self):
        """The planned assignment that comes next, or None."""
        return who_comes_next(self.all_assignments(), timezone.localdate())

    @property
    def holder(self):
        """The member who is in it today, else the one who is planned; `state` tells them apart."""
        here = self.assignment or self.successor
        return here.member if here else None

    @property
    def state(self):
        """Filled while somebody is in it, else what `vacancy` says."""
        if self.vacancy != self.Vacancy.CLOSED and self.assignment:
            return self.State.FILLED
        return self.State(self.vacancy)

    def get_state_display(self):
        return self.state.label

    def with_people(self, assignments):
        """Takes its assignments, read together with the members, so that none is read again."""
        self._people = assignments
        return self

    def all_assignments(self):
        """Its assignments, past and to come; without a query where they were brought along."""
        if self._people is not None:
            return self._people
        return list(self.assignments.all()) if self.pk else []

    def can_be_edited_by(self, user):
        return self.team.can_be_edited_by(user)
