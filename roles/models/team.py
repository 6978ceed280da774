"""One ministry's core team: the workspace that everything else hangs on."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roles.sector_words import Sector, in_words_of

from .assignment import Assignment, who_comes_next, who_is_there
from .catalogue import Role
from .days import sensible_day
from .versioned import Versioned


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Teams the user works in, by an access of their own or as a member with an account.

        Staff are not in it: keeping the catalogue is no reason to read a ministry's team.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(pk__in=TeamAccess.objects.filter(user=user).values("team"))
            | Q(pk__in=Member.objects.filter(user=user).values("team"))
        )


class OwnedByTeamQuerySet(models.QuerySet):
    """Rows that are seen by whoever sees their team."""

    def visible_to(self, user):
        return self.filter(team__in=Team.objects.visible_to(user))


class Team(Versioned):
    class Context(models.TextChoices):
        NEW = "new", _("New")
        ESTABLISHED = "established", _("Established")

    slug = models.SlugField(_("address"), unique=True, max_length=60)
    name = models.CharField(
        _("name of the team"), max_length=120, help_text=_("As it should stand on the plan.")
    )
    country = models.CharField(_("country"), max_length=80)
    sector = models.CharField(
        _("sector"),
        max_length=40,
        default=Sector.HEALTH,
        help_text=_("The ministry's field of work."),
    )
    language = models.CharField(
        _("language of documents"),
        max_length=10,
        default="en",
        help_text=_("The language in which plans are written. It can be chosen again at export."),
    )
    languages = models.CharField(
        _("working languages"),
        max_length=200,
        blank=True,
        help_text=_("For example: French, Wolof."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        help_text=_("Three letters of ISO 4217, for example USD or XAF. All amounts are in it."),
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Enter three capital letters, such as USD."))],
    )
    context = models.CharField(
        _("new or established"),
        max_length=20,
        choices=Context,
        default=Context.NEW,
        help_text=_("New: DHIS2 is being introduced. Established: it has run for some years."),
    )
    resource_constrained = models.BooleanField(
        _("resource-constrained"),
        default=False,
        help_text=_(
            "Posts and money are very short. The guide then advises a shorter path: the "
            "operational lead first and in the country, then one implementer."
        ),
    )
    profile = models.TextField(
        _("profile"),
        blank=True,
        help_text=_("Population, facilities or schools, how long DHIS2 has run, what comes next."),
    )
    governing_body = models.CharField(
        _("governing body"),
        max_length=200,
        blank=True,
        help_text=_("The committee that sets priorities and to which the team reports."),
    )
    # By language and written word, as roles.sector_words has them.
    words = models.JSONField(_("own words"), default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("team_detail", kwargs={"slug": self.slug})

    def level_of(self, user):
        """The user's level of access (TeamAccess.Level), or None for a member or an outsider."""
        access = self.accesses.filter(user=user).first()
        return TeamAccess.Level(access.level) if access else None

    def can_be_edited_by(self, user):
        """Only the lead changes the team, its positions, rounds and plan."""
        return self.level_of(user) == TeamAccess.Level.LEAD

    def can_be_approved_by(self, user):
        """Who decides about the plan: somebody else than the lead who writes it."""
        return self.level_of(user) == TeamAccess.Level.APPROVER

    def in_own_words(self, text):
        """A text of the catalogue, in the language of the page, in the words of the team."""
        return in_words_of(self.sector, get_language(), self.words)(text)

    @property
    def sector_name(self):
        return Sector(self.sector).label if self.sector in Sector.values else self.sector

    @property
    def is_described(self):
        """Stage 1 of the journey: the required fields are there."""
        return all((self.name, self.country, self.sector, self.language, self.currency))


class TeamAccess(models.Model):
    """What an account may do in a team. A member with an account needs none for the own sheet."""

    class Level(models.TextChoices):
        LEAD = "lead", _("Operational lead")
        ASSESSOR = "assessor", _("Assessor")
        APPROVER = "approver", _("Approver")
        VIEWER = "viewer", _("Viewer")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="accesses")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accesses"
    )
    level = models.CharField(_("may"), max_length=20, choices=Level)

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "user"],
                name="user_has_one_level_of_access_in_a_team",
                violation_error_message=_("This account has access to the team already."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.get_level_display()}"


class EmployerType(models.TextChoices):
    MINISTRY = "ministry", _("The ministry")
    OTHER_PUBLIC = "other_public", _("Another public body")
    UNIVERSITY = "university", _("University")
    NGO = "ngo", _("Non-governmental organisation")
    COMPANY = "company", _("Company")
    UN_AGENCY = "un_agency", _("UN agency")
    HISP_GROUP = "hisp_group", _("HISP group")


class Engagement(models.TextChoices):
    PERMANENT = "permanent", _("Permanent")
    FIXED_TERM = "fixed_term", _("Fixed term")
    SECONDED = "seconded", _("Seconded")
    SERVICE_AGREEMENT = "service_agreement", _("Service agreement")
    PARTNER_STAFF = "partner_staff", _("Partner staff")
    TECHNICAL_ASSISTANCE = "technical_assistance", _("Technical assistance")
    IN_KIND = "in_kind", _("In kind")


class Member(Versioned):
    """A person or an organisation in the team; may have no account."""

    class Kind(models.TextChoices):
        PERSON = "person", _("A person")
        ORGANISATION = "organisation", _("An organisation")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    code = models.CharField(max_length=20, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("person or organisation"),
        max_length=20,
        choices=Kind,
        default=Kind.PERSON,
        help_text=_("A hosting desk or a company can hold a position as well."),
    )
    employer = models.CharField(_("employer"), max_length=160, blank=True)
    employer_type = models.CharField(
        _("kind of employer"), max_length=20, choices=EmployerType, default=EmployerType.MINISTRY
    )
    engagement = models.CharField(
        _("engagement"),
        max_length=30,
        choices=Engagement,
        default=Engagement.PERMANENT,
        help_text=_("How this member is tied to the team."),
    )
    contract_end = models.DateField(
        _("end of the contract"),
        null=True,
        blank=True,
        help_text=_("Leave empty when it has no end. The planner warns of ends that come near."),
        validators=[sensible_day],
    )
    in_country = models.BooleanField(
        _("works in the country"), default=True, help_text=_("The operational lead always should.")
    )
    background = models.TextField(
        _("background"), blank=True, help_text=_("Education and experience, in a sentence.")
    )
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_("Where invitations to an assessment go. It gives no access to the planner."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("account"),
    )

    objects = OwnedByTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "code"],
                name="member_code_is_unique_in_a_team",
                violation_error_message=_("The team has a member with this code already."),
            ),
            models.UniqueConstraint(
                fields=["team", "user"],
                name="account_is_one_member_of_a_team",
                violation_error_message=_("This account belongs to another member of the team."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("roles:member_detail", kwargs={"slug": self.team.slug, "pk": self.pk})

    def can_be_edited_by(self, user):
        return self.team.can_be_edited_by(user)


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


class EndedStage(models.Model):
    """The lead's word that stage 3, 5 or 7 is done. Deleting the row undoes it."""

    class Stage(models.IntegerChoices):
        OTHER_ROLES = 3, _("Add contributing and optional roles")
        PRIORITIES = 5, _("Agree priorities")
        REVIEW = 7, _("Review and share")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="ended_stages")
    stage = models.PositiveSmallIntegerField(choices=Stage)
    ended_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "stage"], name="stage_of_a_team_ends_once"),
            models.CheckConstraint(
                condition=Q(stage__in=[3, 5, 7]),
                name="only_stages_3_5_and_7_end_by_the_leads_word",
            ),
        ]

    def __str__(self):
        return self.get_stage_display()
