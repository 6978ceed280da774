"""Pages of the bodies around a team: who decides, who reports to whom, when they meet."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roles import actions, board
from roles.access import get_editable_or_403, get_visible_or_404
from roles.editing import changed_meanwhile, delete_seen
from roles.governance_forms import BodyForm
from roles.governance_page import GovernancePage, next_block
from roles.guide_examples import governance_layers
from roles.models import Body, Team
from roles.staffing import read_staffing


@require_GET
def governance(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    can_edit = team.can_be_edited_by(request.user)
    bodies = list(team.bodies.select_related("reports_to").order_by("name", "pk"))
    page = GovernancePage(team, bodies, can_edit, timezone.localdate())
    missing = page.missing()
    context = {
        "team": team,
        "can_edit": can_edit,
        "tabs": board.section_tabs(team, read_staffing(team), "governance", can_edit),
        "lanes": page.lanes(governance_layers(get_language())),
        "beside": page.beside(),
        "meetings": page.meetings(),
        "next": next_block(missing[0]) if missing and can_edit else None,
        "missing": missing[1:] if can_edit else missing,
    }
    return render(request, "roles/governance.html", context)


@require_http_methods(["GET", "POST"])
def body_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    layer = request.GET.get("layer", "")
    body = Body(team=team, layer=layer if layer in Body.Layer.values else "")
    return _body_page(request, body, _("Add a body"), _proposal(team, body))


@require_http_methods(["GET", "POST"])
def body_edit(request, slug, pk):
    return _body_page(request, _editable(request, slug, pk), _("Change a body"), {})


@require_http_methods(["GET", "POST"])
def body_delete(request, slug, pk):
    body = _editable(request, slug, pk)
    if request.method == "POST":
        if delete_seen(body, request.POST.get("seen")):
            messages.success(request, _("%(body)s is deleted.") % {"body": body.name})
            return redirect("roles:governance", slug=slug)
        messages.warning(request, changed_meanwhile())
    context = {
        "row": body,
        "team": body.team,
        "title": _("Delete %(body)s?") % {"body": body.name},
        "text": _(
            "Bodies that report to it stay, and report to nobody then. Deleting cannot be undone."
        ),
        "cancel": body.get_absolute_url(),
        "crumbs": _crumbs(body.team, _("Delete")),
    }
    return render(request, "roles/confirm_delete.html", context)


def _body_page(request, body, title, initial):
    form = BodyForm(request.POST or None, instance=body, initial=initial)
    if request.method == "POST" and form.is_valid():
        if actions.save_checked(form.instance, team=body.team, by=request.user):
            messages.success(request, _("%(body)s is saved.") % {"body": body})
            return redirect(body)
        form.refuse_late(
            None, _("Somebody else changed the bodies just now. Look at them and save again.")
        )
    context = {
        "team": body.team,
        "can_edit": True,
        "body": body,
        "form": form,
        "title": title,
        "crumbs": _crumbs(body.team, title),
    }
    return render(request, "roles/body_form.html", context)


def _proposal(team, body):
    """What is known of a new body already: its task by the guide, its name by the description."""
    layers = {layer["key"]: layer for layer in governance_layers(team.language)}
    if body.layer not in layers:
        return {}
    is_first = body.layer == Body.Layer.GOVERNANCE and not team.bodies.exists()
    name = team.governing_body[:160] if is_first else ""
    return {"task": layers[body.layer]["task"], "name": name}


def _editable(request, slug, pk):
    bodies = Body.objects.select_related("team", "reports_to")
    return get_editable_or_403(bodies, request.user, team__slug=slug, pk=pk)


def _crumbs(team, title):
    return [
        (_("Team structure"), reverse("roles:structure", args=[team.slug])),
        (_("Governance"), reverse("roles:governance", args=[team.slug])),
        (title, ""),
    ]
