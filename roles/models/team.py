"""One ministry's core team: the workspace that everything else hangs on."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roles.sector_words import Sector, in_words_of

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

    def with_level_of(self, user):
        """Has what `Team.level_of` says of this user at hand, which spares its query."""
        access = TeamAccess.objects.filter(user=user, team=OuterRef("pk"))
        return self.annotate(
            read_level=Subquery(access.values("level")[:1]), level_reader=Value(user.pk)
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
    personal_data = models.BooleanField(
        _("personal data is held"),
        default=False,
        help_text=_(
            "DHIS2 keeps records of persons, such as patients or learners, for example with "
            "Tracker. The guide then advises two server administrators."
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
    created_at = models.DateTimeField(_("created on"), default=timezone.now, editable=False)

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
        if getattr(self, "level_reader", None) == user.pk:
            level = self.read_level
        else:
            level = self.accesses.filter(user=user).values_list("level", flat=True).first()
        return TeamAccess.Level(level) if level else None

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
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="accesses",
        verbose_name=_("account"),
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
