"""Staffing sheets: the tasks of a project by role, who is named, where outside help is needed."""

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roles import actions, board
from roles.access import get_editable_or_403, get_visible_or_404
from roles.editing import changed_meanwhile, delete_seen
from roles.governance_forms import (
    FIRST_ROWS,
    MORE_ROWS,
    StaffingProjectForm,
    stored_rows,
    tasks_formset,
    typed_rows,
)
from roles.models import Role, StaffingProject, Team
from roles.once import make_once, token_of
from roles.staffing import read_staffing
from roles.staffing_page import staffing_facts, tasks_by_role


@require_GET
def staffing_list(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    can_edit = team.can_be_edited_by(request.user)
    context = {
        "team": team,
        "can_edit": can_edit,
        "tabs": board.section_tabs(team, read_staffing(team), "staffing", can_edit),
        "projects": team.staffing_projects.with_counts(),
        "once": token_of(request),
    }
    return render(request, "roles/staffing_list.html", context)


def detail_context(project, user):
    """What the sheet shows. The page stands above (coreteam): it adds the phases of people."""
    tasks = list(project.tasks.select_related("role", "member"))
    return {
        "team": project.team,
        "can_edit": project.can_be_edited_by(user),
        "project": project,
        "groups": tasks_by_role(tasks),
        "facts": staffing_facts(tasks) if tasks else [],
        "columns": 3,
        "crumbs": _crumbs(project.team, project.title),
    }


@require_http_methods(["GET", "POST"])
def staffing_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    return _sheet_page(request, StaffingProject(team=team), _("Add a project"))


@require_http_methods(["GET", "POST"])
def staffing_edit(request, slug, pk):
    project = _editable(request, slug, pk)
    return _sheet_page(request, project, project.title)


@require_POST
def staffing_example(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    made = []

    def make():
        made.append(actions.copy_staffing_example(team, by=request.user))
        return made[0]

    url, is_first = make_once(request, make)
    if not is_first:
        return redirect(url)
    messages.success(request, _("The guide's example is copied. Now name the people."))
    return redirect("roles:staffing_edit", slug=slug, pk=made[0].pk)


@require_http_methods(["GET", "POST"])
def staffing_delete(request, slug, pk):
    project = _editable(request, slug, pk)
    if request.method == "POST":
        if delete_seen(project, request.POST.get("seen")):
            done = _("The project %(project)s is deleted.") % {"project": project}
            messages.success(request, done)
            return redirect("roles:staffing_list", slug=slug)
        messages.warning(request, changed_meanwhile())
    context = {
        "row": project,
        "team": project.team,
        "title": _("Delete the project %(project)s?") % {"project": project},
        "text": _("Its tasks are deleted too. Deleting cannot be undone."),
        "cancel": project.get_absolute_url(),
        "crumbs": _crumbs(project.team, project.title, project.get_absolute_url(), _("Delete")),
    }
    return render(request, "roles/confirm_delete.html", context)


def _sheet_page(request, project, title):
    form, tasks = _forms(request, project)
    if form.is_bound and all([tasks.is_valid(), form.is_valid()]):
        return _saved(request, form.instance, tasks.tasks)
    cancel = reverse("roles:staffing_list", args=[project.team.slug])
    context = {
        "team": project.team,
        "can_edit": True,
        "form": form,
        "tasks": tasks,
        "title": title,
        "project": project,
        "once": None if project.pk else token_of(request),
        "cancel": project.get_absolute_url() if project.pk else cancel,
        "crumbs": _crumbs(project.team, title),
    }
    return render(request, "roles/staffing_form.html", context)


def _saved(request, project, tasks):
    save = partial(actions.save_staffing, project, tasks, by=request.user)
    url, is_first = make_once(request, save)
    if is_first:
        messages.success(request, _("%(project)s is saved.") % {"project": project})
    return redirect(url)


def _forms(request, project):
    """The form of the project and its rows; with "more" what was typed comes back unsaved."""
    stored = list(project.tasks.all()) if project.pk else []
    used = Q(pk__in=[task.role_id for task in stored])
    choices = {
        "roles": list(Role.objects.filter(Q(retired_at=None) | used).order_by("order", "pk")),
        "members": list(project.team.members.order_by("name", "pk")),
    }
    if "more" in request.POST:
        typed = {name: request.POST.get(name, "") for name in ("title", "note", "seen")}
        rows = typed_rows(request.POST)
        tasks = tasks_formset(None, rows=rows, extra=MORE_ROWS, **choices)
        return StaffingProjectForm(instance=project, initial=typed, tasks=tasks), tasks
    extra = MORE_ROWS if stored else FIRST_ROWS
    data = request.POST if request.method == "POST" else None
    tasks = tasks_formset(data, rows=stored_rows(stored), extra=extra, **choices)
    return StaffingProjectForm(data, instance=project, tasks=tasks), tasks


def _editable(request, slug, pk):
    projects = StaffingProject.objects.select_related("team")
    return get_editable_or_403(projects, request.user, team__slug=slug, pk=pk)


def _crumbs(team, *rest):
    """The way over the list; a title may be followed by its address and another title."""
    crumbs = [
        (_("Team structure"), reverse("roles:structure", args=[team.slug])),
        (_("Project staffing"), reverse("roles:staffing_list", args=[team.slug])),
    ]
    if len(rest) == 3:
        crumbs.append((rest[0], rest[1]))
    return [*crumbs, (rest[-1], "")]
