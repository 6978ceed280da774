"""Sentences of the plan document that are written from its figures. No ORM.

They are drafts a ministry may replace (``PlanDocument.summary``): factual, calm, and never
about a person. A vacancy is a next step, not a failing.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plans.document_data import Remark
from plans.document_figures import REVIEW_MONTH, next_assessment, results_are_shown
from plans.document_tables import cost_in_words, grouped, people_and_organisations, total_of
from plans.document_totals import rate_sentence
from plans.document_words import CLASSES

WIDEST_FIGURE = 11
"""Characters that fit into a key figure; longer money says its currency in the label."""


def _pair(label, value):
    return {"label": label, "value": value}


def _figure(value, label, warn=False):
    return {"value": value, "label": label, "warn": warn}


def period(document, formats):
    return formats.years(document.plan.start_year, document.plan.end_year)


def version_text(document, formats):
    """Return the version with its date, or the date alone while there are no versions."""
    day = formats.date(document.plan.dated)
    if not document.plan.version:
        return day
    return _("%(version)s of %(date)s") % {"version": document.plan.version, "date": day}


def round_period(facts, formats):
    if facts.opened and facts.closed:
        return formats.dates(facts.opened, facts.closed)
    return formats.date(facts.closed) if facts.closed else _("to be confirmed")


def cover_rows(document, formats):
    plan, facts = document.plan, document.round
    first, last = (
        plan.dated.replace(plan.start_year, 1, 1),
        plan.dated.replace(plan.end_year, 12, 31),
    )
    rows = [
        _pair(_("Period"), formats.dates(first, last)),
        _pair(_("Version") if plan.version else _("Date"), version_text(document, formats)),
    ]  # fmt: skip
    if facts:
        kind = _("first assessment (baseline)") if facts.baseline else _("follow-up assessment")
        rows.append(_pair(_("Based on"), _("%(title)s (%(period)s), %(kind)s") % {
            "title": facts.title, "period": round_period(facts, formats), "kind": kind,
        }))  # fmt: skip
    currency = _currency(document, formats)
    rows.append(_pair(_("Currency"), currency))
    rows.append(_pair(_("Next review"), _next_review(document, formats)))
    contact = _("Operational Lead, %(team)s") % {"team": document.team.name}
    return [*rows, _pair(_("Contact"), contact)]


def _next_review(document, formats):
    """The November after the plan has begun, as in its calendar, and the next assessment."""
    plan, assessment = document.plan, next_assessment(document)
    year = max(plan.start_year, plan.dated.year + (plan.dated.month >= REVIEW_MONTH))
    review = plan.dated.replace(year, REVIEW_MONTH, 1)
    if assessment is None:
        return formats.month(review)
    return _("%(review)s; next needs assessment %(assessment)s") % {
        "review": formats.month(review),
        "assessment": formats.month(assessment),
    }


def _currency(document, formats):
    facts = {"name": formats.currency_name(), "code": document.team.currency}
    rate = rate_sentence(document, formats)
    if rate:
        return _("%(name)s (%(code)s). %(rate)s") % (facts | {"rate": rate})
    return _("%(name)s (%(code)s), no exchange rate applied") % facts


def glossary(document):
    method = document.method
    critical = _("A skill the team cannot make up for with others; %(critical)s of %(all)s skills")
    return [
        _pair("DHIS2", _("District Health Information Software 2, the national data platform")),
        _pair(_("Core team"), _("The people and organisations who run DHIS2 for the country")),
        _pair(_("Critical skill"), critical
              % {"critical": method.critical_skills, "all": method.skills}),
        _pair(_("FTE"), _("Full-time equivalent")),
        _pair(_("Level 2"), _("Independent: does usual cases end to end alone")),
        _pair(_("Round"), _("One dated run of the needs assessment")),
    ]  # fmt: skip


def key_figures(document, figures, formats):
    """Return two rows of four key figures: on people, then on money."""
    filled = _("%(part)s of %(whole)s") % {"part": figures.core_filled, "whole": figures.core}
    held_by = people_and_organisations(
        [row for row in document.positions if row.role_class == "core"]
    )
    label = _("core positions filled, by %(holders)s") % {"holders": held_by}
    people = [
        _figure(filled, label if held_by else _("core positions filled")),
        _figure(formats.number(figures.core_fte, 2), _("full-time equivalents in core positions")),
        _skills_figure(document, figures),
        _ending_figure(figures, formats),
    ]
    return [people, _money_figures(document, figures, formats)]


def _skills_figure(document, figures):
    if results_are_shown(document):
        covered = figures.critical - figures.uncovered
        value = _("%(part)s of %(whole)s") % {"part": covered, "whole": figures.critical}
        return _figure(value, _("critical skills covered by at least one person"))
    if document.round:
        sheets, people = document.round.assessments, document.round.people
        label = ngettext(
            "role assessment completed, for %(people)s",
            "role assessments completed, for %(people)s",
            sheets,
        )
        words = ngettext("%(count)s person", "%(count)s people", people) % {"count": people}
        return _figure(str(sheets), label % {"people": words})
    return _figure(str(len(document.activities)), _("activities in this plan"))


def _ending_figure(figures, formats):
    if not figures.ending:
        label = _("core positions paid from outside")
        value = _("%(part)s of %(whole)s") % {"part": figures.core_external, "whole": figures.core}
        return _figure(value, label, warn=figures.core_external > 0)
    count = len(figures.ending)
    label = ngettext(
        "core position with a contract that ends in the plan period, on %(date)s",
        "core positions with contracts that end in the plan period, the first on %(date)s",
        count,
    )
    return _figure(str(count), label % {"date": formats.date(figures.ending[0])}, warn=True)


def _money_figures(document, figures, formats):
    label = _("total cost, %(years)s") % {"years": period(document, formats)}
    if figures.spent:
        secured = _("secured or spent: %(money)s")
    else:
        secured = _("secured: %(money)s")
    parts = (
        (figures.secured + figures.spent, secured),
        (figures.requested, _("requested: %(money)s")),
        (figures.unfunded, _("unfunded: %(money)s")),
    )
    shares = [
        _figure(formats.percent(part, figures.total), text % {"money": formats.money(part)})
        for part, text in parts
    ]
    shares[2]["warn"] = figures.unfunded > 0
    total = formats.money(figures.total)
    if len(total) > WIDEST_FIGURE:
        total = formats.amount(figures.total)
        label = _("%(label)s: %(value)s") % {"label": formats.currency, "value": label}
    return [_figure(total, label), *shares]


def lead(document, formats):
    return _(
        "%(country)s runs DHIS2 with its own core team. This plan shows who the team is, what it "
        "must be able to do, how it will learn it in %(years)s, what that costs, and what is still "
        "to be funded."
    ) % {"country": document.team.country, "years": period(document, formats)}


def found(document, figures, formats):
    """Return three or four findings, from the team, the assessment and the money."""
    remarks = [_team_found(document, figures), _assessment_found(document, figures)]
    if figures.core_external:
        remarks.append(_dependence(figures, formats))
    if figures.unfunded or figures.requested:
        remarks.append(_money_found(figures, formats))
    return [remark for remark in remarks if remark]


def _team_found(document, figures):
    if not figures.core:
        return Remark(_("The core team is still to be formed."))
    open_positions = figures.core - figures.core_filled
    if open_positions:
        text = ngettext(
            "%(filled)s of %(core)s core positions are filled; %(open)s is a next step.",
            "%(filled)s of %(core)s core positions are filled; %(open)s are next steps.",
            open_positions,
        )
        facts = {"filled": figures.core_filled, "core": figures.core, "open": open_positions}
        return Remark(_("The team is being formed."), text % facts)
    if figures.core_people < figures.core_held_by_people:
        people = ngettext("%(count)s person holds", "%(count)s people hold", figures.core_people)
        text = _("%(people_hold)s %(held)s of the %(core)s core positions.") % {
            "people_hold": people % {"count": figures.core_people},
            "held": figures.core_held_by_people,
            "core": figures.core,
        }
        return Remark(_("The team is complete but thin."), text)
    return Remark(_("The team is complete."), _("Every core position is filled."))


def _assessment_found(document, figures):
    if results_are_shown(document) and document.coverage:
        text = ngettext(
            "%(single)s skill rests on one person.",
            "%(single)s skills rest on one person each.",
            figures.single,
        )
        head = _("%(none)s of %(critical)s critical skills are not yet covered.")
        return Remark(
            head % {"none": figures.uncovered, "critical": figures.critical},
            text % {"single": figures.single},
        )
    if document.round:
        return Remark(_("Needs are known."), _("The skills of the team have been assessed."))
    return Remark(_("Needs are not assessed yet."), _("An assessment is the next step."))


def _dependence(figures, formats):
    facts = {
        "external": figures.core_external,
        "core": figures.core,
        "share": formats.percent(figures.core_external, figures.core),
    }
    text = _("%(external)s of %(core)s core positions (%(share)s) are paid from outside.") % facts
    if figures.ending:
        ends = _("The first contract ends on %(date)s.")
        text = f"{text} {ends % {'date': formats.date(figures.ending[0])}}"
    return Remark(_("Part of the team depends on outside money."), text)


def _money_found(figures, formats):
    secured = figures.secured + figures.spent
    text = _("%(secured)s is secured, %(requested)s requested, %(unfunded)s without a source.") % {
        "secured": formats.money(secured),
        "requested": formats.money(figures.requested),
        "unfunded": formats.money(figures.unfunded),
    }
    share = formats.percent(secured, figures.total)
    return Remark(_("%(share)s of the money is sure.") % {"share": share}, text)


def does(document, formats):
    """Return what the plan does in the four areas with the most money."""
    lines = grouped(document.costs, lambda cost: cost.activity_code)
    areas = []
    for title, rows in grouped(document.activities, lambda row: row.group).items():
        areas.append(([c for row in rows for c in lines.get(row.code, ())], title, rows))
    areas.sort(key=lambda area: -total_of(area[0]))
    remarks = []
    for costs, title, rows in areas[:4]:
        text = ngettext("%(count)s activity, %(money)s.", "%(count)s activities, %(money)s.",
                        len(rows))  # fmt: skip
        remarks.append(Remark(
            _("%(area)s:") % {"area": title or _("Other activities")},
            text % {"count": len(rows), "money": cost_in_words(costs, formats.money)},
        ))  # fmt: skip
    return remarks


def asks(document, figures, formats):
    """Return the decisions the ministry is asked for, the approval first."""
    cost = {"money": formats.money(figures.total)}
    text = _("this plan and its total cost of %(money)s.")
    remarks = [Remark(pgettext("decision", "Approve"), text % cost)]
    if figures.domestic > figures.domestic_secured:
        text = _("the domestic share of %(share)s, of which %(secured)s is secured.") % {
            "share": formats.money(figures.domestic),
            "secured": formats.money(figures.domestic_secured),
        }
        remarks.append(Remark(pgettext("decision", "Confirm"), text))
    remarks += _team_asks(figures, formats)
    if figures.unfunded:
        text = _("the %(money)s without a source to partners.")
        money = {"money": formats.money(figures.unfunded)}
        remarks.append(Remark(pgettext("decision", "Present"), text % money))
    return remarks


def _team_asks(figures, formats):
    remarks, count = [], figures.core - figures.core_filled
    if count:
        text = ngettext(
            "%(count)s core position that is not filled yet.",
            "%(count)s core positions that are not filled yet.",
            count,
        )
        remarks.append(Remark(pgettext("decision", "Fill"), text % {"count": count}))
    if figures.ending:
        text = _("who pays core positions after %(date)s, when the first contract ends.")
        day = {"date": formats.date(figures.ending[0])}
        remarks.append(Remark(pgettext("decision", "Decide"), text % day))
    return remarks


def glance(document, figures):
    team = document.team
    context = {"new": _("New"), "established": _("Established")}.get(team.context, "")
    if team.resource_constrained:
        context = _("%(context)s, resources limited") % {"context": context} if context else ""
    filled = _("%(part)s of %(whole)s") % {"part": figures.core_filled, "whole": figures.core}
    rows = [
        (_("Country"), team.country),
        (_("Sector"), team.sector),
        (_("Working language"), team.language),
        (_("Team"), context),
        (_("Governing body"), team.governing_body or _("to be confirmed")),
        (_("Holders of positions"), people_and_organisations(document.positions)),
        (_("Core positions filled"), filled if figures.core else ""),
    ]
    return [_pair(label, value) for label, value in rows if value]


def team_remarks(document, figures, formats):
    """Return the deviations from the recommended order, then dependence and vacancy."""
    remarks = list(document.formation_remarks)
    if figures.core_external:
        remarks.append(_dependence(figures, formats))
    if figures.core_filled < figures.core:
        remarks.append(_team_found(document, figures))
    missing = {row.role_class for row in document.positions}
    if document.positions and "optional" not in missing:
        text = _("none is needed for this plan.")
        remarks.append(Remark(_("%(kind)s roles:") % {"kind": CLASSES["optional"]}, text))
    return remarks
