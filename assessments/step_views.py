"""What an assessor or the lead does with a sheet that was handed in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import actions, seat_views
from assessments.models import Assessment
from assessments.seats import seat_of
from assessments.step_forms import QuestionForm
from assessments.step_pages import may_judge
from roles.access import get_visible_or_404


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
