"""Sections 5.3, 6 and 7 and the method note in sentences, written from figures. No ORM."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.document_data import Signatory
from plans.document_figures import LEAST_PEOPLE_SHOWN, REVIEW_MONTH, next_assessment
from plans.document_needs import in_order, surety
from plans.document_tables import grouped, total_of
from plans.document_words import RECURRENCES
from roles.formats import listed


def _pair(label, value):
    return {"label": label, "value": value}


def unfunded(document, formats):
    """Return each activity with money missing, its case and one line of facts."""
    missing = [cost for cost in document.costs if cost.status == "unfunded" and cost.total]
    every = grouped(document.costs, lambda cost: cost.activity_code)
    known = {activity.code: activity for activity in document.activities}
    rows = []
    for code, costs in grouped(missing, lambda cost: cost.activity_code).items():
        activity, money = known.get(code), (total_of(costs), total_of(every[code]))
        rows.append({
            "code": code,
            "title": activity.title if activity else code,
            "case": activity and (activity.case or _case(document, activity, money, formats)),
            "facts": _facts(activity, costs),
            "when": formats.when(activity.start, activity.end) if activity else "",
            "amount": formats.amount(money[0]),
        })  # fmt: skip
    return rows


def _case(document, activity, money, formats):
    """Return why the missing amount, of the whole that the activity costs, deserves a source."""
    missing, whole = money
    facts = {
        "money": formats.money(missing),
        "whole": formats.money(whole),
        "whom": activity.whom or _("the team"),
        "when": formats.when(activity.start, activity.end),
    }
    opening = _("It takes %(money)s to do this for: %(whom)s (%(when)s).")
    closing = _("Without the money it does not take place, and the need it answers stays open.")
    if missing < whole:
        opening = _("%(money)s of %(whole)s is missing to do this for: %(whom)s (%(when)s).")
        closing = _("Without the missing part it cannot take place in full.")
    sentences = [opening % facts]
    ranked = ((rank, row) for rank, row in in_order(document) if rank)
    for rank, row in ranked:
        if activity.code in row.activity_codes:
            text = _("It answers priority %(rank)s of this plan: %(ability)s.")
            sentences.append(text % {"rank": rank, "ability": row.ability})
            break
    return " ".join([*sentences, closing])


def _categories(costs):
    return ", ".join(dict.fromkeys(cost.category for cost in costs))


def _facts(activity, costs):
    kinds = ", ".join(dict.fromkeys(str(RECURRENCES[cost.recurrence]).lower() for cost in costs))
    facts = [_categories(costs), kinds]
    if activity and activity.skills:
        skills = listed(activity.skills)
        facts.append(_("strengthens: %(skills)s") % {"skills": skills})
    return " · ".join(facts)


def indicators(document, figures, formats):
    """Return each indicator with how it is calculated and its value on the document's day."""
    rows = [
        *_team_indicators(document, figures, formats),
        *_money_indicators(figures, formats),
    ]
    if figures.critical:
        name = _("Critical skills covered by two people or more")
        how = _("People at level 2 or more, for each critical skill")
        rows.append((name, how, _counted(figures.doubly, figures.critical, formats)))
    return [{"name": name, "how": how, "value": value} for name, how, value in rows]


def _counted(part, whole, formats):
    share = formats.percent(part, whole)
    if not whole:
        return share
    facts = {"part": part, "whole": whole, "share": share}
    return _("%(part)s of %(whole)s (%(share)s)") % facts


def _team_indicators(document, figures, formats):
    day = {"date": formats.date(document.plan.dated)}
    empty = figures.core - figures.core_filled
    return [
        (
            _("Dependence: core positions paid from outside"),
            _("Core positions paid from outside ÷ core positions"),
            _counted(figures.core_external, figures.core, formats),
        ),
        (
            _("Cliff: core positions whose contract ends within 12 months"),
            _("Counted from %(date)s") % day,
            _counted(figures.ending_soon, figures.core, formats),
        ),
        (
            _("Vacancy: core positions not filled"),
            _("Core positions not filled ÷ core positions"),
            _counted(empty, figures.core, formats),
        ),
    ]


def _money_indicators(figures, formats):
    names = (_("Recurring cost on domestic money"), _("Unfunded share of the plan"))
    parts = (
        (figures.recurring_domestic, figures.recurring),
        (figures.unfunded, figures.total),
    )
    return [
        (
            name,
            _("%(part)s of %(whole)s")
            % {"part": formats.money(part), "whole": formats.money(whole)},
            formats.percent(part, whole),
        )
        for name, (part, whole) in zip(names, parts, strict=True)
    ]


def keeping(document, formats):
    """Return the measures that keep people, without people, and the activities that do so."""
    rows = [
        {"measure": row.measure, "state": _retention_state(row),
         "whom": listed(row.roles) or _("the team")}
        for row in document.retention
    ]  # fmt: skip
    lines = grouped(document.costs, lambda cost: cost.activity_code)
    for activity in document.activities:
        if activity.keeps_team:
            rows.append({
                "measure": f"{activity.code} {activity.title}",
                "state": surety(lines.get(activity.code, []), formats),
                "whom": activity.whom or _("the team"),
            })  # fmt: skip
    return rows


def _retention_state(row):
    if row.in_force and row.planned:
        return _("in force for some, planned for others")
    return _("in force") if row.in_force else _("planned")


def development(document, formats):
    """Return the annex of development plans; none where nobody asked for it."""
    annex = document.development
    if annex is None:
        return {"intro": "", "plans": []}
    agreed, others = len(annex.plans), annex.others
    intro = ngettext(
        "The plan of %(count)s member who has agreed to this on record, as of %(date)s.",
        "The plans of %(count)s members who have agreed to this on record, as of %(date)s.",
        agreed,
    )
    if not agreed:
        intro = _("No member has agreed on record that the own plan is given to others.")
    left_out = ngettext(
        "The plan of %(count)s other member stays with that person.",
        "The plans of %(count)s other members stay with these people.",
        others,
    )
    sentences = [
        intro % {"count": agreed, "date": formats.date(annex.dated)},
        left_out % {"count": others} if others else "",
        _("Levels are for planning and learning, never for judging performance.") if agreed else "",
    ]
    return {
        "intro": " ".join(filter(None, sentences)),
        "plans": [_member_plan(plan) for plan in annex.plans],
    }


def _member_plan(plan):
    gaps = [
        _("%(skill)s (level %(level)s, target %(target)s)")
        % {"skill": gap.skill, "level": gap.level, "target": gap.target}
        for gap in plan.gaps
    ]
    title = f"{plan.member}: {plan.roles}" if plan.roles else plan.member
    return {
        "title": title,
        "table_title": _("Development plan of %(member)s") % {"member": plan.member},
        "activities": [
            {"activity": row.activity, "when": row.when, "skills": listed(row.skills),
             "status": row.status}
            for row in plan.activities
        ],
        "open": listed(gaps),
    }  # fmt: skip


def duties(document):
    body = document.team.governing_body or _("Governing body")
    return [
        _pair(body, _("Strategy of the whole Ministry, alignment of partners, DHIS2 roadmap, "
                      "approval of this plan and of new projects")),
        _pair(_("Director responsible for the unit"),
              _("Ownership of the system, release of staff time, budget submission, yearly "
                "review")),
        _pair(_("Operational Lead"),
              _("Carrying out this plan, quarterly status, coordination of partners, next needs "
                "assessment")),
        _pair(_("Core technical team"),
              _("Configuration, training, user support, server administration, documentation; "
                "pairing with every external expert")),
        _pair(_("Partners"),
              _("Funding as committed; joint work with the team; respect of the Ministry’s "
                "procedures; no parallel systems")),
    ]  # fmt: skip


def milestones(document):
    """Return the dates the timeline marks: yearly reviews and the next assessment."""
    plan, following = document.plan, next_assessment(document)
    years = range(plan.start_year, plan.end_year + 1)
    reviews = [plan.dated.replace(year, REVIEW_MONTH, 1) for year in years]
    return {
        _("Yearly review of the plan"): reviews,
        _("Next needs assessment"): [following] if following else [],
    }


def calendar(document, figures, formats):
    lead, plan = _("Operational Lead"), document.plan
    rows = [
        (_("Every quarter"), _("Status of each activity; spending against budget"), lead),
        (_("November, every year"),
         _("Review of indicators, unfunded list and principles; new version of this plan"),
         _("Director and Operational Lead")),
    ]  # fmt: skip
    for end in dict.fromkeys(figures.ending):
        rows.append((
            _("Before %(date)s") % {"date": formats.date(end)},
            _("Decision on core positions whose contract ends on that day"),
            _("Ministry"),
        ))  # fmt: skip
    following = next_assessment(document)
    if following:
        rows.append((
            _("By %(month)s") % {"month": formats.month(following)},
            _("Next needs assessment: same roles, compared with this one"), lead,
        ))  # fmt: skip
    rows.append((str(plan.end_year), _("Final review and next plan"), _("Governing body")))
    return [{"when": when, "what": what, "who": who} for when, what, who in rows]


def signatories(document):
    return document.signatories or (
        Signatory(_("Prepared by"), _("Operational Lead, DHIS2 core team")),
        Signatory(_("Reviewed by"), _("Director responsible for the unit")),
        Signatory(_("Approved by"), _("Permanent Secretary or equivalent")),
    )


def method(document, formats):
    """Return Annex 3: what was rated, how figures are worked out, who sees what."""
    facts = document.method
    numbers = {
        "least": formats.whole_percent(facts.least_rated_percent),
        "proficient": formats.number(facts.proficient_mean),
        "expert": formats.number(facts.expert_mean),
        "people": LEAST_PEOPLE_SHOWN,
        "skills": facts.skills,
        "critical": facts.critical_skills,
    }
    return [*_method_ratings(numbers), *_method_rules(numbers), _method_source(facts)]


def _topic(title, *texts, points=()):
    return {
        "title": title,
        "texts": texts,
        "points": [{"lead": lead, "text": f" {text}" if lead else text} for lead, text in points],
    }


def _method_ratings(numbers):
    rated = _(
        "Each person is assessed for each role held. The catalogue has %(skills)s skills, of which "
        "%(critical)s are critical. Each skill is rated on four levels; not applicable and not "
        "answered are kept apart from level 0 and never lower an average."
    )
    levels = (
        (_("0 – Not yet:"), _("no exposure, or not possible even with written steps.")),
        (_("1 – With support:"), _("does parts with a job aid or beside somebody.")),
        (_("2 – Independent:"), _("does usual cases end to end alone.")),
        (_("3 – Leads:"), _("handles unusual cases, improves practice, teaches others.")),
    )
    phases = _(
        "The mean of the rated skills decides, if at least %(least)s of the applicable skills were "
        "rated: below %(proficient)s foundational; from %(proficient)s to below %(expert)s "
        "proficient; from %(expert)s expert. Critical skills cannot be compensated: proficient "
        "needs no critical skill at level 0 and at least half of them at level 2 or more; expert "
        "needs all of them at level 2 or more."
    )
    return (
        _topic(_("What was rated"), rated % numbers, points=levels),
        _topic(_("Phases"), phases % numbers),
    )


def _method_rules(numbers):
    coverage = _(
        "Coverage counts people at level 2 or more for each critical skill. The priority of a gap "
        "grows with its size, doubles if the skill is critical, doubles if no colleague covers it, "
        "and is weighted by need in the next 12 months."
    )
    shown = (
        ("", _("Fewer than %(people)s people assessed: no average and no level; phases and "
               "coverage as counts over the whole team, and only when every person assessed has "
               "agreed to it on record.") % numbers),
        ("", _("Fewer than %(people)s people rated in a skill: it stands among the priorities only "
               "where an activity names it, and without a rank.") % numbers),
        ("", _("%(people)s people or more: counts over the whole team.") % numbers),
        ("", _("People whose results a reader may know, by consent or because they are the "
               "reader’s own, are not counted among the %(people)s.") % numbers),
        ("", _("Levels of a person stand only in the annex of development plans, which is left "
               "out unless asked for, and only with that person’s recorded consent.")),
    )  # fmt: skip
    money = _(
        "Cost = quantity × unit cost. Amounts that span years are spread evenly by month, the "
        "remainder in the last year. Domestic money is the ministry’s own budget; every other "
        "source counts as external."
    )
    return (
        _topic(_("Coverage and priorities"), coverage),
        _topic(_("What this document shows"), points=shown),
        _topic(_("Money"), money),
    )


def _method_source(facts):
    source = _("DHIS2 implementation guide, “The DHIS2 core team”.")
    if facts.catalogue_version:
        source = _(
            "DHIS2 implementation guide, “The DHIS2 core team”; catalogue of skills version "
            "%(version)s."
        ) % {"version": facts.catalogue_version}
    return _topic(_("Source"), source)
