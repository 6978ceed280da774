"""The sheet of a project with the phase of each person, for those who may read it by name."""

from collections import defaultdict

from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.models import Assessment
from assessments.overrides import shown_phases
from assessments.results import current_sheets
from roles.access import get_visible_or_404
from roles.models import StaffingProject
from roles.staffing_views import detail_context


@require_GET
def staffing_detail(request, slug, pk):
    projects = StaffingProject.objects.select_related("team")
    project = get_visible_or_404(projects, request.user, team__slug=slug, pk=pk)
    context = detail_context(project, request.user)
    phases = _phases(project.team, request.user)
    tasks = [task for group in context["groups"] for task in group.tasks]
    for task in tasks:
        task.phases = phases.get((task.member_id, task.role_id), [])
    if any(task.phases for task in tasks):
        context |= {"shows_phases": True, "columns": context["columns"] + 1}
    return render(request, "coreteam/staffing_detail.html", context)


def _phases(team, user):
    """ShownPhase by member and role, of a family each of its sub-roles. Four queries.

    A role without a skill set of its own is assessed with that of another one.
    """
    sheets = current_sheets(team, Assessment.objects.results_visible_to(user))
    shown = shown_phases(sheets)
    found = defaultdict(list)
    for sheet in sheets:
        for role in {sheet.section.pk, sheet.section.family_id} - {None}:
            found[sheet.member.pk, role].append(shown[sheet.assessment.pk])
    return found
