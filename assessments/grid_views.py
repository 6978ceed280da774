"""Workshop entry: one role of a round, many members at once, for those who may see their levels."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from assessments.actions import Frozen
from assessments.answer_actions import write_answers
from assessments.grid_pages import cell_name, grid_rows
from assessments.models import Assessment
from assessments.seats import seat_of, waiting_in_grid
from assessments.sheet_forms import SheetForm
from assessments.sheet_pages import skills_of_sheets

MEMBERS_ON_A_PAGE = 10


@require_http_methods(["GET", "POST"])
def grid(request, slug, pk, role_slug):
    page = _page_of_sheets(request, slug, pk, role_slug)
    seats = [seat_of(sheet, request.user) for sheet in page]
    skills = _skills(seats)
    conflicts = {}
    if request.method == "POST":
        conflicts, late = _save_all(request.POST, seats, skills)
        _tell(request, conflicts, late)
        if not conflicts:
            return redirect(request.get_full_path())
    context = _context(page, seats) | {"rows": grid_rows(seats, skills, conflicts)}
    return render(request, "assessments/grid.html", context | {"conflicts": conflicts})


@require_POST
def grid_answer(request, slug, pk, role_slug):
    """Save one cell, named by `unit`; the header X-Answer as in seat_views.answer_part."""
    sheet_pk, _dash, code = request.POST.get("unit", "").partition("-")
    sheet = _sheets(request.user, slug, pk, role_slug).filter(
        pk=int(sheet_pk) if sheet_pk.isdecimal() and len(sheet_pk) < 10 else 0
    )
    seat = next((seat_of(one, request.user) for one in sheet), None)
    skill = next((skill for skill in _skills([seat], code)), None) if seat else None
    if skill is None:
        raise Http404
    if "take" in request.POST:
        return _cell_part(request, seat, skill, "taken")
    form = _form(request.POST, seat, [skill])
    try:
        outcomes = _write(seat, form)
    except Frozen:
        return _late_part(request, seat)
    conflicts = _conflicts(form, seat, outcomes)
    if conflicts or not outcomes:
        return _cell_part(request, seat, skill, "open", conflicts)
    entered, after = form.entered()[skill], outcomes[skill].after
    if after.value != entered.value:
        return _cell_part(request, seat, skill, "taken")
    return _saved_part(request, seat, skill, entered.mark_after(after))


def _late_part(request, seat):
    context = {"round": seat.assessment.round}
    response = render(request, "assessments/_late.html", context, status=409)
    response["X-Answer"] = "late"
    return response


def _saved_part(request, seat, skill, was):
    context = {
        "name": cell_name(seat, skill),
        "was": was,
        "time": timezone.localtime(),
        "member": seat.assessment.member,
        "skill": skill,
    }
    response = render(request, "assessments/_saved_cell.html", context)
    response["X-Answer"] = "saved"
    return response


def _cell_part(request, seat, skill, answer, conflicts=None):
    cell = grid_rows([seat], [skill], conflicts)[0].cells[0]
    context = {"cell": cell, "answer_url": _place(seat).answer_url}
    response = render(request, "assessments/_cell.html", context)
    response["X-Answer"] = answer
    return reswap(retarget(response, f"#c-{cell.name}"), "outerHTML")


def _sheets(user, slug, pk, role_slug):
    """Everybody's sheets for a role, as far as the user may see them; the own one stands apart."""
    sheets = Assessment.objects.visible_to(user).exclude(member__user=user)
    return (
        sheets.filter(round=pk, round__team__slug=slug, section__slug=role_slug)
        .select_related("round__team", "round__catalogue_version", "member", "section")
        .order_by("member__name", "pk")
    )


def _page_of_sheets(request, slug, pk, role_slug):
    sheets = _sheets(request.user, slug, pk, role_slug)
    page = Paginator(sheets, MEMBERS_ON_A_PAGE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404
    return page


def _skills(seats, code=None):
    """The skills asked for the role today and those answered before, in catalogue order."""
    return skills_of_sheets([seat.assessment for seat in seats], code)


def _form(data, seat, skills):
    """The form of one sheet; its fields are named as those of the sheet, with its key before."""
    start = f"{seat.assessment.pk}-"
    own = {
        name.removeprefix(start): value for name, value in data.items() if name.startswith(start)
    }
    chosen = {
        name: data[name].removeprefix(start)
        for name in ("keep", "take")
        if data.get(name, "").startswith(start)
    }
    return SheetForm(own | chosen if own else own, skills=skills)


def _write(seat, form):
    form.is_valid()
    return write_answers(
        assessment=seat.assessment,
        whose=seat.whose,
        answers=form.entered(without=form.data.get("take")),
        by=seat.by,
    )


def _conflicts(form, seat, outcomes):
    """The conflicts by the names of their cells, each with the mark that came in."""
    return {
        cell_name(seat, skill): (one.conflict, form.typed(skill)[-1])
        for skill, one in outcomes.items()
        if one.conflict
    }


def _save_all(data, seats, skills):
    """Save what came in for each sheet; return the conflicts by cell and the seats too late."""
    conflicts, late = {}, []
    for seat in seats:
        form = _form(data, seat, skills)
        if not form.data:
            continue
        try:
            conflicts |= _conflicts(form, seat, _write(seat, form))
        except Frozen:
            late.append(seat)
    return conflicts, late


def _tell(request, conflicts, late):
    """What came of saving the whole page."""
    if late:
        words = _("Not saved, because the sheet was handed in or the round closed: %(names)s.")
        names = ", ".join(str(seat.assessment.member) for seat in late)
        messages.warning(request, words % {"names": names})
    elif not conflicts:
        messages.success(request, _("The levels are saved."))


def _place(seat):
    sheet = seat.assessment
    return waiting_in_grid(sheet.round, sheet.section, seat.by)


def _context(page, seats):
    sheet = seats[0].assessment
    round_ = sheet.round
    place = _place(seats[0])
    return {
        "answer_url": place.answer_url,
        "team": round_.team,
        "round": round_,
        "section": sheet.section,
        "page_obj": page,
        "seats": seats,
        "key": place.key,
        "takes_answers": any(seat.takes_answers for seat in seats),
        "crumbs": [(str(round_), round_.get_absolute_url()), (str(sheet.section), "")],
        "keyboard_title": _("Fill in with the keyboard"),
    }
