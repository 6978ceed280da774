"""The states of a sheet in words, its log, and what can be done with it next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from assessments.agree_actions import can_be_agreed
from assessments.models import Assessment, AssessmentStep
from assessments.repeating import reference_sheet
from assessments.step_forms import QuestionForm, ReasonForm
from roles.formats import longdate


@dataclass(frozen=True)
class State:
    """Where a sheet stands: a word, and how it is drawn (`status done`, `tag amber`, …)."""

    label: str
    css: str
    icon: str


def state_of(sheet, answered, round_is_open):
    """The six states of a sheet; two of them follow from its answers and from its round."""
    if not round_is_open:
        return _closed_state(sheet)
    return {
        Assessment.State.DRAFT: State(_("In progress"), "status in-progress", "in-progress")
        if answered
        else State(_("Not yet started"), "status", "not-started"),
        Assessment.State.RETURNED: State(_("Returned with a question"), "tag amber", "warning"),
        Assessment.State.SUBMITTED: State(_("Handed in"), "status done", "done"),
        Assessment.State.AGREED: State(_("Agreed"), "status done", "success"),
    }[sheet.state]


def _closed_state(sheet):
    words = {
        Assessment.State.SUBMITTED: _("Closed, handed in"),
        Assessment.State.AGREED: _("Closed, agreed"),
    }
    label = words.get(sheet.state, _("Closed, without an answer"))
    return State(label, "status", "lock")


def _by(step, assessment):
    """An account that is gone has no name; whoever came by a personal link is the member."""
    if step.by_link:
        return _("%(member)s, by personal link") % {"member": assessment.member}
    return str(step.by) if step.by else ""


def history(assessment):
    """What happened to a sheet, the oldest first: what, who, when, why. One query."""
    return [
        {
            "label": step.get_step_display(),
            "by": _by(step, assessment),
            "day": longdate(timezone.localtime(step.at).date()),
            "time": time_format(timezone.localtime(step.at), "H:i"),
            "note": step.note,
        }
        for step in assessment.steps.select_related("by")
    ]


def open_question(assessment):
    """The question with which a returned sheet waits for its member; "" for any other sheet."""
    if assessment.state != Assessment.State.RETURNED:
        return ""
    asked = assessment.steps.filter(step=AssessmentStep.Step.RETURNED)
    return asked.order_by("-at", "-pk").values_list("note", flat=True).first() or ""


def may_judge(seat):
    """Whether this person may send the sheet back or agree it: an account other than its member."""
    return seat.by is not None and not seat.is_own


def links(seat):
    """Where to go on from a sheet: agreeing it, and confirming what a follow-up repeats."""
    sheet = seat.assessment
    repeats = seat.takes_answers and sheet.round.reference_id and reference_sheet(sheet, seat.by)
    agrees = may_judge(seat) and can_be_agreed(sheet)
    return {
        "agree_url": _address(sheet, "sheet_agree") if agrees else "",
        "repeat_url": seat.repeat_url if repeats else "",
    }


def acts(seat, reopen_form=None, return_form=None):
    """The forms under a sheet that was handed in, while its round is open."""
    sheet = seat.assessment
    if not sheet.round.is_open or sheet.is_draft:
        return {}
    judged = may_judge(seat) and not sheet.is_agreed
    return {
        "reopen_form": reopen_form or ReasonForm(),
        "return_form": (return_form or QuestionForm()) if judged else None,
        "return_url": _address(sheet, "sheet_return") if judged else "",
    }


def _address(sheet, name):
    return reverse(f"assessments:{name}", kwargs={"slug": sheet.round.team.slug, "pk": sheet.pk})
