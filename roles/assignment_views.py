"""Pages of who is in a position: appointing, ending, correcting, and the log of departures."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roles import actions, board
from roles.access import get_editable_or_403, get_visible_or_404
from roles.assignment_forms import AppointForm, CorrectionForm, EndForm
from roles.assignment_pages import assignment_row, period
from roles.departures import Departures
from roles.filling import appoint_context
from roles.models import Assignment, Position, RolePrerequisite, Team
from roles.staffing import read_staffing


@require_http_methods(["GET", "POST"])
def appoint(request, slug, pk):
    team = get_editable_or_403(Team, request.user, slug=slug)
    rows = Position.objects.select_related("role__family").with_assignments()
    position = get_object_or_404(rows, team=team, pk=pk)
    position.team = team
    assignment = Assignment(position=position)
    form = AppointForm(request.POST or None, instance=assignment, members=team.members.all())
    if "check" not in request.POST and _saved(form, actions.appoint, request):
        message = _("%(member)s: %(period)s.") % {
            "member": assignment.member.name,
            "period": period(assignment, timezone.localdate()),
        }
        messages.success(request, message)
        return redirect(position)
    asked = RolePrerequisite.objects.current().filter(role=position.role)
    context = _context(team, position, _("Appoint somebody"))
    context |= appoint_context(form, asked, read_staffing(team))
    return render(request, "roles/appoint.html", context)


@require_http_methods(["GET", "POST"])
def assignment_end(request, slug, pk):
    team, assignment = _of_team(request, slug, pk)
    if assignment.status(timezone.localdate()) != Assignment.Status.CURRENT:
        messages.info(request, _("This assignment is not current. Here you can correct it."))
        return redirect("roles:assignment_edit", slug=slug, pk=pk)
    form = EndForm(request.POST or None, instance=assignment)
    if _saved(form, actions.end_assignment, request):
        words = {"member": assignment.member.name, "position": str(assignment.position)}
        messages.success(request, _("The end of %(member)s as %(position)s is recorded.") % words)
        return redirect(assignment.position)
    context = _context(team, assignment.position, _("End an assignment"))
    context |= {"form": form, "assignment": assignment}
    return render(request, "roles/assignment_end.html", context)


@require_http_methods(["GET", "POST"])
def assignment_edit(request, slug, pk):
    team, assignment = _of_team(request, slug, pk)
    form = CorrectionForm(request.POST or None, instance=assignment)
    if _saved(form, actions.correct_assignment, request):
        messages.success(request, _("The assignment is corrected."))
        return redirect(assignment.position)
    context = _context(team, assignment.position, _("Correct an assignment"))
    context |= {"form": form, "assignment": assignment}
    return render(request, "roles/assignment_form.html", context)


@require_http_methods(["GET", "POST"])
def assignment_delete(request, slug, pk):
    team, assignment = _of_team(request, slug, pk)
    if request.method == "POST":
        actions.delete_assignment(assignment, by=request.user)
        messages.success(request, _("The assignment is deleted."))
        return redirect(assignment.position)
    context = _context(team, assignment.position, _("Delete an assignment"))
    context["row"] = assignment_row(assignment, timezone.localdate())
    return render(request, "roles/assignment_confirm_delete.html", context)


@require_GET
def departures(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    assignments = Assignment.objects.filter(position__team=team).for_history()
    found = Departures(team, assignments, timezone.localdate())
    show = request.GET.get("show", "")
    rows = found.rows(show)
    can_edit = team.can_be_edited_by(request.user)
    context = {
        "team": team,
        "can_edit": can_edit,
        "tabs": board.section_tabs(team, read_staffing(team), "departures", can_edit),
        "anybody_left": rows if not show else found.rows(""),
        "coming": found.coming(),
        "figures": found.figures(),
        "title": found.title(show),
        "show": show,
        "rows": rows,
    }
    return render(request, "roles/departures.html", context)


def _of_team(request, slug, pk):
    """The team and its assignment, for the lead."""
    team = get_editable_or_403(Team, request.user, slug=slug)
    rows = Assignment.objects.select_related("member", "position__role__family")
    assignment = get_object_or_404(rows, position__team=team, pk=pk)
    assignment.position.team = assignment.member.team = team
    return team, assignment


def _saved(form, action, request):
    """Whether the form was sent, is right, and its action went through."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        action(form.instance, by=request.user)
    except ValidationError as refusal:
        form.refuse(refusal)
        return False
    return True


def _context(team, position, title):
    crumbs = [
        (_("Team structure"), reverse("roles:structure", args=[team.slug])),
        (str(position), position.get_absolute_url()),
        (title, ""),
    ]
    return {"team": team, "can_edit": True, "position": position, "title": title, "crumbs": crumbs}
