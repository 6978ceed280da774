"""What the lists of the catalogue can be narrowed down to."""

import django_filters
from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from roles.models import Basis, Competency, LearningResource, Role, Skill, SubSkill
from roles.word_search import holds


def competencies(request):
    return Competency.objects.current()


def resources(request):
    return LearningResource.objects.current()


def assessed_roles(request):
    """Leaves out roles whose skills are asked under another role."""
    return Role.objects.current().filter(pk__in=Skill.objects.current().values("skill_set"))


class SkillFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Search"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = django_filters.ModelChoiceFilter(
        field_name="skill_set",
        to_field_name="slug",
        queryset=assessed_roles,
        label=_("Role"),
        empty_label=_("All roles"),
    )
    role_class = django_filters.ChoiceFilter(
        field_name="skill_set__role_class",
        choices=Role.Class,
        label=_("Class"),
        empty_label=_("All classes"),
    )
    competency = django_filters.ModelChoiceFilter(
        to_field_name="code",
        queryset=competencies,
        label=_("Competency"),
        empty_label=_("All competencies"),
    )
    basis = django_filters.ChoiceFilter(choices=Basis, label=_("Basis"), empty_label=_("Any basis"))
    critical = django_filters.ChoiceFilter(
        choices=[("1", _("Critical only"))],
        label=_("Critical"),
        empty_label=_("All skills"),
        method="only_critical",
    )

    resource = django_filters.ModelChoiceFilter(
        field_name="resources",
        to_field_name="code",
        queryset=resources,
        label=_("Addressed by"),
        empty_label=_("Any way to learn"),
    )

    class Meta:
        model = Skill
        fields = []

    def search(self, queryset, name, value):
        """In code, name and sub-skills. Compared here: no database folds accents by itself."""
        inside = Prefetch("sub_skills", SubSkill.objects.current())
        found = [
            skill.pk
            for skill in Skill.objects.current().prefetch_related(inside)
            if holds(f"{skill.code} {skill.name}", value)
            or any(holds(item.name, value) for item in skill.sub_skills.all())
        ]
        return queryset.filter(pk__in=found)

    def only_critical(self, queryset, name, value):
        return queryset.filter(critical=True)


class ResourceFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Search"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = django_filters.ChoiceFilter(
        choices=LearningResource.Kind, label=_("Kind"), empty_label=_("All kinds")
    )

    class Meta:
        model = LearningResource
        fields = []

    def search(self, queryset, name, value):
        texts = ("code", "name", "good_for", "format")
        found = [
            resource.pk
            for resource in LearningResource.objects.current()
            if holds(" ".join(getattr(resource, field) or "" for field in texts), value)
        ]
        return queryset.filter(pk__in=found)
