"""Workshop entry: one role of a round, many members at once, for those who may see their levels."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from assessments.actions import Frozen
from assessments.answer_actions import conflicts_of, write_answers
from assessments.grid_pages import cell_name, grid_rows
from assessments.models import Assessment
from assessments.seats import seat_of
from assessments.sheet_forms import SheetForm
from roles.models import Skill

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
    context = _context(page, seats, role_slug) | {"rows": grid_rows(seats, skills, conflicts)}
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
    conflict = conflicts_of(outcomes).get(skill.code)
    if conflict or not outcomes:
        return _cell_part(request, seat, skill, "open", conflict)
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


def _cell_part(request, seat, skill, answer, conflict=None):
    conflicts = {cell_name(seat, skill): conflict} if conflict else {}
    cell = grid_rows([seat], [skill], conflicts)[0].cells[0]
    address = _address(seat.assessment, seat.assessment.section.slug)
    response = render(request, "assessments/_cell.html", {"cell": cell, **address})
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
    sheets = [seat.assessment for seat in seats]
    asked = Skill.objects.current().filter(skill_set=sheets[0].section)
    answered = Skill.objects.filter(ratings__assessment__in=sheets)
    skills = Skill.objects.filter(
        Q(pk__in=asked.values("pk")) | Q(pk__in=answered.values("pk"))
    ).order_by("order", "pk")
    return list(skills if code is None else skills.filter(code=code))


def _form(data, seat, skills):
    """The form of one sheet; its fields are named as those of the sheet, with its key before."""
    start = f"{seat.assessment.pk}-"
    own = {
        name.removeprefix(start): value for name, value in data.items() if name.startswith(start)
    }
    return SheetForm(own, skills=skills)


def _write(seat, form):
    form.is_valid()
    return write_answers(
        assessment=seat.assessment, whose=seat.whose, answers=form.entered(), by=seat.by
    )


def _save_all(data, seats, skills):
    """Save what came in for each sheet; return the conflicts by cell and the seats too late."""
    conflicts, late = {}, []
    for seat in seats:
        form = _form(data, seat, skills)
        if not form.data:
            continue
        try:
            found = conflicts_of(_write(seat, form))
        except Frozen:
            late.append(seat)
            continue
        start = f"{seat.assessment.pk}-"
        conflicts |= {start + code: conflict for code, conflict in found.items()}
    return conflicts, late


def _tell(request, conflicts, late):
    """What came of saving the whole page."""
    if late:
        words = _("Not saved, because the sheet was handed in or the round closed: %(names)s.")
        names = ", ".join(str(seat.assessment.member) for seat in late)
        messages.warning(request, words % {"names": names})
    elif not conflicts:
        messages.success(request, _("The levels are saved."))


def _address(sheet, role_slug):
    kwargs = {"slug": sheet.round.team.slug, "pk": sheet.round_id, "role_slug": role_slug}
    return {"answer_url": reverse("assessments:grid_answer", kwargs=kwargs)}


def _context(page, seats, role_slug):
    sheet = seats[0].assessment
    round_ = sheet.round
    return _address(sheet, role_slug) | {
        "team": round_.team,
        "round": round_,
        "section": sheet.section,
        "page_obj": page,
        "seats": seats,
        "key": f"grid-{round_.pk}-{role_slug}-u{seats[0].by.pk}",
        "takes_answers": any(seat.takes_answers for seat in seats),
        "crumbs": [(str(round_), round_.get_absolute_url()), (str(sheet.section), "")],
        "keyboard_title": _("Fill in with the keyboard"),
    }
