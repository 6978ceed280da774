"""For whoever keeps the catalogue and the accounts. Nobody needs it to work in a team.

Catalogue items are retired, never deleted, so that earlier rounds stay readable. Ratings are
nowhere in the admin. The tabs of modeltranslation fetch a script from another site; its plain
admin, which shows the languages below each other, does not.
"""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modeltranslation.admin import TranslationAdmin, TranslationTabularInline

from roles import models


class RetiredFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "retired"

    def lookups(self, request, model_admin):
        return [("no", _("In the catalogue")), ("yes", _("Retired"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(retired_at__isnull=self.value() == "no")


class NoDeletion:
    """Rows that others refer to: they can be retired or closed, not deleted."""

    def has_delete_permission(self, request, obj=None):
        return False


class CatalogueAdmin(NoDeletion, TranslationAdmin):
    """An item of the catalogue with its basis, its source and the two ways of its life."""

    actions = ["retire", "bring_back"]
    readonly_fields = ["retired_at"]
    list_per_page = 50

    @admin.action(description=_("Retire: leave out of new work, keep for earlier rounds"))
    def retire(self, request, queryset):
        count = queryset.filter(retired_at=None).update(retired_at=timezone.now())
        message = ngettext("%(count)d item is retired.", "%(count)d items are retired.", count)
        self.message_user(request, message % {"count": count})

    @admin.action(description=_("Bring back into the catalogue"))
    def bring_back(self, request, queryset):
        count = queryset.exclude(retired_at=None).update(retired_at=None)
        message = ngettext("%(count)d item is back.", "%(count)d items are back.", count)
        self.message_user(request, message % {"count": count})


class CatalogueInline(NoDeletion, TranslationTabularInline):
    extra = 0


class ResponsibilityInline(CatalogueInline):
    model = models.Responsibility


class PathStepInline(CatalogueInline):
    model = models.LearningPathStep
    autocomplete_fields = ["resource"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("resource")


class SubSkillInline(CatalogueInline):
    model = models.SubSkill


@admin.register(models.Role)
class RoleAdmin(CatalogueAdmin):
    list_display = ["name", "role_class", "family", "recommended_order", "basis", "retired_at"]
    list_filter = ["role_class", "basis", RetiredFilter]
    list_select_related = ["family"]
    search_fields = ["name", "slug", "purpose"]
    inlines = [ResponsibilityInline, PathStepInline]
    ordering = ["order"]


@admin.register(models.Skill)
class SkillAdmin(CatalogueAdmin):
    list_display = ["code", "name", "skill_set", "competency", "critical", "basis", "retired_at"]
    list_display_links = ["code", "name"]
    list_filter = ["skill_set", "competency", "critical", "track", "basis", RetiredFilter]
    list_select_related = ["skill_set", "competency"]
    search_fields = ["code", "name", "sub_skills__name"]
    inlines = [SubSkillInline]
    ordering = ["skill_set__order", "order"]


@admin.register(models.Competency)
class CompetencyAdmin(CatalogueAdmin):
    list_display = ["code", "name", "basis", "retired_at"]
    search_fields = ["code", "name"]


@admin.register(models.LearningResource)
class LearningResourceAdmin(CatalogueAdmin):
    list_display = ["code", "name", "kind", "category", "basis", "retired_at"]
    list_display_links = ["code", "name"]
    list_filter = ["kind", "category", "basis", RetiredFilter]
    search_fields = ["code", "name", "good_for"]
    autocomplete_fields = ["prerequisites", "skills"]


@admin.register(models.CostCategory)
class CostCategoryAdmin(CatalogueAdmin):
    list_display = ["code", "name", "group", "usual_type", "basis", "retired_at"]
    list_filter = ["group", "basis", RetiredFilter]
    search_fields = ["code", "name"]


@admin.register(models.PrincipleQuestion)
class PrincipleQuestionAdmin(CatalogueAdmin):
    list_display = ["code", "text", "group", "basis", "retired_at"]
    list_filter = ["group", "basis", RetiredFilter]
    search_fields = ["code", "text"]


@admin.register(models.RetentionMeasure)
class RetentionMeasureAdmin(CatalogueAdmin):
    list_display = ["code", "name", "cost_text", "basis", "retired_at"]
    search_fields = ["code", "name"]


@admin.register(models.ProficiencyLevel)
class ProficiencyLevelAdmin(CatalogueAdmin):
    list_display = ["level", "name", "meaning", "basis"]


@admin.register(models.PhaseDescription)
class PhaseDescriptionAdmin(CatalogueAdmin):
    list_display = ["phase", "name", "basis"]


@admin.register(models.AdministrationMode)
class AdministrationModeAdmin(CatalogueAdmin):
    list_display = ["mode", "name", "basis"]


@admin.register(models.Term)
class TermAdmin(CatalogueAdmin):
    list_display = ["key", "term", "help"]
    search_fields = ["key", "term", "help"]


@admin.register(models.CatalogueVersion)
class CatalogueVersionAdmin(NoDeletion, admin.ModelAdmin):
    """The thresholds may be set; versions come with load_catalogue."""

    list_display = ["code", "loaded_at", "proficient_from", "expert_from", "horizon_months"]
    readonly_fields = ["code", "loaded_at"]

    def has_add_permission(self, request):
        return False


class AccountChangeForm(UserChangeForm):
    class Meta:
        model = models.User
        fields = "__all__"
        field_classes = {}


class AccountCreationForm(AdminUserCreationForm):
    class Meta:
        model = models.User
        fields = ["email", "name"]
        field_classes = {"email": forms.EmailField}


@admin.register(models.User)
class UserAdmin(NoDeletion, DjangoUserAdmin):
    """Accounts sign in with their e-mail address; one that is not wanted is made inactive."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("May"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})
    ]

    def get_readonly_fields(self, request, obj=None):
        """Whoever keeps accounts cannot raise them, the own one included."""
        raising = [] if request.user.is_superuser else ["is_staff", "is_superuser", "groups"]
        return [*self.readonly_fields, *raising]

    def has_change_permission(self, request, obj=None):
        """An account above one's own is out of reach, its password too."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_above


class TeamAccessInline(admin.TabularInline):
    """Here an administrator gives a team its first lead, or another when the lead has left."""

    model = models.TeamAccess
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(models.Team)
class TeamAdmin(NoDeletion, admin.ModelAdmin):
    """Which teams there are and who has access. The rest belongs to the team itself."""

    list_display = ["name", "country", "sector", "context", "created_at"]
    list_filter = ["sector", "context"]
    search_fields = ["name", "country", "slug"]
    fields = readonly_fields = ["name", "slug", "country", "sector", "currency", "created_at"]
    inlines = [TeamAccessInline]

    def has_add_permission(self, request):
        return False
