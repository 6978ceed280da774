"""Rounds, sheets and results. Who may see a sheet is said by Assessment.objects.visible_to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import actions, pages, result_pages
from assessments.forms import AddSheetForm, NewRoundForm, RoundForm, SheetForm
from assessments.models import Assessment, Rating, Round
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import Team


@require_GET
def round_list(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    context = {
        "team": team,
        "can_edit": team.can_be_edited_by(request.user),
        "rounds": team.rounds.for_list(),
        "anybody": team.positions.open().held().exists(),
    }
    return render(request, "assessments/round_list.html", context)


@require_http_methods(["GET", "POST"])
def round_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    form = NewRoundForm(request.POST or None, instance=Round(team=team), initial=_first(team))
    if form.is_valid():
        round_ = actions.create_round(form=form, sheets=form.sheets())
        messages.success(request, _("The round is open. Its sheets wait to be filled in."))
        return redirect(round_)
    context = {
        "form": form,
        "modes": pages.mode_choices(form["mode"].value()),
        "nobody": not form.pairs,
    }
    crumbs = [_rounds_crumb(team), (_("New round"), "")]
    return render(
        request,
        "assessments/round_form.html",
        context | {"team": team, "can_edit": True, "crumbs": crumbs},
    )


def _first(team):
    """A team's first round is its baseline."""
    return {"baseline": not team.rounds.exists()}


@require_http_methods(["GET", "POST"])
def round_edit(request, slug, pk):
    round_ = get_editable_or_403(
        Round.objects.select_related("team"), request.user, **_at(slug, pk)
    )
    form = RoundForm(request.POST or None, instance=round_)
    if form.is_bound and _change(form):
        messages.success(request, _("The round was changed."))
        return redirect(round_)
    context = {"form": form, "modes": pages.mode_choices(form["mode"].value())}
    crumbs = [_rounds_crumb(round_.team), (str(round_), round_.get_absolute_url()), (_("Edit"), "")]
    return render(
        request,
        "assessments/round_form.html",
        context | {"team": round_.team, "round": round_, "can_edit": True, "crumbs": crumbs},
    )


def _change(form):
    try:
        return actions.change_round(form=form)
    except actions.Frozen as closed:
        raise PermissionDenied(
            _("Only the operational lead changes a round, while it is open.")
        ) from closed


@require_GET
def round_detail(request, slug, pk):
    return _round_page(request, _visible_round(request.user, slug, pk))


@require_POST
def sheets_add(request, slug, pk):
    round_ = _visible_round(request.user, slug, pk)
    refusal = PermissionDenied(_("Only the operational lead adds sheets, while a round is open."))
    if not round_.can_be_edited_by(request.user):
        raise refusal
    form = AddSheetForm(request.POST, instance=Assessment(round=round_))
    try:
        sheet = actions.add_sheet(form=form)
    except actions.Frozen as closed:
        raise refusal from closed
    if sheet is None:
        return _round_page(request, round_, form)
    messages.success(request, _("Added: %(sheet)s.") % {"sheet": sheet})
    return redirect(round_)


def _round_page(request, round_, form=None):
    can_edit = round_.can_be_edited_by(request.user)
    if can_edit and form is None:
        form = AddSheetForm(instance=Assessment(round=round_))
    context = {
        "team": round_.team,
        "round": round_,
        "can_edit": can_edit,
        "facts": pages.round_facts(round_),
        "counts": Round.objects.for_list().get(pk=round_.pk),
        "rows": pages.sheet_rows(round_, request.user, can_edit),
        "form": form if can_edit else None,
        "crumbs": [_rounds_crumb(round_.team), (str(round_), "")],
    }
    return render(request, "assessments/round_detail.html", context)


@require_http_methods(["GET", "POST"])
def round_close(request, slug, pk):
    round_ = get_editable_or_403(
        Round.objects.select_related("team"), request.user, **_at(slug, pk)
    )
    if request.method == "POST":
        if actions.close_round(round=round_, by=request.user):
            messages.success(request, _("The round is closed. Its levels count from now on."))
        else:
            messages.warning(
                request,
                _("The round was not closed: somebody else closed it, or it opens only later."),
            )
        return redirect(round_)
    rows = pages.sheet_rows(round_, request.user, can_edit=False)
    context = {
        "team": round_.team,
        "round": round_,
        "can_edit": True,
        "drafts": [row for row in rows if not row.submitted and not row.empty],
        "empty": [row for row in rows if not row.submitted and row.empty],
        "few": [row for row in rows if row.few],
        "handed_in": [row for row in rows if row.submitted],
        "crumbs": [(str(round_), round_.get_absolute_url()), (_("Close the round"), "")],
    }
    return render(request, "assessments/round_close.html", context)


@require_http_methods(["GET", "POST"])
def sheet(request, slug, pk):
    assessment = _visible_sheet(request.user, slug, pk)
    if request.method == "POST":
        return _take_answers(request, assessment)
    if assessment.can_be_edited_by(request.user):
        return _open_sheet(request, assessment, pages.skills_of(assessment))
    context = _sheet_context(assessment) | {"items": pages.read_only_items(assessment)}
    return render(request, "assessments/sheet_frozen.html", context)


def _take_answers(request, assessment):
    """Save what can be saved. What cannot stays on the page, also when the sheet is frozen."""
    skills = pages.skills_of(assessment)
    form = SheetForm(request.POST, skills=skills)
    form.is_valid()
    try:
        conflicts = actions.save_answers(
            assessment=assessment,
            whose=assessment.whose_for(request.user),
            answers=form.entered(),
            by=request.user,
        )
    except actions.Frozen:
        return _too_late(request, assessment, form)
    trouble = pages.troubles(form, conflicts)
    if trouble:
        return _open_sheet(request, assessment, skills, form, trouble)
    if "submit" in request.POST:
        return _submit(request, assessment)
    messages.success(request, pages.saved_message(assessment))
    return redirect(assessment.get_absolute_url() + pages.next_place(request.POST, skills))


def _too_late(request, assessment, form):
    """Somebody handed the sheet in, or closed the round, while this page was being filled in."""
    late = pages.late_answers(form, assessment, assessment.whose_for(request.user))
    context = _sheet_context(assessment) | {"late": late, "fields": form.fields_to_send_again()}
    return render(request, "assessments/sheet_late.html", context, status=409)


def _submit(request, assessment):
    if actions.submit_sheet(assessment=assessment, by=request.user):
        messages.success(request, _("Handed in. It can be reopened while the round is open."))
        return redirect(assessment.round)
    messages.warning(
        request, _("Not handed in: there is no answer yet, or somebody else handed it in.")
    )
    return redirect(assessment)


def _open_sheet(request, assessment, skills, form=None, trouble=None):
    whose = assessment.whose_for(request.user)
    items = pages.skill_items(assessment, whose, skills, trouble)
    answered = sum(not item.unanswered for item in items)
    context = _sheet_context(assessment) | {
        "form": form,
        "items": items,
        "own": whose == Rating.Whose.SELF,
        "progress_at": answered + 1,
        "progress": _("%(answered)d of %(total)d answered")
        % {"answered": answered, "total": len(items)},
        "left": len(items) - answered,
        "left_text": ngettext(
            "%(left)d skill is still open. You can hand in the sheet all the same.",
            "%(left)d skills are still open. You can hand in the sheet all the same.",
            len(items) - answered,
        )
        % {"left": len(items) - answered},
    }
    return render(request, "assessments/sheet.html", context)


def _sheet_context(assessment):
    round_ = assessment.round
    return {
        "team": round_.team,
        "round": round_,
        "sheet": assessment,
        "can_edit": False,
        "crumbs": [
            (str(round_), round_.get_absolute_url()),
            (str(assessment.member), ""),
            (str(assessment.section), ""),
        ],
    }


@require_POST
def sheet_submit(request, slug, pk):
    assessment = get_editable_or_403(_sheets(), request.user, pk=pk, round__team__slug=slug)
    return _submit(request, assessment)


@require_POST
def sheet_reopen(request, slug, pk):
    """Makes a draft of it again; answers that came too late may be sent along and are saved."""
    assessment = _visible_sheet(request.user, slug, pk)
    if actions.reopen_sheet(assessment=assessment):
        messages.success(request, _("The sheet is open again."))
    else:
        messages.warning(request, _("The sheet was not handed in, or its round is closed."))
    if "answers" in request.POST:
        return _take_answers(request, assessment)
    return redirect(assessment)


@require_http_methods(["GET", "POST"])
def sheet_remove(request, slug, pk):
    assessment = _visible_sheet(request.user, slug, pk)
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
    return render(request, "assessments/sheet_remove.html", _sheet_context(assessment))


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


def _at(slug, pk):
    return {"team__slug": slug, "pk": pk}


def _visible_round(user, slug, pk):
    rounds = Round.objects.select_related("team", "catalogue_version")
    return get_visible_or_404(rounds.prefetch_related("assessors"), user, **_at(slug, pk))


def _sheets():
    return Assessment.objects.select_related("round__team", "member", "section")


def _visible_sheet(user, slug, pk):
    return get_visible_or_404(_sheets(), user, pk=pk, round__team__slug=slug)


def _rounds_crumb(team):
    return (_("Assessments"), pages.rounds_url(team))
