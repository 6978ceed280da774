"""Pages of what keeps each member. Only the operational lead and the member see them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roles import actions, board
from roles.access import get_editable_or_403, get_visible_or_404
from roles.catalogue_pages import basis_key
from roles.editing import changed_meanwhile, delete_seen
from roles.models import RetentionOutlook, RetentionStep, Team
from roles.models.retention import members_open_to
from roles.retention_forms import OutlookForm, StepForm
from roles.retention_page import retention_facts, retention_rows, risk_of
from roles.staffing import read_staffing


@require_GET
def retention(request, slug):
    """The lead's list. That it exists is nobody else's business: 404, not 403."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    if not team.can_be_edited_by(request.user):
        raise Http404
    steps = RetentionStep.objects.visible_to(request.user).filter(member__team=team)
    outlooks = RetentionOutlook.objects.visible_to(request.user).filter(member__team=team)
    rows = retention_rows(team, outlooks, steps.select_related("measure"), timezone.localdate())
    context = {
        "team": team,
        "can_edit": True,
        "rows": rows,
        "facts": retention_facts(rows) if rows else [],
        "begun": any(row.risk.key or row.steps for row in rows),
        "tabs": board.section_tabs(team, read_staffing(team), "retention", True),
    }
    return render(request, "roles/retention.html", context)


@require_http_methods(["GET", "POST"])
def member_retention(request, slug, pk):
    member = _member(request, slug, pk)
    outlook = RetentionOutlook.objects.visible_to(request.user).filter(member=member).first()
    can_edit = member.can_be_edited_by(request.user)
    form = None
    if can_edit:
        form = OutlookForm(
            request.POST or None, instance=outlook or RetentionOutlook(member=member)
        )
    elif request.method == "POST":
        raise PermissionDenied(_("You can look at this, but only the operational lead changes it."))
    if request.method == "POST" and form.is_valid() and _is_saved(request, form):
        messages.success(request, _("The risk for %(member)s is saved.") % {"member": member})
        return redirect(_page_of(member))
    return render(request, "roles/member_retention.html", _context(member, outlook, form, can_edit))


@require_http_methods(["GET", "POST"])
def step_create(request, slug, pk):
    member = _member(request, slug, pk)
    if not member.can_be_edited_by(request.user):
        raise PermissionDenied(_("You can look at this, but only the operational lead changes it."))
    return _step_page(request, RetentionStep(member=member), _("Add a measure"))


@require_http_methods(["GET", "POST"])
def step_edit(request, slug, pk):
    return _step_page(request, _editable_step(request, slug, pk), _("Change a measure"))


@require_http_methods(["GET", "POST"])
def step_delete(request, slug, pk):
    step = _editable_step(request, slug, pk)
    if request.method == "POST":
        if delete_seen(step, request.POST.get("seen")):
            messages.success(request, _("The measure %(measure)s is deleted.") % {"measure": step})
            return redirect(_page_of(step.member))
        messages.warning(request, changed_meanwhile())
    context = {
        "row": step,
        "team": step.member.team,
        "title": _("Delete the measure %(measure)s?") % {"measure": step},
        "text": _(
            "It stands with %(member)s, with its next step and note. Deleting cannot be undone."
        )
        % {"member": step.member},
        "cancel": _page_of(step.member),
        "crumbs": _crumbs(step.member, _("Delete")),
    }
    return render(request, "roles/confirm_delete.html", context)


def _step_page(request, step, title):
    form = StepForm(request.POST or None, instance=step)
    if request.method == "POST" and form.is_valid() and _is_saved(request, form):
        messages.success(request, _("%(measure)s is saved.") % {"measure": step})
        return redirect(_page_of(step.member))
    context = {
        "team": step.member.team,
        "can_edit": True,
        "member": step.member,
        "form": form,
        "title": title,
        "basis_key": basis_key(),
        "cancel": _page_of(step.member),
        "crumbs": _crumbs(step.member, title),
    }
    return render(request, "roles/retention_step_form.html", context)


def _is_saved(request, form):
    row = form.instance
    if actions.save_checked(row, team=row.member.team, by=request.user):
        return True
    form.refuse_late(None, _("Somebody else saved the same just now. Look at it and save again."))
    return False


def _context(member, outlook, form, can_edit):
    # The form may have written into the outlook what was refused; the heading shows what is stored.
    stored = RetentionOutlook.objects.filter(member=member).first() if form else outlook
    steps = member.retention_steps.select_related("measure").order_by("pk")
    today = timezone.localdate()
    return {
        "team": member.team,
        "can_edit": can_edit,
        "member": member,
        "form": form,
        "risk": risk_of(stored),
        "outlook": stored,
        "steps": [(step, bool(step.due and step.due < today)) for step in steps],
        "basis_key": basis_key(),
        "crumbs": _crumbs(member),
    }


def _member(request, slug, pk):
    members = members_open_to(request.user).select_related("team")
    return get_object_or_404(members, team__slug=slug, pk=pk)


def _editable_step(request, slug, pk):
    steps = RetentionStep.objects.select_related("member__team", "measure")
    return get_editable_or_403(steps, request.user, member__team__slug=slug, pk=pk)


def _page_of(member):
    return reverse("roles:member_retention", args=[member.team.slug, member.pk])


def _crumbs(member, last=""):
    """The way over the member's own page, which whoever sees this one may see too."""
    slug = member.team.slug
    crumbs = [
        (_("Members"), reverse("roles:member_list", args=[slug])),
        (member.name, member.get_absolute_url()),
        (_("Retention"), _page_of(member) if last else ""),
    ]
    return [*crumbs, (last, "")] if last else crumbs
