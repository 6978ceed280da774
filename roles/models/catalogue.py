"""What the guide says: roles, skills, learning, costs, questions. Loaded from roles/catalogue/.

Every item keeps a stable code, basis and source, and is retired, not deleted, for earlier rounds.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles.thresholds import Thresholds

from .guide import FromTheGuide


class Basis(models.TextChoices):
    DOCUMENTED = "D", _("Documented")
    SOURCED = "S", _("Sourced")
    INFERRED = "I", _("Our inference")


class CatalogueQuerySet(models.QuerySet):
    def current(self):
        """Leaves out what a later catalogue version retired."""
        return self.filter(retired_at=None)

    def in_words_of(self, team, *fields):
        """The rows as a list, these texts in the words of the team: to be read, never saved."""
        rows = list(self)
        for row in rows:
            for name in fields:
                setattr(row, name, team.in_own_words(getattr(row, name)))
        return rows


class CatalogueItem(FromTheGuide):
    """What every line of the catalogue has in common."""

    basis = models.CharField(
        _("basis"),
        max_length=1,
        choices=Basis,
        default=Basis.INFERRED,
        help_text=_("Does the guide say it of this role, does a source say it, or do we infer it?"),
    )
    source = models.TextField(_("source"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


class CatalogueVersion(models.Model):
    """A version of the catalogue as it was loaded, with the thresholds an administrator may set.

    The latest one is in force; every round remembers its own.
    """

    code = models.CharField(_("version"), max_length=20, unique=True)
    loaded_at = models.DateTimeField(_("loaded"))
    min_rated_percent = models.PositiveSmallIntegerField(
        _("percent of applicable skills that must be rated"),
        default=60,
        validators=[MaxValueValidator(100)],
    )
    proficient_from = models.DecimalField(
        _("proficient from a mean of"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("1.5"),
        validators=[MinValueValidator(0), MaxValueValidator(3)],
    )
    expert_from = models.DecimalField(
        _("expert from a mean of"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("2.5"),
        validators=[MinValueValidator(0), MaxValueValidator(3)],
    )
    independent_level = models.PositiveSmallIntegerField(
        _("level that counts as able to work alone"), default=2, validators=[MaxValueValidator(3)]
    )
    default_target = models.PositiveSmallIntegerField(
        _("usual target level"), default=2, validators=[MaxValueValidator(3)]
    )
    critical_target = models.PositiveSmallIntegerField(
        _("target level of one person per critical skill"),
        default=3,
        validators=[MaxValueValidator(3)],
    )
    horizon_months = models.PositiveSmallIntegerField(
        _("months ahead in which contracts that end are counted"),
        default=12,
        validators=[MinValueValidator(1)],
    )
    loaded = models.JSONField(_("as the guide has it"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("catalogue version")
        verbose_name_plural = _("catalogue versions")
        ordering = ["-loaded_at"]
        get_latest_by = "loaded_at"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    proficient_from__gte=0, proficient_from__lt=models.F("expert_from")
                )
                & models.Q(expert_from__lte=3),
                name="proficient_comes_before_expert",
                violation_error_message=_("The mean for expert must be above that for proficient."),
            )
        ]

    def __str__(self):
        return self.code

    @property
    def thresholds(self):
        return Thresholds(
            min_rated_percent=self.min_rated_percent,
            proficient_from=self.proficient_from,
            expert_from=self.expert_from,
            independent_level=self.independent_level,
            default_target=self.default_target,
            critical_target=self.critical_target,
            horizon_months=self.horizon_months,
        )


class Competency(CatalogueItem):
    """One of the guide's six required competency areas."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)

    class Meta(CatalogueItem.Meta):
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('roles:competency_list')}#{self.code}"


class Role(CatalogueItem):
    """A function in the team. A family (Implementer, Trainer) stands above its sub-roles."""

    class Class(models.TextChoices):
        CORE = "core", _("Core")
        CONTRIBUTING = "contributing", _("Contributing")
        OPTIONAL = "optional", _("Optional")

    class Location(models.TextChoices):
        ALWAYS = "in_country_always", _("In the country, always")
        IDEALLY = "in_country_ideally", _("In the country, ideally")
        PREFERRED = "in_country_preferred", _("In the country preferred")
        ANYWHERE = "anywhere", _("Anywhere")

    slug = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    short_name = models.CharField(_("short name"), max_length=60)
    role_class = models.CharField(_("class"), max_length=20, choices=Class)
    family = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sub_roles",
        verbose_name=_("family"),
    )
    is_family = models.BooleanField(_("is a family of roles"), default=False)
    required = models.BooleanField(_("a core team needs it"), default=False)
    skill_set = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assessed_roles",
        verbose_name=_("assessed with the skills of"),
        help_text=_("All trainers share one set of skills, that of the Trainer family."),
    )
    recommended_order = models.PositiveSmallIntegerField(
        _("recommended order"), help_text=_("1 to 4 for core roles; the guide's order of filling.")
    )
    order_text = models.CharField(_("order in words"), max_length=200, blank=True)
    purpose = models.TextField(_("purpose"))
    background = models.TextField(_("background"), blank=True)
    background_basis = models.CharField(
        _("basis of background"), max_length=1, choices=Basis, default=Basis.INFERRED
    )
    background_source = models.TextField(_("source of background"), blank=True)
    dedication = models.CharField(_("dedication"), max_length=255, blank=True)
    dedication_basis = models.CharField(
        _("basis of dedication"), max_length=1, choices=Basis, default=Basis.INFERRED
    )
    full_time = models.BooleanField(_("full time is recommended"), default=False)
    location = models.CharField(_("location"), max_length=255, blank=True)
    location_basis = models.CharField(
        _("basis of location"), max_length=1, choices=Basis, default=Basis.INFERRED
    )
    location_rule = models.CharField(_("location rule"), max_length=30, choices=Location)
    employers = models.CharField(_("may be employed by"), max_length=255, blank=True)
    employers_basis = models.CharField(
        _("basis of employers"), max_length=1, choices=Basis, default=Basis.INFERRED
    )
    external_support = models.TextField(_("accepted from outside at first"), blank=True)
    external_support_basis = models.CharField(
        _("basis of support from outside"), max_length=1, choices=Basis, default=Basis.INFERRED
    )

    class Meta(CatalogueItem.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(family=None) | models.Q(is_family=False),
                name="family_of_roles_has_no_family_above_it",
                violation_error_message=_("A family of roles cannot stand inside another family."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Only a family stands above a role, and nothing above a family: so there is no loop."""
        if self.family and not self.family.is_family:
            raise ValidationError(_("Only a family of roles can stand above a role."))
        if self.pk and not self.is_family and self.sub_roles.exists():
            raise ValidationError(_("Roles stand under this one, so it stays a family."))

    def get_absolute_url(self):
        return reverse("roles:role_detail", kwargs={"slug": self.slug})


class Responsibility(CatalogueItem):
    """One thing that the person in a role does."""

    role = models.ForeignKey(
        Role, on_delete=models.CASCADE, related_name="responsibilities", verbose_name=_("role")
    )
    text = models.TextField(_("responsibility"))

    class Meta(CatalogueItem.Meta):
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")

    def __str__(self):
        return self.text


class ProficiencyLevel(CatalogueItem):
    """The general meaning of 0, 1, 2 and 3."""

    level = models.PositiveSmallIntegerField(
        _("level"), unique=True, validators=[MaxValueValidator(3)]
    )
    name = models.CharField(_("name"), max_length=60)
    meaning = models.TextField(_("meaning"))

    class Meta(CatalogueItem.Meta):
        verbose_name = _("proficiency level")
        verbose_name_plural = _("proficiency levels")

    def __str__(self):
        return self.name


class PhaseDescription(CatalogueItem):
    """What foundational, proficient and expert mean, and what helps in each."""

    phase = models.SlugField(_("phase"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    meaning = models.TextField(_("meaning"))
    focus = models.TextField(_("focus"), blank=True)
    actions = models.TextField(_("actions"), blank=True)
    support = models.TextField(_("support"), blank=True)
    plan_actions = models.TextField(_("what the plan can offer"), blank=True)

    class Meta(CatalogueItem.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")

    def __str__(self):
        return self.name


class AdministrationMode(CatalogueItem):
    """A way to run a needs assessment, with the guide's advice for and against it."""

    mode = models.SlugField(_("mode"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    advantages = models.TextField(_("for it"))
    drawbacks = models.TextField(_("against it"))
    condition = models.TextField(_("condition"))

    class Meta(CatalogueItem.Meta):
        verbose_name = _("administration mode")
        verbose_name_plural = _("administration modes")

    def __str__(self):
        return self.name


class CostCategory(CatalogueItem):
    """One of the 22 categories of cost that the guide names or implies."""

    class Group(models.TextChoices):
        PERSONNEL = "personnel", _("Local personnel")
        TECHNICAL_ASSISTANCE = "technical_assistance", _("Technical assistance")
        OPERATIONS = "operations", _("Local operations")
        CROSS_CUTTING = "cross_cutting", _("Cross-cutting")

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=200)
    group = models.CharField(_("group"), max_length=30, choices=Group)
    usual_type = models.CharField(_("usual type"), max_length=200, blank=True)
    drivers = models.TextField(_("what drives the cost"), blank=True)

    class Meta(CatalogueItem.Meta):
        verbose_name = _("cost category")
        verbose_name_plural = _("cost categories")

    def __str__(self):
        return self.name


class PrincipleQuestion(CatalogueItem):
    """One of the 30 questions that check whether a plan will hold."""

    class Group(models.TextChoices):
        FORMATION = "formation", _("Formation")
        FINANCING = "financing", _("Financing")
        GOVERNANCE = "governance", _("Governance")
        RETENTION = "retention", _("Retention")
        TECHNICAL_ASSISTANCE = "technical_assistance", _("Technical assistance")
        ROUTINES = "routines", _("Routines")
        SECURITY = "security", _("Security")
        CAPACITY = "capacity", _("Capacity")

    code = models.CharField(_("code"), max_length=10, unique=True)
    group = models.CharField(_("group"), max_length=30, choices=Group)
    text = models.TextField(_("question"))
    advice = models.TextField(_("what to do when the answer is no"), blank=True)

    class Meta(CatalogueItem.Meta):
        verbose_name = _("principle question")
        verbose_name_plural = _("principle questions")

    def __str__(self):
        return self.text


class RetentionMeasure(CatalogueItem):
    """Something that keeps a member."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=200)
    cost_text = models.CharField(_("cost"), max_length=200, blank=True)
    cost_categories = models.ManyToManyField(
        CostCategory, blank=True, related_name="measures", verbose_name=_("cost categories")
    )
    care = models.TextField(_("evidence and care"), blank=True)

    class Meta(CatalogueItem.Meta):
        verbose_name = _("retention measure")
        verbose_name_plural = _("retention measures")

    def __str__(self):
        return self.name


class Term(CatalogueItem):
    """A word of the product, explained where it is asked."""

    key = models.SlugField(_("key"), unique=True)
    term = models.CharField(_("term"), max_length=60)
    help = models.TextField(_("meaning"))

    class Meta(CatalogueItem.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self):
        return self.term
