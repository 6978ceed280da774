"""Pages of a team's description, its structure board and its positions."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roles import actions, board
from roles.access import get_editable_or_403, get_visible_or_404
from roles.assignment_pages import history
from roles.candidate_actions import fill_position
from roles.candidate_forms import CheckSheet
from roles.catalogue_pages import role_groups
from roles.deleting import what_goes
from roles.editing import changed_meanwhile, delete_seen
from roles.filling import candidate_is_right, new_context
from roles.forms import TeamForm, WordsForm
from roles.models import Position, Role, RolePrerequisite, Team
from roles.once import make_once, token_of
from roles.position_check import check_position
from roles.position_forms import NewPositionForm, PositionForm, role_choices
from roles.position_page import filled_in, position_context
from roles.staffing import read_staffing

# With more positions the printed board needs another arrangement to stay on one sheet.
LARGE = 24


@require_http_methods(["GET", "POST"])
def team_create(request):
    form = TeamForm(request.POST or None, languages=settings.LANGUAGES)
    if request.method == "POST" and form.is_valid():
        team = form.instance
        url, is_first = make_once(request, partial(actions.create_team, team, by=request.user))
        if is_first:
            words = _("The team is created, and you are its operational lead here.")
            messages.success(request, words)
        return redirect(url)
    context = {"form": form, "once": token_of(request)}
    return render(request, "roles/team_form.html", context)


@require_http_methods(["GET", "POST"])
def team_edit(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    words = WordsForm(request.POST or None, team=Team.objects.get(pk=team.pk))
    form = TeamForm(request.POST or None, instance=team, languages=settings.LANGUAGES)
    # The words first: a valid form of the team has claimed its version.
    if request.method == "POST" and words.is_valid() and form.is_valid():
        team.words = words.own_words()
        form.save()
        messages.success(request, _("The description of the team is saved."))
        return redirect(team)
    shown = Team.objects.get(pk=team.pk)  # the heading keeps what is stored while the form differs
    context = {"team": shown, "form": form, "words": words, "can_edit": True}
    return render(request, "roles/team_form.html", context)


@require_GET
def structure(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    can_edit = team.can_be_edited_by(request.user)
    staffing = read_staffing(team)
    as_list = request.GET.get("view") == "list"
    lanes = board.Board(team, staffing, _roles_for(team), can_edit)
    context = {
        "team": team,
        "can_edit": can_edit,
        "facts": board.structure_facts(staffing, timezone.localdate()),
        "tabs": board.section_tabs(team, staffing, "positions" if as_list else "board", can_edit),
        "groups": lanes.groups(),
        "advice": board.advice(lanes.warnings, staffing.positions, can_edit),
        "positions": staffing.positions,
        "is_large": len(staffing.positions) > LARGE,
        "closed": _closed(team) if as_list else [],
    }
    name = "position_list" if as_list else "structure"
    return render(request, f"roles/{name}.html", context)


@require_http_methods(["GET", "POST"])
def position_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    asked = request.POST.get("role") or request.GET.get("role", "")
    role = _role(asked)
    if role is None or role.is_family:
        return render(request, "roles/position_role.html", _role_context(team, role))
    staffing = read_staffing(team)
    form = NewPositionForm(
        request.POST or None,
        instance=Position(team=team, role=role),
        roles=role_choices(_roles_for(team)),
        members=staffing.members,
    )
    asked = RolePrerequisite.objects.current().filter(role=role).in_words_of(team, "text")
    sheet = CheckSheet(request.POST or None, asked, {})
    is_right = form.is_bound and candidate_is_right(form, sheet)
    if is_right and "check" not in request.POST:
        return _saved_new(request, form, sheet)
    context = new_context(form, sheet, staffing) | {"once": token_of(request)}
    return render(request, "roles/position_new.html", context)


@require_http_methods(["GET", "POST"])
def position_edit(request, slug, pk):
    team = get_editable_or_403(Team, request.user, slug=slug)
    rows = Position.objects.select_related("role__family").with_assignments()
    position = get_object_or_404(rows, team=team, pk=pk)
    position.team = team
    return _position_page(request, team, position)


@require_http_methods(["GET", "POST"])
def position_delete(request, slug, pk):
    team = get_editable_or_403(Team, request.user, slug=slug)
    position = get_object_or_404(Position.objects.select_related("role"), team=team, pk=pk)
    if request.method == "POST":
        if delete_seen(position, request.POST.get("seen")):
            message = _("The position %(position)s is deleted.") % {"position": position}
            messages.success(request, message)
            return redirect("roles:structure", slug=slug)
        messages.warning(request, changed_meanwhile())
    context = {"team": team, "position": position, "goes": what_goes(position)}
    return render(request, "roles/position_confirm_delete.html", context)


def _position_page(request, team, position):
    """The form of a position with the check beside it; POST saves or checks."""
    facts = read_staffing(team)
    roles = list(_roles_for(team))
    form = _position_form(request.POST or None, position, role_choices(roles))
    if form.is_bound and form.is_valid() and "check" not in request.POST:
        return _after(request, actions.save_position(form.instance, by=request.user))
    candidate = filled_in(form, position, roles) if form.is_bound else position
    context = position_context(team, form, position, candidate, facts) | history(position)
    return render(request, "roles/position_form.html", context)


def _position_form(data, position, roles):
    instance = _unsaved_copy(position) if data and "check" in data else position
    is_filled = position.state == Position.State.FILLED
    return PositionForm(data, instance=instance, roles=roles, is_filled=is_filled)


def _unsaved_copy(position):
    """Checked in its place, so that a look does not count as a save of the row."""
    return Position(team=position.team, role=position.role, version=position.version)


def _saved_new(request, form, sheet):
    position = form.instance
    assignment = form.new_assignment()
    save = partial(fill_position, position, assignment, sheet.entries, by=request.user)
    url, is_first = make_once(request, save)
    if not is_first:
        return redirect(url)
    return _after(request, position)


def _after(request, position):
    """Where a save leads: to the check when the guide advises otherwise, else to the board."""
    team = position.team
    check = check_position(position, read_staffing(team), team)
    saved = {"position": position.role.name}
    if position.holder and check.differs_from_advice:
        message = _("%(position)s is saved. The guide advises otherwise; the check says why.")
        messages.success(request, message % saved)
        return redirect(f"{position.get_absolute_url()}?check#check")
    messages.success(request, _("%(position)s is saved.") % saved)
    return redirect("roles:structure", slug=team.slug)


def _roles_for(team):
    """The roles of the catalogue, and retired ones in which the team has a position still."""
    held = Q(pk__in=team.positions.values("role"))
    return Role.objects.filter(Q(retired_at=None) | held).order_by("order")


def _role(asked):
    """The role of an address (its slug) or of the form (its number), as both are sent."""
    roles = Role.objects.current().select_related("family")
    return next((role for role in roles if asked in (role.slug, str(role.pk))), None)


def _role_context(team, family):
    """Which roles can be chosen: all, or those of a family."""
    groups = role_groups(Role.objects.current().order_by("order"))
    return {"team": team, "can_edit": True, "groups": groups, "family": family}


def _closed(team):
    return team.positions.closed().for_board()
