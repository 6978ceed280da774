"""The words of journey.py: stages, hints, and what is next, with the numbers in them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coreteam.journey import NextStep, Params, Stage
from roles import formats
from roles.formation_words import REQUIREMENT_NAMES

TITLES = {
    "describe": gettext_lazy("Describe the team"),
    "core": gettext_lazy("Fill the core positions"),
    "further": gettext_lazy("Add contributing and optional roles"),
    "assess": gettext_lazy("Assess needs"),
    "priorities": gettext_lazy("Agree priorities"),
    "plan": gettext_lazy("Build the plan"),
    "review": gettext_lazy("Review and share"),
}
PARTS = REQUIREMENT_NAMES | {"implementer": gettext_lazy("Implementer, program or technical side")}


@dataclass(frozen=True)
class NextWords:
    """A heading that starts with a verb, the reason in one or two sentences, and the button."""

    heading: str
    reason: str
    button: str


def title(stage: Stage) -> str:
    """Return the verb-first name of a stage."""
    return str(TITLES[stage.key])


def hint(stage: Stage) -> str:
    """Return the evidence for the status of a stage, or why it cannot start, as sentences."""
    return _HINTS[stage.hint](stage.params)


def next_words(step: NextStep) -> NextWords:
    """Return the words of the card "Next"."""
    return _NEXT[step.key](step.params)


def _hint_fields_missing(params: Params) -> str:
    return _fields(params)


def _hint_described(params: Params) -> str:
    return _("Everything that is required is there.")


def _hint_no_core_position(params: Params) -> str:
    return _("No core position yet.")


def _hint_core_covered(params: Params) -> str:
    later = ngettext(
        "%(later)s part of it comes later.", "%(later)s parts of it come later.", params["later"]
    )
    covered = _("The core team is covered.")
    return _join(_filled(params), covered, later % params if params["later"] else "")


def _hint_core_missing(params: Params) -> str:
    names = "; ".join(str(PARTS[key]) for key in params["missing"])
    return _join(_filled(params), _("Still missing: %(roles)s.") % {"roles": names})


def _hint_no_further_position(params: Params) -> str:
    return _("No contributing or optional role has a position yet.")


def _hint_further(params: Params) -> str:
    return _further(params)


def _hint_nobody_in_a_position(params: Params) -> str:
    return _("This can start when somebody holds a position.")


def _hint_not_assessed(params: Params) -> str:
    return _join(_holders(params), _("Nobody has been assessed yet."))


def _hint_round_open(params: Params) -> str:
    return ngettext(
        "%(title)s is open: %(submitted)s of %(sheets)s sheet submitted.",
        "%(title)s is open: %(submitted)s of %(sheets)s sheets submitted.",
        params["sheets"],
    ) % dict(params)


def _hint_round_closed(params: Params) -> str:
    return ngettext(
        "%(title)s: %(sheets)s sheet, closed %(closed)s.",
        "%(title)s: %(sheets)s sheets, closed %(closed)s.",
        params["sheets"],
    ) % {**params, "closed": formats.longdate(params["closed"])}


def _hint_no_closed_round(params: Params) -> str:
    return _("This can start when a round of the needs assessment is closed.")


def _hint_gaps(params: Params) -> str:
    return _join(_gaps(params), _planned(params))


def _hint_plan_empty(params: Params) -> str:
    return _join(_("No activity yet."), _answered(params))


def _hint_plan(params: Params) -> str:
    activities = ngettext(
        "%(activities)s activity, %(money)s.",
        "%(activities)s activities, %(money)s.",
        params["activities"],
    ) % {**params, "money": formats.money_brief(params["total"], params["currency"])}
    return _join(activities, _answered(params))


def _hint_no_activity(params: Params) -> str:
    return _("This can start when the plan has an activity.")


def _hint_not_reviewed(params: Params) -> str:
    return _("The plan has not been reviewed yet.")


def _hint_reviewed(params: Params) -> str:
    return _("The plan has been reviewed.")


def _complete_description(params: Params) -> NextWords:
    return NextWords(
        heading=_("Complete the description of the team"),
        reason=_join(_fields(params), _("Currency and language decide how the plan is written.")),
        button=_("Complete the description"),
    )


def _add_core(params: Params) -> NextWords:
    role = {"role": PARTS[params["role"]]}
    why = _("Nobody is named for this one, and it has no position yet.")
    return NextWords(
        heading=_("Add a position: %(role)s") % role,
        reason=_join(_covered(params), why),
        button=_("Add the position"),
    )


def _appoint_core(params: Params) -> NextWords:
    role = {"role": PARTS[params["role"]]}
    why = _("There is a position for this one, but nobody in it and no date for recruitment.")
    return NextWords(
        heading=_("Fill the position: %(role)s") % role,
        reason=_join(_covered(params), why),
        button=_("Fill the position"),
    )


def _appoint_anybody(params: Params) -> NextWords:
    return NextWords(
        heading=_("Put somebody in a position"),
        reason=_("Needs can be assessed as soon as one member holds a position."),
        button=_("See the positions"),
    )


def _add_further(params: Params) -> NextWords:
    return NextWords(
        heading=_("Add contributing and optional roles"),
        reason=_(
            "The core team is covered, and no other role has a position yet. Subject matter "
            "experts, program managers and a security manager help the core team; you decide "
            "which are needed, and can end this step at any time."
        ),
        button=_("Choose roles"),
    )


def _settle_further(params: Params) -> NextWords:
    return NextWords(
        heading=_("Say whether the contributing and optional roles are complete"),
        reason=_join(_further(params), _("You decide what is needed, and end this step.")),
        button=_("Look at the roles"),
    )


def _open_round(params: Params) -> NextWords:
    return NextWords(
        heading=_("Open a round of the needs assessment"),
        reason=_join(
            _holders(params),
            _("Nobody has been assessed yet, and gaps and priorities follow from the levels."),
        ),
        button=_("Open a round"),
    )


def _choose_sheets(params: Params) -> NextWords:
    return NextWords(
        heading=_("Choose who is assessed in %(title)s") % params,
        reason=_join(_holders(params), _("The round is open and has no sheet yet.")),
        button=_("Choose members and roles"),
    )


def _collect_sheets(params: Params) -> NextWords:
    heading = ngettext(
        "Collect the %(missing)s open sheet of %(title)s",
        "Collect the %(missing)s open sheets of %(title)s",
        params["missing"],
    )
    reason = ngettext(
        "%(missing)s of %(sheets)s sheet is not submitted yet. The round can be closed at any "
        "time; what is not answered then stays not answered.",
        "%(missing)s of %(sheets)s sheets are not submitted yet. The round can be closed at any "
        "time; what is not answered then stays not answered.",
        params["missing"],
    )
    return NextWords(heading % params, reason % params, button=_("See the sheets"))


def _close_round(params: Params) -> NextWords:
    reason = ngettext(
        "Its %(sheets)s sheet is submitted. Results count once the round is closed.",
        "All %(sheets)s sheets are submitted. Results count once the round is closed.",
        params["sheets"],
    )
    return NextWords(
        heading=_("Close %(title)s") % params,
        reason=reason % params,
        button=_("Close the round"),
    )


def _agree_priorities(params: Params) -> NextWords:
    return NextWords(
        heading=_("Agree on the priorities"),
        reason=_join(_gaps(params), _planned(params)),
        button=_("See the priorities"),
    )


def _confirm_no_gaps(params: Params) -> NextWords:
    return NextWords(
        heading=_("Confirm that no gap is left"),
        reason=_("Every level stands at its target: 0 gaps. Look at the targets, then end this."),
        button=_("See the priorities"),
    )


def _add_activities(params: Params) -> NextWords:
    waiting = ngettext(
        "%(gaps)s gap waits for an activity.",
        "%(gaps)s gaps wait for activities.",
        params["gaps"],
    )
    return NextWords(
        heading=_("Add the first activity"),
        reason=_join(_("The plan has 0 activities."), waiting % params),
        button=_("Add an activity"),
    )


def _cost_activities(params: Params) -> NextWords:
    heading = ngettext(
        "Add the costs of %(count)s activity", "Add the costs of %(count)s activities", _n(params)
    )
    reason = ngettext(
        "%(count)s of %(activities)s activities has no cost line. Staff time only is a cost of 0.",
        "%(count)s of %(activities)s activities have no cost line. Staff time only is a cost of 0.",
        _n(params),
    )
    return NextWords(heading % params, reason % params, button=_("See the activities"))


def _fund_activities(params: Params) -> NextWords:
    heading = ngettext(
        "Say who pays for %(count)s activity", "Say who pays for %(count)s activities", _n(params)
    )
    reason = ngettext(
        "%(count)s of %(activities)s activities has costs without a funding state. "
        "Unfunded is a state too.",
        "%(count)s of %(activities)s activities have costs without a funding state. "
        "Unfunded is a state too.",
        _n(params),
    )
    return NextWords(heading % params, reason % params, button=_("See the activities"))


def _date_activities(params: Params) -> NextWords:
    heading = ngettext(
        "Set the dates of %(count)s activity", "Set the dates of %(count)s activities", _n(params)
    )
    reason = ngettext(
        "%(count)s of %(activities)s activities has no dates, and so no year in the budget.",
        "%(count)s of %(activities)s activities have no dates, and so no year in the budget.",
        _n(params),
    )
    return NextWords(heading % params, reason % params, button=_("See the activities"))


def _staff_activities(params: Params) -> NextWords:
    heading = ngettext(
        "Say for whom %(count)s activity is", "Say for whom %(count)s activities are", _n(params)
    )
    reason = ngettext(
        "%(count)s of %(activities)s activities names neither participants nor an audience.",
        "%(count)s of %(activities)s activities name neither participants nor an audience.",
        _n(params),
    )
    return NextWords(heading % params, reason % params, button=_("See the activities"))


def _answer_questions(params: Params) -> NextWords:
    heading = ngettext(
        "Answer the %(count)s open principle question",
        "Answer the %(count)s open principle questions",
        _n(params),
    )
    said_no = ngettext(
        "%(said_no)s of those answers is “no”.",
        "%(said_no)s of those answers are “no”.",
        params["said_no"],
    )
    return NextWords(
        heading=heading % params,
        reason=_join(
            _("The questions check whether the plan will hold."),
            _answered(params),
            said_no % params if params["said_no"] else "",
        ),
        button=_("Answer the questions"),
    )


def _review_plan(params: Params) -> NextWords:
    reason = ngettext(
        "%(activities)s activity is dated and costed, and the principle questions are answered.",
        "All %(activities)s activities are dated and costed, and the principle questions are "
        "answered.",
        params["activities"],
    )
    return NextWords(
        heading=_("Review the plan and share it"),
        reason=reason % params,
        button=_("Review the plan"),
    )


def _carry_out(params: Params) -> NextWords:
    reason = ngettext(
        "All 7 steps are completed. Record how %(activities)s activity goes, and open a new round "
        "to see what has moved.",
        "All 7 steps are completed. Record how %(activities)s activities go, and open a new round "
        "to see what has moved.",
        params["activities"],
    )
    return NextWords(
        heading=_("Carry out the plan, record, and reassess"),
        reason=reason % params,
        button=_("See the activities"),
    )


def _join(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _n(params: Params) -> int:
    return params["count"]


def _fields(params: Params) -> str:
    return ngettext(
        "%(count)s required field is empty.", "%(count)s required fields are empty.", _n(params)
    ) % dict(params)


def _filled(params: Params) -> str:
    return ngettext(
        "%(filled)s of %(positions)s position filled.",
        "%(filled)s of %(positions)s positions filled.",
        params["positions"],
    ) % dict(params)


def _covered(params: Params) -> str:
    return _("%(covered)s of %(needed)s parts of the core team are covered.") % dict(params)


def _further(params: Params) -> str:
    filled = ngettext(
        "%(filled)s position is filled.", "%(filled)s positions are filled.", params["filled"]
    )
    waiting = ngettext(
        "%(waiting)s has nobody yet.", "%(waiting)s have nobody yet.", params["waiting"]
    )
    return _join(filled % params, waiting % params if params["waiting"] else "")


def _holders(params: Params) -> str:
    return ngettext(
        "%(holders)s member holds a position.",
        "%(holders)s members hold positions.",
        params["holders"],
    ) % dict(params)


def _gaps(params: Params) -> str:
    return ngettext(
        "%(gaps)s gap, %(critical)s in critical skills.",
        "%(gaps)s gaps, %(critical)s of them in critical skills.",
        params["gaps"],
    ) % dict(params)


def _planned(params: Params) -> str:
    return ngettext(
        "%(planned)s is covered by the plan.",
        "%(planned)s are covered by the plan.",
        params["planned"],
    ) % dict(params)


def _answered(params: Params) -> str:
    return ngettext(
        "%(answered)s of %(questions)s principle questions is answered.",
        "%(answered)s of %(questions)s principle questions are answered.",
        params["answered"],
    ) % dict(params)


_HINTS: dict[str, Callable[[Params], str]] = {
    "fields_missing": _hint_fields_missing,
    "described": _hint_described,
    "no_core_position": _hint_no_core_position,
    "core_covered": _hint_core_covered,
    "core_missing": _hint_core_missing,
    "no_further_position": _hint_no_further_position,
    "further": _hint_further,
    "nobody_in_a_position": _hint_nobody_in_a_position,
    "not_assessed": _hint_not_assessed,
    "round_open": _hint_round_open,
    "round_closed": _hint_round_closed,
    "no_closed_round": _hint_no_closed_round,
    "gaps": _hint_gaps,
    "plan_empty": _hint_plan_empty,
    "plan": _hint_plan,
    "no_activity": _hint_no_activity,
    "not_reviewed": _hint_not_reviewed,
    "reviewed": _hint_reviewed,
}
_NEXT: dict[str, Callable[[Params], NextWords]] = {
    "complete_description": _complete_description,
    "add_core": _add_core,
    "appoint_core": _appoint_core,
    "appoint_anybody": _appoint_anybody,
    "add_further": _add_further,
    "settle_further": _settle_further,
    "open_round": _open_round,
    "choose_sheets": _choose_sheets,
    "collect_sheets": _collect_sheets,
    "close_round": _close_round,
    "agree_priorities": _agree_priorities,
    "confirm_no_gaps": _confirm_no_gaps,
    "add_activities": _add_activities,
    "cost_activities": _cost_activities,
    "fund_activities": _fund_activities,
    "date_activities": _date_activities,
    "staff_activities": _staff_activities,
    "answer_questions": _answer_questions,
    "review_plan": _review_plan,
    "carry_out": _carry_out,
}
