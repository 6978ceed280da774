"""The admin's page of a new catalogue version: look at it, then apply exactly that.

`roles.admin` gives it its address, through `admin_site.admin_view`.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roles.catalogue_files import FOLDER
from roles.catalogue_loader import (
    NotAsSeenError,
    back_to_guide,
    check_catalogue,
    load_catalogue,
)
from roles.catalogue_tables import TABLES
from roles.catalogue_words import CatalogueError, groups_of, remarks, summary

MODELS = {table.model._meta.model_name: table.model for table in TABLES}


@require_http_methods(["GET", "POST"])
def catalogue_check(request):
    """What the files of the guide would change here. Whoever may add a catalogue version may."""
    if not request.user.has_perm("roles.add_catalogueversion"):
        raise PermissionDenied
    try:
        if request.method == "POST":
            return _back(request) if "name" in request.POST else _apply(request)
        if seal := request.GET.get("confirm"):
            return _confirm(request, seal)
        return _show(request)
    except CatalogueError as error:
        return _page(request, "check", {"error": str(error)}, status=409)


def _show(request):
    changes = check_catalogue(FOLDER)
    context = {
        "summary": summary(changes),
        "remarks": remarks(changes),
        "groups": groups_of(changes),
        "seal": changes.seal if changes.writes else None,
    }
    return _page(request, "check", context)


def _confirm(request, seal):
    changes = check_catalogue(FOLDER)
    if changes.seal != seal:
        return _not_as_seen(request)
    context = {"summary": summary(changes), "remarks": remarks(changes), "seal": seal}
    return _page(request, "apply", context)


def _apply(request):
    try:
        changes = load_catalogue(FOLDER, seal=request.POST.get("seal", ""))
    except NotAsSeenError:
        return _not_as_seen(request)
    messages.success(request, summary(changes))
    return redirect(request.path)


def _not_as_seen(request):
    problem = _("The catalogue has changed since you looked. Nothing was written; look again.")
    messages.error(request, problem)
    return redirect(request.path)


def _back(request):
    """One column goes back to the text of the guide."""
    model = MODELS.get(request.POST.get("model"))
    pk, name = request.POST.get("pk", ""), request.POST["name"]
    if model is None or not pk.isdecimal():
        raise Http404
    if not request.user.has_perm(f"roles.change_{model._meta.model_name}"):
        raise PermissionDenied
    item = get_object_or_404(model, pk=pk, local=False)
    if name not in item.loaded:
        raise Http404
    back_to_guide(item=item, name=name, by=request.user)
    messages.success(request, _("“%(item)s” says what the guide says again.") % {"item": item})
    return redirect(request.path)


def _page(request, name, context, status=200):
    titles = {"check": _("New catalogue version"), "apply": _("Apply the new catalogue version?")}
    context = admin.site.each_context(request) | {"title": titles[name]} | context
    return render(request, f"admin/catalogue_{name}.html", context, status=status)
