"""The catalogue in the admin: one page for each kind of item, and one for its versions.

`layout` names the fields of a page; texts stand there by their plain name and appear in one
language (roles.admin.item).
"""

from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from roles import models
from roles.admin.item import (
    CatalogueAdmin,
    CatalogueInline,
    NoDeletion,
    PlainCatalogueAdmin,
    RetiredFilter,
)
from roles.admin.resource_form import LearningResourceForm
from roles.catalogue_admin import catalogue_check
from roles.catalogue_tables import TABLES

LAST = ["basis", "source", ("order", "retired_at")]


class ResponsibilityInline(CatalogueInline):
    model = models.Responsibility
    layout = ["order", "text", "basis", "retired_at"]


class PrerequisiteInline(CatalogueInline):
    model = models.RolePrerequisite
    layout = ["order", "text", "basis", "retired_at"]


class PathStepInline(CatalogueInline):
    model = models.LearningPathStep
    layout = ["order", "stage", "resource", "text", "condition", "basis", "retired_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("resource")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """The choices are read once and not again for every row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "resource":
            field.choices = list(field.choices)
        return field


class SubSkillInline(CatalogueInline):
    model = models.SubSkill
    layout = ["order", "name", "basis", "retired_at"]


@admin.register(models.Role)
class RoleAdmin(CatalogueAdmin):
    list_display = [
        *"name role_class family recommended_order order basis retired_at".split(),
    ]
    list_editable = ["order"]
    list_filter = ["role_class", "basis", RetiredFilter]
    list_select_related = ["family"]
    search_fields = ["name", "slug", "purpose"]
    inlines = [ResponsibilityInline, PrerequisiteInline, PathStepInline]
    ordering = ["order"]
    layout = [
        "slug",
        ("name", "short_name"),
        ("role_class", "required"),
        ("family", "is_family"),
        "skill_set",
        ("recommended_order", "order_text"),
        "purpose",
        "background",
        ("background_basis", "background_source"),
        ("dedication", "dedication_basis", "full_time"),
        ("location", "location_basis", "location_rule"),
        ("employers", "employers_basis"),
        "external_support",
        "external_support_basis",
        *LAST,
    ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only a family stands above a role, and nothing above a family: so there is no loop."""
        if db_field.name == "family":
            kwargs["queryset"] = models.Role.objects.filter(is_family=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(models.Responsibility)
class ResponsibilityAdmin(CatalogueAdmin):
    list_display = ["text", "role", "order", "basis", "retired_at"]
    list_editable = ["order"]
    list_filter = ["role", "basis", RetiredFilter]
    list_select_related = ["role"]
    search_fields = ["text", "role__name"]
    ordering = ["role__order", "order"]
    layout = ["role", "text", *LAST]


@admin.register(models.RolePrerequisite)
class RolePrerequisiteAdmin(CatalogueAdmin):
    list_display = ["text", "role", "order", "basis", "retired_at"]
    list_editable = ["order"]
    list_filter = ["role", "basis", RetiredFilter]
    list_select_related = ["role"]
    search_fields = ["text", "role__name"]
    ordering = ["role__order", "order"]
    layout = ["role", "text", *LAST]


@admin.register(models.LearningPathStep)
class LearningPathStepAdmin(CatalogueAdmin):
    list_display = ["__str__", "role", "stage", "order", "condition", "basis", "retired_at"]
    list_editable = ["order"]
    list_filter = ["role", "stage", "basis", RetiredFilter]
    list_select_related = ["role", "resource"]
    search_fields = ["text", "resource__name", "role__name"]
    ordering = ["role__order", "order"]
    layout = ["role", "stage", "resource", "text", "condition", *LAST]


@admin.register(models.Skill)
class SkillAdmin(CatalogueAdmin):
    list_display = [
        *"code name skill_set short_competency critical order basis retired_at".split(),
    ]
    list_display_links = ["code", "name"]
    list_editable = ["order"]
    list_filter = ["skill_set", "competency", "critical", "track", "basis", RetiredFilter]
    list_select_related = ["skill_set", "competency"]
    search_fields = ["code", "name", "sub_skills__name"]
    inlines = [SubSkillInline]
    autocomplete_fields = ["also_for"]
    ordering = ["skill_set__order", "order"]
    layout = [
        *"code name skill_set also_for competency track critical".split(),
        *"level_1 level_2 level_3".split(),
        *LAST,
    ]

    def get_queryset(self, request):
        """The guide's and those added here; what teams added for themselves is theirs."""
        return super().get_queryset(request).filter(team=None)

    @admin.display(description=_("competency"), ordering="competency__order")
    def short_competency(self, skill):
        return skill.competency.short_name


@admin.register(models.SubSkill)
class SubSkillAdmin(CatalogueAdmin):
    list_display = ["name", "skill", "order", "basis", "retired_at"]
    list_editable = ["order"]
    list_filter = ["skill__skill_set", "basis", RetiredFilter]
    list_select_related = ["skill"]
    search_fields = ["name", "skill__name", "skill__code"]
    autocomplete_fields = ["skill"]
    ordering = ["skill__code", "order"]
    layout = ["skill", "name", *LAST]


@admin.register(models.SkillCrosswalk)
class SkillCrosswalkAdmin(PlainCatalogueAdmin):
    list_display = ["__str__", "kind", "since", "order", "retired_at"]
    list_editable = ["order"]
    list_filter = ["kind", "since", RetiredFilter]
    search_fields = ["old", "new"]
    layout = ["old", "new", "kind", "since", *LAST]


@admin.register(models.Competency)
class CompetencyAdmin(CatalogueAdmin):
    list_display = ["code", "name", "order", "basis", "retired_at"]
    list_display_links = ["code", "name"]
    list_editable = ["order"]
    list_filter = ["basis", RetiredFilter]
    search_fields = ["code", "name"]
    layout = ["code", "name", "short_name", *LAST]


@admin.register(models.LearningResource)
class LearningResourceAdmin(CatalogueAdmin):
    form = LearningResourceForm
    list_display = ["code", "name", "kind", "category", "order", "basis", "retired_at"]
    list_display_links = ["code", "name"]
    list_editable = ["order"]
    list_filter = ["kind", "category", "sector", "basis", RetiredFilter]
    search_fields = ["code", "name", "good_for"]
    autocomplete_fields = ["prerequisites", "skills"]
    layout = [
        *"code kind name category category_basis format prerequisites_text".split(),
        *"prerequisites duration material_year sector good_for watch skills".split(),
        *LAST,
    ]


@admin.register(models.CostCategory)
class CostCategoryAdmin(CatalogueAdmin):
    list_display = ["code", "name", "group", "usual_type", "order", "basis", "retired_at"]
    list_display_links = ["code", "name"]
    list_editable = ["order"]
    list_filter = ["group", "basis", RetiredFilter]
    search_fields = ["code", "name"]
    layout = ["code", "name", "group", "usual_type", "drivers", *LAST]


@admin.register(models.PrincipleQuestion)
class PrincipleQuestionAdmin(CatalogueAdmin):
    list_display = ["code", "text", "group", "order", "basis", "retired_at"]
    list_display_links = ["code", "text"]
    list_editable = ["order"]
    list_filter = ["group", "basis", RetiredFilter]
    search_fields = ["code", "text"]
    layout = ["code", "group", "text", "advice", *LAST]


@admin.register(models.RetentionMeasure)
class RetentionMeasureAdmin(CatalogueAdmin):
    list_display = ["code", "name", "cost_text", "order", "basis", "retired_at"]
    list_display_links = ["code", "name"]
    list_editable = ["order"]
    list_filter = ["basis", RetiredFilter]
    search_fields = ["code", "name"]
    autocomplete_fields = ["cost_categories"]
    layout = ["code", "name", "cost_text", "cost_categories", "care", *LAST]


@admin.register(models.ProficiencyLevel)
class ProficiencyLevelAdmin(CatalogueAdmin):
    list_display = ["level", "name", "meaning", "basis", "retired_at"]
    list_display_links = ["level", "name"]
    layout = ["level", "name", "meaning", *LAST]


@admin.register(models.PhaseDescription)
class PhaseDescriptionAdmin(CatalogueAdmin):
    list_display = ["phase", "name", "order", "basis", "retired_at"]
    list_display_links = ["phase", "name"]
    list_editable = ["order"]
    layout = [
        *"phase name meaning focus actions support plan_actions".split(),
        *LAST,
    ]


@admin.register(models.AdministrationMode)
class AdministrationModeAdmin(CatalogueAdmin):
    list_display = ["mode", "name", "order", "basis", "retired_at"]
    list_display_links = ["mode", "name"]
    list_editable = ["order"]
    layout = ["mode", "name", "advantages", "drawbacks", "condition", *LAST]


@admin.register(models.Term)
class TermAdmin(CatalogueAdmin):
    list_display = ["key", "term", "help", "order", "retired_at"]
    list_editable = ["order"]
    search_fields = ["key", "term", "help"]
    layout = ["key", "term", "help", *LAST]


@admin.register(models.CatalogueVersion)
class CatalogueVersionAdmin(NoDeletion, admin.ModelAdmin):
    """The thresholds may be set; versions come with load_catalogue or its page here."""

    list_display = ["code", "loaded_at", "proficient_from", "expert_from", "horizon_months"]
    readonly_fields = ["code", "loaded_at"]

    def has_add_permission(self, request):
        return False

    def get_urls(self):
        check = self.admin_site.admin_view(catalogue_check)
        name = "roles_catalogueversion_check"
        return [path("check/", check, name=name), *super().get_urls()]


class OtherItems:
    """For a kind of item that is new in the catalogue and has no page of its own above."""

    list_display = ["__str__", "order", "retired_at"]
    list_editable = ["order"]
    list_filter = [RetiredFilter]


for table in TABLES:
    if not admin.site.is_registered(table.model):
        base = CatalogueAdmin if table.texts else PlainCatalogueAdmin
        admin.site.register(table.model, type("OtherItemsAdmin", (OtherItems, base), {}))
