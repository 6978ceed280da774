"""Pages of the members of a team, and of who has access to it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roles import actions, board
from roles.access import get_editable_or_403, get_visible_or_404
from roles.assignment_pages import member_history
from roles.deleting import what_goes, what_keeps
from roles.forms import AccessForm, MemberForm
from roles.member_pages import member_facts, member_rows
from roles.models import Member, Team, TeamAccess
from roles.once import make_once, token_of
from roles.staffing import read_staffing


@require_GET
def member_list(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    can_edit = team.can_be_edited_by(request.user)
    staffing = read_staffing(team)
    context = {
        "team": team,
        "can_edit": can_edit,
        "tabs": board.section_tabs(team, staffing, "members", can_edit),
        "rows": member_rows(staffing),
    }
    return render(request, "roles/member_list.html", context)


@require_http_methods(["GET", "POST"])
def member_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    form = MemberForm(request.POST or None, instance=Member(team=team))
    if request.method == "POST" and form.is_valid():
        member = form.instance
        url, is_first = make_once(request, partial(actions.add_member, member, by=request.user))
        if is_first:
            messages.success(request, _("%(member)s is a member of the team.") % {"member": member})
        return redirect(url)
    context = {"team": team, "can_edit": True, "form": form, "crumbs": _crumbs(team, _("New"))}
    return render(request, "roles/member_form.html", context | {"once": token_of(request)})


@require_GET
def member_detail(request, slug, pk):
    team = get_visible_or_404(Team, request.user, slug=slug)
    member = _member(team, pk)
    can_edit = team.can_be_edited_by(request.user)
    is_close = can_edit or member.user == request.user
    context = {
        "team": team,
        "can_edit": can_edit,
        "sees_retention": is_close,
        "member": member,
        "facts": member_facts(member, shows_account=is_close),
        **member_history(member.assignments.for_history()),
        "crumbs": _crumbs(team, member.name),
    }
    return render(request, "roles/member_detail.html", context)


@require_http_methods(["GET", "POST"])
def member_edit(request, slug, pk):
    team = get_editable_or_403(Team, request.user, slug=slug)
    member = _member(team, pk)
    crumbs = _crumbs(team, member.name, member.get_absolute_url(), _("Change"))
    form = MemberForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("%(member)s is saved.") % {"member": member})
        return redirect(member)
    context = {"team": team, "can_edit": True, "form": form, "member": member, "crumbs": crumbs}
    return render(request, "roles/member_form.html", context)


@require_http_methods(["GET", "POST"])
def member_delete(request, slug, pk):
    team = get_editable_or_403(Team, request.user, slug=slug)
    member = _member(team, pk)
    obstacles = what_keeps(member)
    if request.method == "POST" and not obstacles:
        if actions.delete_member(member, by=request.user):
            messages.success(request, _("%(member)s is deleted.") % {"member": member.name})
            return redirect("roles:member_list", slug=slug)
        obstacles = what_keeps(member)
    context = {
        "team": team,
        "can_edit": True,
        "member": member,
        "obstacles": obstacles,
        "goes": [] if obstacles else what_goes(member),
        "crumbs": _crumbs(team, member.name, member.get_absolute_url(), _("Delete")),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "roles/member_confirm_delete.html", context, status=status)


@require_http_methods(["GET", "POST"])
def access(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    form = AccessForm(request.POST or None, instance=TeamAccess(team=team))
    if request.method == "POST" and form.is_valid():
        given = form.instance
        if actions.save_checked(given, team=team, by=request.user):
            message = _("%(person)s has access now.") % {"person": given.user}
            messages.success(request, message)
            return redirect("roles:access", slug=slug)
        form.add_error("email", _("This account has access to the team already."))
    accesses = team.accesses.select_related("user").order_by("level", "user__email")
    members = team.members.exclude(user=None).select_related("user")
    context = {
        "team": team,
        "can_edit": True,
        "form": form,
        "accesses": accesses,
        "members": members,
    }
    return render(request, "roles/access.html", context)


@require_http_methods(["GET", "POST"])
def access_remove(request, slug, pk):
    team = get_editable_or_403(Team, request.user, slug=slug)
    row = get_object_or_404(TeamAccess.objects.select_related("user", "team"), team=team, pk=pk)
    if request.method == "GET":
        context = {"team": team, "can_edit": True, "access": row}
        return render(request, "roles/access_confirm_remove.html", context)
    if not actions.remove_access(row, by=request.user):
        message = _("A team needs an operational lead. Give this access to somebody else first.")
        messages.error(request, message)
        return redirect("roles:access", slug=slug)
    messages.success(request, _("%(person)s has no access any more.") % {"person": row.user})
    own = row.user_id == request.user.pk
    return redirect("home") if own else redirect("roles:access", slug=slug)


def _member(team, pk):
    member = get_object_or_404(Member.objects.select_related("user"), team=team, pk=pk)
    member.team = team
    return member


def _crumbs(team, *rest):
    """Team structure, members, and what follows: titles, a title followed by its address."""
    crumbs = [
        (_("Team structure"), reverse("roles:structure", args=[team.slug])),
        (_("Members"), reverse("roles:member_list", args=[team.slug])),
    ]
    if len(rest) == 3:
        crumbs.append((rest[0], rest[1]))
    return [*crumbs, (rest[-1], "")]
