"""The two one-page documents of a plan: a note to the minister, and a page for partners.

Source of order and content: the document reference, section 1. Both stay one page: of what does
not fit, the largest lines are named and the others are one row, so that a table adds up.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import document_texts as texts
from plans.document_data import PlanDocument
from plans.document_figures import figures_of, results_are_shown
from plans.document_tables import grouped, total_of
from plans.plan_pdf import render

MOST_REASONS, MOST_GAINS, MOST_ASKS = 2, 3, 4
MOST_UNFUNDED, MOST_REQUESTED = 4, 6


def render_note(document: PlanDocument, language: str = "en") -> bytes:
    """The note to the minister as a PDF of one page."""
    return render("note.typ", document, language, note_of)


def render_partners(document: PlanDocument, language: str = "en") -> bytes:
    """The page for the partner round-table as a PDF of one page."""
    return render("partners.typ", document, language, partners_of)


def note_of(document, formats, context):
    """What the note adds to the context of the plan; its asks are the first of the plan's."""
    figures = figures_of(document)
    people, money = context["summary"]["figures"]
    summary = context["summary"] | {"asks": context["summary"]["asks"][:MOST_ASKS]}
    years = texts.period(document, formats)
    return {
        "summary": summary,
        "note": {
            "kicker": _kicker(document, formats),
            "title": _("DHIS2 core team %(years)s: note to the Minister") % {"years": years},
            "figures": [people[0], people[-1], money[0], money[1]],
            "why_title": _("Why it matters"),
            "why": _reasons(document, context),
            "gets_title": _("What the country gets"),
            "gets": context["summary"]["does"][:MOST_GAINS],
            "costs_title": _("What it costs"),
            "asks_title": _("Decisions requested from the Minister"),
            "otherwise_lead": _("If nothing is decided:"),
            "otherwise": _otherwise(figures, formats),
        },
    }


def _reasons(document, context):
    """The first findings; that an assessment was made is none while its results are not shown."""
    team, assessment, *others = context["summary"]["found"]
    shown = [team, assessment] if results_are_shown(document) else [team]
    return [*shown, *others][:MOST_REASONS]


def _kicker(document, formats):
    owner = document.team.ministry or document.team.name
    place = owner if document.team.country in owner else f"{owner}, {document.team.country}"
    return f"{place} · {formats.date(document.plan.dated)}"


def _otherwise(figures, formats):
    """What is lost without a decision: positions whose contracts end, and what has no money."""
    sentences = []
    if figures.ending:
        words = ngettext(
            "%(count)s core position loses its contract within the plan, from %(day)s on.",
            "%(count)s core positions lose their contracts within the plan, the first on %(day)s.",
            len(figures.ending),
        )
        day = formats.date(min(figures.ending))
        sentences.append(words % {"count": len(figures.ending), "day": day})
    if figures.unfunded:
        words = _("Activities for %(money)s do not take place.")
        sentences.append(words % {"money": formats.money(figures.unfunded)})
    if not sentences and figures.requested:
        words = _("%(money)s stays unconfirmed, and what it pays for cannot start.")
        sentences.append(words % {"money": formats.money(figures.requested)})
    return " ".join(sentences)


def partners_of(document, formats, context):
    """What the page for partners adds to the context of the plan."""
    figures = figures_of(document)
    requested, domestic = _requested(document)
    rows = [_requested_row(document, code, costs, formats) for code, costs in requested.items()]
    missing = _sums(cost for cost in document.costs if cost.status == "unfunded" and cost.total)
    unfunded = sorted(context["budget"]["unfunded"], key=lambda row: -missing[row["code"]])
    currency = document.team.currency
    asked = sum((total_of(costs) for costs in requested.values()), Decimal(0))
    return {
        "partners": {
            "kicker": _kicker(document, formats),
            "title": _("What is still to be funded"),
            "lead": _(
                "Partner round-table on the plan of the DHIS2 core team %(years)s. Each line can "
                "be taken whole or shared."
            )
            % {"years": texts.period(document, formats)},
            "figures": [
                _figure(figures.unfunded, _("%(currency)s without a source"), formats, warn=True),
                _figure(asked, _("%(currency)s requested from partners"), formats),
                _figure(figures.secured + figures.spent, _("%(currency)s secured"), formats),
            ],
            "unfunded_title": _("Looking for funding"),
            "unfunded": unfunded[:MOST_UNFUNDED],
            "unfunded_others": _others(unfunded, missing, MOST_UNFUNDED, formats),
            "requested_title": _("Requested, not yet confirmed"),
            "requested_intro": _("A confirmation, or a refusal, helps the Ministry to plan."),
            "requested": rows[:MOST_REQUESTED],
            "requested_total": formats.amount(asked),
            "requested_others": _others(
                rows,
                {code: total_of(costs) for code, costs in requested.items()},
                MOST_REQUESTED,
                formats,
            ),
            "requested_more": _domestic(domestic, formats),
            "asked_of": _("Asked of"),
            "amount_head": _("Amount (%(currency)s)") % {"currency": currency},
            "how_title": _("How to take part"),
            "how": _(
                "Tell the operational lead the number of the activity, the amount, the year and "
                "the form (grant, direct payment, in kind). All support is joint work with a "
                "member of the team. The whole plan and its budget are available; individual "
                "results are not."
            ),
            "reply_heads": [
                _("Partner"),
                _("Activity"),
                _("Amount (%(currency)s)") % {"currency": currency},
                _("Year"),
                _("Form and contact"),
            ],
        },
    }


def _figure(amount, label, formats, warn=False):
    return {
        "value": formats.amount(amount),
        "label": label % {"currency": formats.currency},
        "warn": warn and bool(amount),
    }


def _sums(costs):
    return {code: total_of(rows) for code, rows in grouped(costs, _code).items()}


def _code(cost):
    return cost.activity_code


def _others(rows, amounts, most, formats):
    """What is left after the first row, after the second and so on to the most: the page tells
    how many fit. None when nothing is left."""
    return [_rest(rows[shown:], amounts, formats) for shown in range(1, most + 1)]


def _rest(rows, amounts, formats):
    if not rows:
        return None
    words = ngettext(
        "%(count)s other activity of the plan", "%(count)s other activities of the plan", len(rows)
    )
    return {
        "text": words % {"count": len(rows)},
        "amount": formats.amount(sum(amounts[row["code"]] for row in rows)),
    }


def _requested(document):
    """Lines requested from partners by activity, the largest first; and those from ministries."""
    lines = [cost for cost in document.costs if cost.status == "requested" and cost.total]
    partners = grouped([c for c in lines if not c.domestic], _code)
    ordered = sorted(partners.items(), key=lambda item: -total_of(item[1]))
    return dict(ordered), [cost for cost in lines if cost.domestic]


def _requested_row(document, code, costs, formats):
    activity = next((one for one in document.activities if one.code == code), None)
    return {
        "code": code,
        "title": activity.title if activity else code,
        "source": ", ".join(dict.fromkeys(cost.source for cost in costs if cost.source)),
        "when": formats.when(activity.start, activity.end) if activity else "",
        "amount": formats.amount(total_of(costs)),
    }


def _domestic(lines, formats):
    if not lines:
        return ""
    codes = ", ".join(dict.fromkeys(cost.activity_code for cost in lines))
    words = _("A further %(money)s is requested from the national budget (%(codes)s).")
    return words % {"money": formats.money(total_of(lines)), "codes": codes}
