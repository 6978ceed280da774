"""How people learn: academies, courses and other ways, and the path that a role suggests."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.sector_words import Sector

from .catalogue import Basis, CatalogueItem, Role

CATEGORY_NAMES = {
    "Architecture & Extensions": _("Architecture & Extensions"),
    "Configuration": _("Configuration"),
    "Configuration or Domain & Program Management": _(
        "Configuration or Domain & Program Management"
    ),
    "Domain & Program Management": _("Domain & Program Management"),
    "Domain & Program Management; Configuration": _("Domain & Program Management; Configuration"),
    "Formerly Level 0": _("Formerly Level 0"),
    "Introduction": _("Introduction"),
    "Use": _("Use"),
}


class LearningResource(CatalogueItem):
    """An academy or course, or another way to learn."""

    class Kind(models.TextChoices):
        ACADEMY = "academy", _("Academy or course")
        SOLUTION = "solution", _("Other learning solution")

    code = models.CharField(_("code"), max_length=10, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(_("category"), max_length=100, blank=True)
    category_basis = models.CharField(
        _("basis of category"), max_length=1, choices=Basis, default=Basis.INFERRED
    )
    format = models.TextField(_("format"), blank=True)
    prerequisites_text = models.TextField(_("prerequisites in words"), blank=True)
    prerequisites = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="prepares_for",
        verbose_name=_("prerequisites"),
    )
    duration = models.TextField(_("duration seen"), blank=True)
    material_year = models.CharField(_("year of the material"), max_length=20, blank=True)
    sector = models.CharField(
        _("sector"),
        max_length=40,
        blank=True,
        default="",
        choices=Sector,
        help_text=_("Teams of other sectors are not offered it. Empty: for all."),
    )
    good_for = models.TextField(_("good for"), blank=True)
    watch = models.TextField(_("watch"), blank=True)
    skills = models.ManyToManyField(
        "roles.Skill", blank=True, related_name="resources", verbose_name=_("skills it addresses")
    )

    class Meta(CatalogueItem.Meta):
        verbose_name = _("learning resource")
        verbose_name_plural = _("learning resources")

    def __str__(self):
        return self.name

    @property
    def category_name(self):
        """The academies' own categories in the language of the page; others as they are written."""
        return CATEGORY_NAMES.get(self.category, self.category)


class LearningPathStep(CatalogueItem):
    """One step of the suggested sequence for a role."""

    class Stage(models.TextChoices):
        START = "start", _("Start")
        NEXT = "next", _("Next")
        LATER = "later", _("Later or if needed")

    role = models.ForeignKey(
        Role, on_delete=models.CASCADE, related_name="path_steps", verbose_name=_("role")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    resource = models.ForeignKey(
        LearningResource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="path_steps",
        verbose_name=_("learning resource"),
    )
    text = models.CharField(_("in words"), max_length=255, blank=True)
    condition = models.CharField(_("only if"), max_length=255, blank=True)

    class Meta(CatalogueItem.Meta):
        verbose_name = _("learning path step")
        verbose_name_plural = _("learning path steps")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resource__isnull=False) | ~models.Q(text=""),
                name="path_step_names_a_resource_or_says_it_in_words",
                violation_error_message=_("Choose a learning resource or describe the step."),
            ),
        ]

    def __str__(self):
        return self.resource.name if self.resource else self.text
