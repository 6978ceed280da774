"""The one way of administrators to named levels: a reason first, kept for the member and the lead.

Ratings and sheets are not registered. The levels stand in the answer to the form, once; whoever
wants to see them again gives a reason again.
"""

from django import forms
from django.contrib import admin
from django.shortcuts import render

from assessments.models import Assessment, LevelAccess
from assessments.results import current_sheets
from roles.models import Member


class LookForm(forms.ModelForm):
    member = forms.ModelChoiceField(
        Member.objects.select_related("team").order_by("team__name", "name"),
        label=LevelAccess._meta.get_field("member").verbose_name,
    )

    class Meta:
        model = LevelAccess
        fields = ["member", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "member" in self.fields:
            self.fields["member"].label_from_instance = lambda one: f"{one.team}: {one}"


@admin.register(LevelAccess)
class LevelAccessAdmin(admin.ModelAdmin):
    """A log that nobody changes. Adding a line shows that member's levels."""

    form = LookForm
    list_display = ["at", "name", "member", "reason"]
    list_select_related = ["member"]
    fields = ["member", "reason"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.by, obj.name = request.user, request.user.name or request.user.email
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        sheets = current_sheets(obj.member.team, Assessment.objects.filter(member=obj.member))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "look": obj,
            "sheets": sheets,
            "title": str(obj.member),
        }
        response = render(request, "admin/assessments/levels.html", context)
        response["Cache-Control"] = "no-store"
        return response
