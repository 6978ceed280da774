"""Accounts and teams in the admin: who may sign in, and who leads a team."""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _

from roles import models
from roles.admin.item import NoDeletion
from roles.models.team import Sector


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
        is_above = (
            obj is not None
            and not request.user.is_superuser
            and obj != request.user
            and (obj.is_superuser or obj.is_staff)
        )
        return super().has_change_permission(request, obj) and not is_above

    def save_model(self, request, obj, form, change):
        """The old address opens the account no longer: allauth keeps a list of its own."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)


class TeamAccessInline(admin.TabularInline):
    """Here an administrator gives a team its first lead, or another when the lead has left."""

    model = models.TeamAccess
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(models.Team)
class TeamAdmin(NoDeletion, admin.ModelAdmin):
    """Which teams there are and who has access. The rest belongs to the team itself."""

    list_display = ["name", "country", "sector_name", "context", "created_at"]
    list_filter = ["sector", "context"]
    search_fields = ["name", "country", "slug"]
    fields = readonly_fields = ["name", "slug", "country", "sector_name", "currency", "created_at"]
    inlines = [TeamAccessInline]

    @admin.display(description=_("Sector"), ordering="sector")
    def sector_name(self, team):
        return dict(Sector.choices).get(team.sector, team.sector)

    def has_add_permission(self, request):
        return False
