"""A round's sheets as an Excel workbook, downloaded filled in and brought back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments.models import Assessment, Round
from assessments.outside_forms import FileForm
from assessments.outside_views import keep_file
from assessments.workbook_look import read_workbook
from assessments.workbook_pages import book_sheets, read_levels, sheets_in
from assessments.workbook_write import write_workbook
from roles.access import get_visible_or_404
from roles.sheet_files import CONTENT_TYPES


@require_http_methods(["GET", "POST"])
def workbook(request, slug, pk):
    """Download the sheets that one may see, or bring a filled-in workbook back."""
    round_, sheets = _round_and_sheets(request.user, slug, pk)
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        read=lambda name, content: read_workbook(name, content, round_),
    )
    form.fields["file"].widget.attrs["accept"] = ".xlsx"
    form.fields["file"].help_text = _("The workbook that you downloaded here, as .xlsx.")
    if form.is_valid():
        kind, team = "workbook", round_.team
        file = keep_file(form, team=team, round_=round_, kind=kind, by=request.user)
        return redirect("assessments:outside_preview", slug=slug, pk=file.pk)
    members = {sheet.member_id: str(sheet.member) for sheet in sheets}
    context = {
        "team": round_.team,
        "round": round_,
        "form": form,
        "members": [{"pk": pk, "name": name} for pk, name in members.items()],
        "several": len(members) > 1,
        "guided": round_.is_guided,
        "crumbs": [
            (_("Assessments"), reverse("assessments:round_list", args=[slug])),
            (str(round_), round_.get_absolute_url()),
            (_("Fill in with Excel"), ""),
        ],
    }
    return render(request, "assessments/workbook.html", context)


@require_GET
def workbook_file(request, slug, pk):
    """The workbook of all sheets that one may see, or with ?member= of one member."""
    round_, sheets = _round_and_sheets(request.user, slug, pk)
    member = request.GET.get("member")
    if member:
        sheets = [sheet for sheet in sheets if str(sheet.member_id) == member]
    if not sheets:
        raise Http404
    levels = read_levels()
    content = write_workbook(round_, book_sheets(round_, sheets, levels, request.user), levels)
    response = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
    whose = slugify(sheets[0].member) if member else slugify(round_)
    name = f"{whose or round_.code}-{timezone.localdate().isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _round_and_sheets(user, slug, pk):
    """The round and those of its sheets that take answers; 404 for those who see no sheet."""
    rounds = Round.objects.select_related("team")
    round_ = get_visible_or_404(rounds, user, team__slug=slug, pk=pk)
    if not Assessment.objects.visible_to(user).filter(round=round_).exists():
        raise Http404
    return round_, list(sheets_in(round_, user))
