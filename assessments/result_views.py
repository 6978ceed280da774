"""Results of closed rounds."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments import result_pages
from roles.access import get_visible_or_404
from roles.models import Team


@require_GET
def results(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    return render(
        request,
        "assessments/results.html",
        {"team": team, "can_edit": team.can_be_edited_by(request.user)}
        | result_pages.results_page(team, request.user, request.GET.get("without", "")),
    )


@require_GET
def sheet_result(request, slug, member_pk, role_slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    page = result_pages.sheet_page(team, request.user, member_pk, role_slug)
    return render(
        request, "assessments/sheet_result.html", {"team": team, "can_edit": False} | page
    )
