"""One sheet, filled in and handed in. Who may see it: Assessment.objects.visible_to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments import actions
from assessments import sheet_pages as pages
from assessments.answer_actions import save_answers
from assessments.models import Assessment, Rating
from assessments.sheet_forms import SheetForm
from roles.access import get_editable_or_403, get_visible_or_404


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
        conflicts = save_answers(
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


def _sheets():
    return Assessment.objects.select_related("round__team", "member", "section")


def _visible_sheet(user, slug, pk):
    return get_visible_or_404(_sheets(), user, pk=pk, round__team__slug=slug)
