"""The catalogue, open to everyone: roles, skills, competencies and ways to learn."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_filters.views import FilterView

from roles import catalogue_pages as pages
from roles.filters import ResourceFilter, SkillFilter
from roles.models import (
    CatalogueVersion,
    Competency,
    LearningPathStep,
    LearningResource,
    ProficiencyLevel,
    Responsibility,
    Role,
    RolePrerequisite,
    Skill,
    SkillCrosswalk,
    SubSkill,
)


@login_not_required
@require_GET
def catalogue(request):
    roles = Role.objects.current().order_by("order")
    return render(
        request,
        "roles/catalogue.html",
        {
            "tabs": pages.tabs("catalogue"),
            "groups": pages.role_groups(roles),
            "skill_count": Skill.objects.current().count(),
            "catalogue_version": _version(),
        },
    )


@login_not_required
@require_GET
def role_detail(request, slug):
    role = get_object_or_404(
        Role.objects.select_related("family", "skill_set").prefetch_related(
            Prefetch("responsibilities", Responsibility.objects.current()),
            Prefetch("prerequisites", RolePrerequisite.objects.current()),
            Prefetch("sub_roles", Role.objects.current().order_by("order")),
            Prefetch("path_steps", LearningPathStep.objects.current().select_related("resource")),
        ),
        slug=slug,
    )
    section = role.skill_set or role
    rated = _with_sub_skills(Skill.objects.current().of_sections([section])).in_section(section)
    skills = pages.skill_rows(role, rated, ProficiencyLevel.objects.current())
    order = Role.objects.current().filter(role_class=Role.Class.CORE, family=None)
    context = {
        "role": role,
        "facts": pages.role_facts(role),
        "places": pages.places(role, order.order_by("order")),
        "skills": skills,
        "skill_heading": pages.skill_heading(skills),
        "shares_skills": role.skill_set_id not in (None, role.pk),
        "open_levels": request.GET.get("levels") == "open",
        "class_name": pages.CLASS_NAMES[role.role_class],
        "path": pages.path_stages(role.path_steps.all()),
        "basis_key": pages.basis_key(),
        "catalogue_version": _version(),
        "crumbs": pages.role_crumbs(role),
    }
    return render(request, "roles/role_detail.html", context)


@method_decorator([login_not_required, require_GET], name="dispatch")
class SkillList(FilterView):
    """All skills, or those that match, in groups by role: the catalogue is one page long."""

    filterset_class = SkillFilter
    template_name = "roles/skill_list.html"

    def get_queryset(self):
        return (
            Skill.objects.current()
            .select_related("skill_set", "competency")
            .order_by("skill_set__order", "order")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        found = list(self.object_list)
        by_role = groupby(found, key=lambda skill: skill.skill_set)
        asked = self.request.GET
        is_narrowed = any(asked.get(name) for name in self.filterset.filters)
        return context | {
            "tabs": pages.tabs("skill_list"),
            "found": len(found),
            "groups": [(role, list(skills)) for role, skills in by_role],
            "is_narrowed": is_narrowed,
            "opened": is_narrowed or self.request.GET.get("lists") == "open",
            "basis_key": pages.basis_key(),
            "catalogue_version": _version(),
        }


@login_not_required
@require_GET
def skill_detail(request, code):
    skill = _with_sub_skills(Skill.objects).filter(code=code).select_related("skill_set").first()
    if skill is None:
        raise Http404(_("There is no skill with this code."))
    resources = LearningResource.objects.current().filter(skills=skill)
    steps = list(SkillCrosswalk.objects.of_skill(skill.code))
    beside = Skill.objects.filter(code__in=[c for s in steps for c in (s.old, s.new)])
    context = {
        "skill": skill,
        "successors": pages.successors(skill, steps, beside),
        "predecessors": pages.predecessors(skill, steps, beside),
        "levels": pages.level_texts(skill, ProficiencyLevel.objects.current()),
        "facts": pages.skill_facts(skill),
        "resources": resources,
        "basis_key": pages.basis_key(),
        "catalogue_version": _version(),
        "crumbs": [
            (_("Roles and skills"), reverse("roles:catalogue")),
            (skill.skill_set.name, skill.skill_set.get_absolute_url()),
            (skill.code, ""),
        ],
    }
    return render(request, "roles/skill_detail.html", context)


@login_not_required
@require_GET
def competency_list(request):
    current = Q(skills__retired_at=None, skills__team=None)
    competencies = Competency.objects.current().annotate(
        skill_count=Count("skills", filter=current),
        critical_count=Count("skills", filter=current & Q(skills__critical=True)),
    )
    return render(
        request,
        "roles/competency_list.html",
        {
            "tabs": pages.tabs("competency_list"),
            "competencies": competencies,
            "basis_key": pages.basis_key(),
            "catalogue_version": _version(),
        },
    )


@method_decorator([login_not_required, require_GET], name="dispatch")
class ResourceList(FilterView):
    """Academies with their prerequisites, and other ways to learn."""

    filterset_class = ResourceFilter
    template_name = "roles/resource_list.html"

    def get_queryset(self):
        current = LearningResource.objects.current()
        return (
            current.order_by("kind", "order")
            .prefetch_related(Prefetch("prerequisites", current))
            .annotate(skill_count=Count("skills", filter=Q(skills__retired_at=None)))
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        found = list(self.object_list)
        by_kind = groupby(found, key=lambda resource: resource.get_kind_display())
        return context | {
            "tabs": pages.tabs("resource_list"),
            "found": len(found),
            "groups": [(kind, list(resources)) for kind, resources in by_kind],
            "is_narrowed": any(self.request.GET.values()),
            "catalogue_version": _version(),
        }


def _with_sub_skills(skills):
    inside = Prefetch("sub_skills", SubSkill.objects.current())
    return skills.select_related("competency").prefetch_related(inside)


def _version():
    version = CatalogueVersion.objects.first()
    return version.code if version else ""
