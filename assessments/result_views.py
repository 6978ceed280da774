"""Results of closed rounds: pages, pictures and the workbook. GET only; who writes is elsewhere."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from assessments.change_pages import change_page
from assessments.differences import differences_page
from assessments.pictures import coverage_picture, heat_picture, phase_picture, role_picture
from assessments.result_forms import CommentForm
from assessments.result_pages import results_page
from assessments.result_tabs import result_tabs
from assessments.sheet_result_page import (
    FEWEST_SPOKES,
    radar,
    read_current,
    read_spokes,
    sheet_page,
)
from assessments.workbook import results_workbook, sheet_workbook
from roles.access import get_visible_or_404
from roles.models import Team
from roles.targets import wanted_levels

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def results(request, slug):
    return _tab(request, slug, "results", results_page)


@require_GET
def change(request, slug):
    return _tab(request, slug, "change", change_page)


@require_GET
def differences(request, slug):
    return _tab(request, slug, "differences", differences_page)


def _tab(request, slug, name, page):
    team = get_visible_or_404(Team, request.user, slug=slug)
    context = page(team, request.user, request.GET)
    context |= {"team": team, "tabs": result_tabs(team, request.user, name)}
    return render(request, f"assessments/{name}.html", context)


@require_GET
def workbook(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    content = results_workbook(team, request.user, request.GET)
    name = _("results")
    return _download(content, XLSX, f"{team.slug}-{name}.xlsx")


@require_GET
def picture(request, slug, name):
    """A picture of the results page as a file; 404 where its reader has no such picture."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    page = results_page(team, request.user, request.GET)
    if name == "heat-map" and page["maps"]:
        drawn = heat_picture(page["maps"])
    elif name == "phases" and page["rows"]:
        drawn = phase_picture(page["rows"], page["thresholds"])
    elif name == "roles" and page["sees_all"]:
        drawn = role_picture(page["spreads"], page["thresholds"])
    elif name == "coverage" and page["sees_all"]:
        drawn = coverage_picture(page["coverage"])
    else:
        raise Http404
    return _svg(request, drawn, f"{team.slug}-{name}.svg")


@require_GET
def sheet_result(request, slug, member_pk, role_slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    sheet = read_current(team, request.user, member_pk, role_slug)
    page = sheet_page(team, request.user, sheet, request.GET.get("compare", "target"))
    page["can_edit"] = team.can_be_edited_by(request.user)
    if page["is_own"]:
        page["form"] = CommentForm(instance=page["comment"])
    return render(request, "assessments/sheet_result.html", {"team": team, **page})


@require_GET
def sheet_result_workbook(request, slug, member_pk, role_slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    sheet = read_current(team, request.user, member_pk, role_slug)
    page = sheet_page(team, request.user, sheet, request.GET.get("compare", "target"))
    name = f"{team.slug}-{sheet.section.slug}-{_('results')}.xlsx"
    return _download(sheet_workbook(team, page), XLSX, name)


@require_GET
def radar_file(request, slug, member_pk, role_slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    sheet = read_current(team, request.user, member_pk, role_slug)
    wanted = wanted_levels(team, sheet.round.catalogue_version.thresholds.default_target)
    spokes = read_spokes(sheet, request.GET.get("compare", "target"), wanted)
    if len(spokes) < FEWEST_SPOKES:
        raise Http404
    return _svg(request, radar(sheet, spokes), f"{team.slug}-{sheet.section.slug}-radar.svg")


def _svg(request, drawn, name):
    page = render(request, "assessments/_picture.html", {"picture": drawn})
    return _download(page.content, "image/svg+xml", name)


def _download(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
