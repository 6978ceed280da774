"""Returning and agreeing a sheet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import actions, seat_views
from assessments.agree_actions import agree_sheet, can_be_agreed
from assessments.agree_forms import AgreeForm
from assessments.models import Assessment, Rating
from assessments.seats import seat_of
from assessments.sheet_pages import answer_choices, skills_of
from assessments.step_forms import QuestionForm
from assessments.step_pages import may_judge
from roles.access import get_visible_or_404
from roles.models import ProficiencyLevel


def judging_seat(user, slug, pk):
    """The seat of an assessor or the lead; 403 for the member, whose own sheet it is."""
    sheets = Assessment.objects.select_related(
        "round__team", "round__catalogue_version", "round__reference", "member", "section"
    )
    seat = seat_of(get_visible_or_404(sheets, user, pk=pk, round__team__slug=slug), user)
    if not may_judge(seat):
        raise PermissionDenied(
            _("The assessor or the operational lead does this; not the member whose sheet it is.")
        )
    return seat


@require_POST
def sheet_return(request, slug, pk):
    seat = judging_seat(request.user, slug, pk)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return seat_views.frozen_page(request, seat, return_form=form)
    if actions.return_sheet(
        assessment=seat.assessment, by=seat.by, question=form.cleaned_data["question"]
    ):
        messages.success(request, _("The sheet was returned. The member reads the question on it."))
    else:
        messages.warning(
            request,
            _("Not returned: the sheet is not handed in, is agreed, or its round is closed."),
        )
    return redirect(seat.url)


@require_http_methods(["GET", "POST"])
def sheet_agree(request, slug, pk):
    seat = judging_seat(request.user, slug, pk)
    sheet = seat.assessment
    if request.method == "GET" and not can_be_agreed(sheet):
        messages.warning(request, _("This sheet cannot be agreed now."))
        return redirect(seat.url)
    ratings = {(r.skill_id, r.whose): r for r in Rating.objects.filter(assessment=sheet)}
    form = AgreeForm(request.POST or None, skills=skills_of(sheet), ratings=ratings)
    if form.is_valid():
        if agree_sheet(assessment=sheet, by=seat.by, levels=form.levels()):
            messages.success(request, _("Agreed. These levels count before all others."))
            return redirect(seat.url)
        form.add_error(None, _("Somebody else was quicker; what you chose is still here."))
    levels = list(ProficiencyLevel.objects.current().order_by("level"))
    rows = [row | {"words": answer_choices(row["skill"], "", levels)} for row in form.rows()]
    context = seat_views.sheet_context(seat) | {"form": form, "rows": rows}
    return render(request, "assessments/sheet_agree.html", context)
