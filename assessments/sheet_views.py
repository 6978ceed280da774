"""One sheet, for signed-in people. Who may see it: Assessment.objects.visible_to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import actions, seat_views
from assessments.models import Assessment
from assessments.seats import seat_of
from roles.access import get_visible_or_404


@require_http_methods(["GET", "POST"])
def sheet(request, slug, pk):
    return seat_views.sheet_page(request, _seat(request.user, slug, pk))


@require_POST
def sheet_answer(request, slug, pk):
    return seat_views.answer_part(request, _seat(request.user, slug, pk))


@require_GET
def sheet_check(request, slug, pk):
    return seat_views.check_page(request, _seat(request.user, slug, pk))


@require_POST
def sheet_submit(request, slug, pk):
    return seat_views.submit_page(request, _seat(request.user, slug, pk))


@require_POST
def sheet_reopen(request, slug, pk):
    return seat_views.reopen_page(request, _seat(request.user, slug, pk))


@require_http_methods(["GET", "POST"])
def sheet_remove(request, slug, pk):
    seat = _seat(request.user, slug, pk)
    assessment = seat.assessment
    if not assessment.round.can_be_edited_by(request.user):
        raise PermissionDenied(
            _("Only the operational lead removes sheets, while a round is open.")
        )
    if request.method == "POST":
        if actions.remove_sheet(assessment=assessment, by=request.user):
            messages.success(request, _("The empty sheet was removed."))
        else:
            messages.warning(request, _("The sheet was kept: it has answers or was handed in."))
        return redirect(assessment.round)
    return render(request, "assessments/sheet_remove.html", seat_views.sheet_context(seat))


@require_http_methods(["GET", "POST"])
def sheet_repeat(request, slug, pk):
    return seat_views.repeat_page(request, _seat(request.user, slug, pk))


def _sheets():
    return Assessment.objects.select_related(
        "round__team", "round__catalogue_version", "round__reference", "member", "section"
    )


def _seat(user, slug, pk):
    assessment = get_visible_or_404(_sheets(), user, pk=pk, round__team__slug=slug)
    return seat_of(assessment, user)
