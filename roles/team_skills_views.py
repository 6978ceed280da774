"""The page Skills and targets, and its forms: everybody in the team reads, the lead changes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roles import board, team_skills_actions
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import Skill, Team
from roles.staffing import read_staffing
from roles.team_skills_forms import LevelsForm, OwnSkillForm, Said
from roles.team_skills_page import (
    TeamSkillFilter,
    TeamSkills,
    position_title,
    retired_own,
    usual_levels,
)


@require_GET
def team_skills(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    can_edit = team.can_be_edited_by(request.user)
    found = TeamSkills(team)
    filters = TeamSkillFilter(request.GET, found.roles)
    context = {
        "team": team,
        "can_edit": can_edit,
        "tabs": board.section_tabs(team, read_staffing(team), "skills", can_edit),
        "filters": filters,
        "sections": found.sections(filters, request.GET.get("open", "")),
        "usual": usual_levels(),
        "retired": retired_own(team),
    }
    return render(request, "roles/team_skills.html", context)


@require_http_methods(["GET", "POST"])
def role_levels(request, slug, role_slug):
    """What is asked of a role, and its targets; of a sub-role that shares skills the targets."""
    team = get_editable_or_403(Team, request.user, slug=slug)
    found = TeamSkills(team)
    role = next((one for one in found.all_roles if one.slug == role_slug), None)
    section = role and (role.skill_set or role)
    skills = found.skills.get(section.pk) if section else None
    if not skills:
        raise Http404
    asks = section == role
    if request.method == "POST" and asks and request.POST.get("all") in ("on", "off"):
        team_skills_actions.ask_all(team, skills, request.POST["all"] == "on")
        return _saved(request, team, role)

    def read():
        return _stored(TeamSkills(team), section, asks, role=role)

    return _levels_page(request, team, role.name, read, asks, section, role=role)


@require_http_methods(["GET", "POST"])
def position_levels(request, slug, pk):
    """The targets of one position, before those of its role."""
    team = get_editable_or_403(Team, request.user, slug=slug)
    found = TeamSkills(team)
    position = next((one for one in found.positions if one.pk == pk), None)
    section = position and (position.role.skill_set or position.role)
    if position is None or not found.skills.get(section.pk):
        raise Http404

    def read():
        return _stored(TeamSkills(team), section, False, position=position)

    title = position_title(position)
    return _levels_page(request, team, title, read, False, section, position=position)


@require_http_methods(["GET", "POST"])
def own_skill_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    skill = Skill(team=team)
    initial = {"code": team_skills_actions.next_own_code(team)}
    form = OwnSkillForm(request.POST or None, instance=skill, initial=initial)
    if request.method == "POST" and form.is_valid():
        if team_skills_actions.add_own_skill(form):
            return _saved(request, team, skill.skill_set)
        form.add_error("code", _("The team has an own skill with this code already."))
    return _own_page(request, team, form, _("Add an own skill"))


@require_http_methods(["GET", "POST"])
def own_skill_edit(request, slug, pk):
    team, skill = _own_skill(request, slug, pk)
    form = OwnSkillForm(request.POST or None, instance=skill)
    if request.method == "POST" and form.is_valid():
        form.save()
        return _saved(request, team, skill.skill_set)
    return _own_page(request, team, form, _("Change %(code)s") % {"code": skill.code})


@require_http_methods(["GET", "POST"])
def own_skill_retire(request, slug, pk):
    team, skill = _own_skill(request, slug, pk)
    if request.method == "POST":
        own = Skill.every.filter(pk=skill.pk, retired_at=None)
        own.update(retired_at=timezone.now())
        messages.success(request, _("%(skill)s is retired.") % {"skill": skill})
        return redirect("roles:team_skills", slug=slug)
    context = {
        "team": team,
        "skill": skill,
        "crumbs": _crumbs(team, _("Retire %(code)s") % {"code": skill.code}),
    }
    return render(request, "roles/own_skill_retire.html", context)


@require_POST
def own_skill_restore(request, slug, pk):
    team, skill = _own_skill(request, slug, pk)
    Skill.every.filter(pk=skill.pk).update(retired_at=None)
    messages.success(request, _("%(skill)s is back.") % {"skill": skill})
    return redirect("roles:team_skills", slug=team.slug)


def _stored(found, section, asks, *, role=None, position=None):
    """What stands in a role or position now, and which target counts there without an own one."""
    thresholds, targets = usual_levels(), found.targets
    said, usual = {}, {}
    for skill in found.skills.get(section.pk, []):
        if role is not None:
            own = targets.by_role.get((role.slug, skill.code))
            above = targets.by_role.get((section.slug, skill.code)) if role != section else None
        else:
            own = targets.by_position.get((position.pk, skill.code))
            above = targets.of_role(position.role, skill.code)
        said[skill] = Said(skill.is_asked() if asks else None, own)
        usual[skill] = thresholds.default_target if above is None else above
    return {"said": said, "usual": usual}


def _levels_page(request, team, title, read, asks, section, **place):
    if request.method == "POST":
        form = team_skills_actions.change_levels(team, request.POST, read, **place)
        if form.is_valid():
            return _saved(request, team, section)
    else:
        form = LevelsForm(None, **read())
    context = {
        "team": team,
        "can_edit": True,
        "title": title,
        "form": form,
        "asks": asks,
        "section": section,
        "usual": usual_levels(),
        "cancel": _list_url(team, section),
        "crumbs": _crumbs(team, title),
    }
    return render(request, "roles/team_levels_form.html", context)


def _own_page(request, team, form, title):
    context = {
        "team": team,
        "can_edit": True,
        "form": form,
        "skill": form.instance,
        "title": title,
        "crumbs": _crumbs(team, title),
    }
    return render(request, "roles/own_skill_form.html", context)


def _own_skill(request, slug, pk):
    team = get_editable_or_403(Team, request.user, slug=slug)
    skill = Skill.every.filter(team=team, pk=pk).select_related("skill_set", "team").first()
    if skill is None:
        raise Http404
    return team, skill


def _saved(request, team, role):
    messages.success(request, _("%(role)s: skills and targets are saved.") % {"role": role})
    return redirect(_list_url(team, role))


def _list_url(team, role):
    """The list with that role open, and at its place."""
    return f"{reverse('roles:team_skills', args=[team.slug])}?open={role.slug}#{role.slug}"


def _crumbs(team, title):
    return [
        (_("Team structure"), reverse("roles:structure", args=[team.slug])),
        (_("Skills and targets"), reverse("roles:team_skills", args=[team.slug])),
        (title, ""),
    ]
