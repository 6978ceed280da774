"""Section 3 in sentences: the round, priorities, and why something is not shown. No ORM."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.document_figures import LEAST_PEOPLE_SHOWN, priorities_are_ranked
from plans.document_tables import activity_status, cost_in_words, grouped, total_of
from plans.document_texts import round_period
from plans.document_words import MODES, STATUSES
from roles.formats import listed


def _pair(label, value):
    return {"label": label, "value": value}


def round_rows(facts, formats):
    if facts is None:
        return []
    mode = str(MODES[facts.mode][0])
    baseline = _("baseline") if facts.baseline else _("follow-up")
    people = ngettext("%(count)s person", "%(count)s people", facts.people) % {
        "count": facts.people
    }
    answers = _("%(rated)s rated, %(na)s not applicable, %(open)s not answered") % {
        "rated": formats.number(facts.rated),
        "na": formats.number(facts.not_applicable),
        "open": formats.number(facts.not_answered),
    }
    rows = [
        _pair(_("Round"), _("%(title)s, %(kind)s") % {"title": facts.title, "kind": baseline}),
        _pair(_("Dates"), round_period(facts, formats)),
        _pair(_("Mode"), mode),
        _pair(_("People assessed"), people),
        _pair(_("Role assessments completed"), formats.number(facts.assessments)),
        _pair(_("Skill answers"), answers),
    ]
    return [*rows, _pair(_("Not counted yet"), _waiting(facts))] if facts.waiting else rows


def _waiting(facts):
    words = _("%(title)s: too few people were assessed in it for totals that point at nobody.")
    return words % {"title": facts.waiting}


def phases_withheld():
    """Return why phases are not shown, without a number that could point at a person."""
    return _(
        "Phases are not shown: beside the people whose results a reader may know, fewer than "
        "%(least)s people were assessed, and a figure for so few would disclose the results of a "
        "person. Each person received their own results."
    ) % {"least": LEAST_PEOPLE_SHOWN}


def priorities(document, formats):
    """Return the needs with the activities that answer them: those with a rank, then the others.

    A need without a rank stands here because an activity names it, and for no other reason.
    """
    lines = grouped(document.costs, lambda cost: cost.activity_code)
    known = {activity.code for activity in document.activities}
    rows = [
        {
            "rank": str(rank) if rank else "–",
            "ability": row.ability,
            "why": _why(row, rank),
            "answers": _answers([c for c in row.activity_codes if c in known], lines, formats),
        }
        for rank, row in in_order(document)
    ]
    return [row for row in rows if row["rank"] != "–" or row["answers"]]


def in_order(document):
    """Yield rank and row, 0 without a rank: these in the order of the catalogue."""
    ranks = priorities_are_ranked(document)
    first = [row for row in document.priorities if ranks and row.ranked]
    others = [row for row in document.priorities if row not in first]
    yield from enumerate(first, start=1)
    yield from ((0, row) for row in sorted(others, key=lambda row: (row.place, row.ability)))


def _why(row, rank):
    reasons = []
    if row.critical:
        reasons.append(_("critical skill"))
    if row.no_colleague and rank:
        reasons.append(_("nobody to stand in"))
    if row.urgent and rank:
        reasons.append(_("needed within 12 months"))
    text = listed(reasons) or _("part of the role")
    return text[:1].upper() + text[1:]


def _answers(codes, lines, formats):
    """Return the activities that answer a need, together where their money is as sure."""
    sure = grouped(codes, lambda code: surety(lines.get(code, []), formats))
    unfunded = _surety_word("unfunded")
    return [
        {"text": ", ".join(same), "status": words, "warn": words == unfunded}
        for words, same in sure.items()
    ]


def surety(costs, formats):
    """Return in words how sure the money of an activity is, with amounts when it is in parts."""
    status = activity_status(costs)
    if not total_of(costs):
        return cost_in_words(costs, formats.money)
    if status != "partly":
        return _surety_word(status)
    sure = total_of(cost for cost in costs if cost.status in ("secured", "spent"))
    asked = total_of(cost for cost in costs if cost.status == "requested")
    words = _("partly secured: %(part)s of %(whole)s")
    if not sure:
        words = _("partly requested: %(part)s of %(whole)s")
    return words % {"part": formats.money(sure or asked), "whole": formats.money(total_of(costs))}


def _surety_word(status):
    return str(STATUSES[status]).lower()


def priorities_intro(document):
    """Return how the needs are ordered, and which have no rank and why."""
    least = {"least": LEAST_PEOPLE_SHOWN}
    if not priorities_are_ranked(document):
        words = _(
            "The table lists the skills that the activities of this plan name, in the order of "
            "the catalogue. Needs are not ranked: in no skill were %(least)s people or more rated "
            "beside those whose results a reader may know, and an order for so few would disclose "
            "the results of a person."
        )
        return words % least
    order = _(
        "Gaps are ordered by size, by whether the skill is critical, by whether a colleague can "
        "cover it, and by need in the next 12 months. The order ranks what the country needs, not "
        "people."
    )
    omitted = _(
        "A skill has a rank only when at least %(least)s people were rated in it, so that no "
        "result of a person is disclosed. The others that activities name follow in the order "
        "of the catalogue, whatever the levels are."
    )
    return " ".join([order, omitted % least])


def coverage_note(document):
    """Return whose counts the table of coverage holds, and why areas are missing from it."""
    whole = _("Counts for the whole team.")
    if any(row.area for row in document.coverage):
        return whole
    reason = _(
        "Areas are not shown one by one: in at least one of them too few people were rated, and "
        "figures for so few would disclose the results of a person."
    )
    return f"{whole} {reason}"


def priorities_open(rows):
    names = [row["ability"] for row in rows if not row["answers"]]
    return listed(names) + "." if names else ""
