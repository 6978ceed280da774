"""What somebody does at a sheet, whoever let them in: each view takes the request and the seat.

The addresses of signed-in people are in sheet_views. Who may sit down is decided there.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import reswap, retarget

from assessments import actions
from assessments import sheet_pages as pages
from assessments import step_pages as steps
from assessments.answer_actions import conflicts_of, write_answers
from assessments.parts import suggested_level
from assessments.repeating import answers_before, confirm_unchanged, earlier_answers
from assessments.seats import waiting_at
from assessments.shared import asked_elsewhere
from assessments.sheet_check import check
from assessments.sheet_forms import SheetForm
from assessments.sheet_result_page import result_of
from assessments.step_forms import ReasonForm


def sheet_page(request, seat):
    """The sheet to fill in, or what stands in it once it takes no more answers."""
    if request.method == "POST":
        return take_answers(request, seat)
    if seat.takes_answers:
        return _open_sheet(request, seat, pages.skills_of(seat.assessment))
    return frozen_page(request, seat)


def frozen_page(request, seat, **forms):
    """What stands in a sheet that takes no answers, and what can be done with it.

    ``forms`` are those that came in with something missing.
    """
    result = result_of(seat.assessment) if seat.by is None else {}
    items = pages.read_only_items(seat.assessment, result.get("changes", {}))
    context = sheet_context(seat) | {"items": items, "result": result}
    acts = steps.acts(seat, **forms)
    return render(request, "assessments/sheet_frozen.html", context | acts)


def take_answers(request, seat):
    """Save what can be saved. What cannot stays on the page, also when the sheet is frozen."""
    skills = pages.skills_of(seat.assessment)
    form = SheetForm(request.POST, skills=skills)
    form.is_valid()
    try:
        outcomes = _write(seat, form.entered(without=request.POST.get("take")))
    except actions.Frozen:
        return _too_late(request, seat, form)
    trouble = pages.troubles(form, conflicts_of(outcomes))
    if trouble:
        return _open_sheet(request, seat, skills, form, trouble)
    if "confirm" in request.POST:
        return _confirm(request, seat, [request.POST["confirm"]])
    if "check" in request.POST:
        return redirect(seat.check_url)
    messages.success(request, pages.saved_message(seat.assessment))
    return redirect(seat.url + pages.next_place(request.POST, skills))


def answer_part(request, seat):
    """Save one answer; the part of the page that says so, or the skill with what is in the way.

    `unit` is the code of the skill; with `take`, the page shows what is stored instead of what
    was entered; with `confirm`, what the reference round says is answered. The header X-Answer
    says what came of it: saved, taken, open (the page asks) or late (409, the sheet takes no more
    answers); sheet.js keeps on the device what is not saved.
    """
    skill = pages.skill_of(seat.assessment, request.POST.get("unit", ""))
    if skill is None:
        raise Http404
    if "take" in request.POST:
        return _skill_part(request, seat, skill, "taken")
    form = SheetForm(request.POST, skills=[skill])
    form.is_valid()
    entered = form.entered()
    try:
        outcomes = _write(seat, entered)
    except actions.Frozen:
        response = render(request, "assessments/_late.html", sheet_context(seat), status=409)
        response["X-Answer"] = "late"
        return response
    outcome = outcomes.get(skill)
    trouble = pages.troubles(form, conflicts_of(outcomes))
    if trouble:
        return _skill_part(request, seat, skill, "open", trouble)
    if "confirm" in request.POST:
        confirm_unchanged(
            assessment=seat.assessment, whose=seat.whose, by=seat.by, codes=[skill.code]
        )
        return _skill_part(request, seat, skill, "taken")
    if outcome is None or not entered[skill].shows(outcome.after):
        return _skill_part(request, seat, skill, "taken")
    return _saved_part(request, form, skill, entered[skill], outcome.after)


def _saved_part(request, form, skill, entered, after):
    suggested = suggested_level(form.part_levels(skill))
    context = {
        "suggested": None if str(suggested) == after.value else suggested,
        "code": skill.code,
        "was": entered.mark_after(after),
        "time": timezone.localtime(),
    }
    response = render(request, "assessments/_saved.html", context)
    response["X-Answer"] = "saved"
    return response


def _skill_part(request, seat, skill, answer, trouble=None):
    """The whole skill again, in place of what the page shows."""
    before = answers_before(seat.assessment, [skill], seat.by)
    items = pages.skill_items(seat.assessment, seat.whose, [skill], trouble, before)
    context = sheet_context(seat) | {"item": items[0], "part_levels": pages.PART_LEVELS}
    response = render(request, "assessments/_skill.html", context)
    response["X-Answer"] = answer
    return reswap(retarget(response, f"#{skill.code}"), "outerHTML")


def check_page(request, seat):
    """What is still open, before the sheet is handed in."""
    if not seat.takes_answers:
        return redirect(seat.url)
    items = pages.skill_items(seat.assessment, seat.whose, pages.skills_of(seat.assessment))
    thresholds = seat.assessment.round.catalogue_version.thresholds
    context = sheet_context(seat) | {
        "check": check([item.answer for item in items], thresholds),
        "waiting": [waiting_at(seat)],
        "percent": thresholds.min_rated_percent,
        "open": [item for item in items if item.unanswered],
        "commented": [item for item in items if item.comment or item.evidence],
    }
    return render(request, "assessments/sheet_check.html", context)


def submit_page(request, seat):
    """Hand the sheet in, once."""
    if actions.submit_sheet(assessment=seat.assessment, by=seat.by):
        messages.success(request, _("Handed in. It can be reopened while the round is open."))
        return redirect(seat.leave_url)
    seat.assessment.refresh_from_db(fields=["state"])
    if seat.assessment.is_draft:
        words = _("Not handed in: there is no answer yet, or the round is closed.")
        messages.warning(request, words)
    else:
        messages.info(request, _("The sheet is handed in already."))
    return redirect(seat.url)


def reopen_page(request, seat):
    """Make a draft of it again, with a reason.

    Answers that came too late may be sent along and are saved; they are the reason then.
    """
    sent = {"reason": _("Answers came after it was handed in.")} if _has_answers(request) else {}
    form = ReasonForm(sent or request.POST)
    if not form.is_valid():
        return frozen_page(request, seat, reopen_form=form)
    if actions.reopen_sheet(
        assessment=seat.assessment, by=seat.by, reason=form.cleaned_data["reason"]
    ):
        messages.success(request, _("The sheet is open again."))
    else:
        messages.warning(request, _("The sheet was not handed in, or its round is closed."))
    if _has_answers(request):
        return take_answers(request, seat)
    return redirect(seat.url)


def repeat_page(request, seat):
    """What counted in the reference round, to be confirmed skill by skill or as a whole."""
    if request.method == "POST":
        codes = None if "all" in request.POST else request.POST.getlist("skill")
        return _confirm(request, seat, codes, back=request.path)
    round_ = seat.assessment.round
    rows = earlier_answers(seat.assessment, seat.whose, seat.by) if round_.reference_id else []
    context = sheet_context(seat) | {
        "rows": rows,
        "waiting": sum(row.waits for row in rows) if seat.takes_answers else 0,
        "reference": round_.reference,
        "modes_differ": bool(rows) and round_.mode != round_.reference.mode,
    }
    return render(request, "assessments/sheet_repeat.html", context)


def _confirm(request, seat, codes, back=None):
    """Confirm the skills and say how many; ``back`` is where to go on, else the first of them."""
    try:
        number = confirm_unchanged(
            assessment=seat.assessment, whose=seat.whose, by=seat.by, codes=codes
        )
    except actions.Frozen:
        messages.warning(request, _("The sheet takes no more answers; nothing was confirmed."))
        return redirect(seat.url)
    text = ngettext("%(number)d skill confirmed.", "%(number)d skills confirmed.", number)
    messages.success(request, text % {"number": number})
    return redirect(back or f"{seat.url}#{codes[0]}")


def _has_answers(request):
    return "answers" in request.POST


def sheet_context(seat):
    """What every page of a sheet shows in its frame."""
    round_ = seat.assessment.round
    return {
        "team": round_.team,
        "round": round_,
        "sheet": seat.assessment,
        "seat": seat,
        "own": seat.is_own,
        "steps": steps.history(seat.assessment),
        "question": steps.open_question(seat.assessment),
        "links": steps.links(seat),
        "can_edit": False,
        "crumbs": [
            (str(round_), round_.get_absolute_url() if seat.by else ""),
            (str(seat.assessment.member), ""),
            (str(seat.assessment.section), ""),
        ],
    }


def _write(seat, entered):
    return write_answers(assessment=seat.assessment, whose=seat.whose, answers=entered, by=seat.by)


def _too_late(request, seat, form):
    """Somebody handed the sheet in, or closed the round, while this page was being filled in."""
    late = pages.late_answers(form, seat.assessment, seat.whose)
    context = sheet_context(seat) | {"late": late, "fields": form.fields_to_send_again()}
    return render(request, "assessments/sheet_late.html", context, status=409)


def _open_sheet(request, seat, skills, form=None, trouble=None):
    elsewhere = asked_elsewhere(seat.assessment, skills)
    before = answers_before(seat.assessment, skills, seat.by)
    every = pages.skill_items(seat.assessment, seat.whose, skills, trouble, before)
    items = [item for item in every if item.skill.pk not in elsewhere]
    answered = sum(not item.unanswered for item in items)
    context = sheet_context(seat) | {
        "form": form,
        "items": items,
        "shared": [
            (item, elsewhere[item.skill.pk]) for item in every if item.skill.pk in elsewhere
        ],
        "part_levels": pages.PART_LEVELS,
        "answered": answered,
        "not_applicable": sum(item.not_applicable for item in items),
        "first_open": next((item.skill.code for item in items if item.unanswered), ""),
        "minutes": pages.minutes_left(len(items) - answered),
        "seconds": pages.SECONDS_PER_SKILL,
        # sheet.js fills the numbers in.
        "step": _("Skill %(number)s of %(total)s"),
        "keyboard_title": _("Fill in with the keyboard"),
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
