"""The fixed words of the plan document: headings, column heads, notes.

The template prints them as ``t.name``, so that one template serves every language.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COVER_AND_CONTENTS = {
    "cover_table": _("Period, version, source and currency of this plan"),
    "cover_note": _(
        "Assessment results in this plan serve to plan learning and support. They must not be "
        "used to judge anybody’s performance."
    ),
    "contents": _("Contents"),
    "abbreviations": _("Abbreviations and terms"),
    "table": _("Table"),
    "figure": pgettext_lazy("a picture with a number", "Figure"),
    "page": _("Page"),
    "page_of": pgettext_lazy("page 2 of 19", "of"),
    "annex": _("Annex"),
    "total": _("Total"),
    "number": pgettext_lazy("column head: number", "No."),
    "item": _("Item"),
    "status": _("Status"),
    "date": _("Date"),
    "when": _("When"),
    "who": _("Who"),
    "what": _("What"),
}

SUMMARY_AND_TEAM = {
    "summary": _("Executive summary"),
    "key_figures": _("Key figures of this plan: four on people, four on money"),
    "found": _("What we found"),
    "does": _("What the plan does"),
    "asks": _("Decisions requested"),
    "asks_intro": _("The Ministry is asked to:"),
    "context": _("Context and core team"),
    "country_system": _("The country and its system"),
    "plan_follows": _(
        "The plan follows the DHIS2 implementation guide: a local core team, each role assessed, "
        "gaps turned into budgeted activities, funders named line by line, and the cycle repeated "
        "every one to two years."
    ),
    "readiness": _("Readiness for the next step"),
    "core_team": _("The core team"),
    "core_team_intro": _(
        "Positions are listed by class and in the recommended order of formation. A position may "
        "be held by a person or by an organisation, and one person may hold several positions."
    ),
    "no_positions": _("No position has been entered yet."),
    "positions_description": _(
        "One row for each position with holder, employer, who pays and full-time equivalent, "
        "subtotals by class"
    ),
    "positions_note": _(
        "FTE: full-time equivalent. Vacant and planned positions are next steps of the plan, not "
        "failings."
    ),
    "order": _("Order"),
    "position": _("Position"),
    "held_by": _("Held by"),
    "employer": _("Employer and engagement"),
    "paid_from": pgettext_lazy("column head: who pays a position", "Paid from"),
    "fte": _("FTE"),
}

NEEDS = {
    "needs": _("Needs assessment and priorities"),
    "not_review_lead": _("Not a performance review."),
    "not_review": _(
        "The assessment describes what the team can do today, so that learning and support can be "
        "planned. Results went to each person first. No individual level appears in this document "
        "unless the person has agreed to it on record, and none may be used for appraisal, "
        "promotion, pay or contract decisions."
    ),
    "how_assessed": _("How the assessment was done"),
    "no_round": _(
        "No needs assessment has been closed yet. Priorities and activities rest on the team’s own "
        "view and are reviewed after the first assessment."
    ),
    "figure_column": _("Figure"),
    "round_note": _("Vacant positions and positions held by organisations are not assessed."),
    "phases": _("Phases"),
    "phases_intro": _(
        "Each person in each role stands in one of three phases. The table counts role assessments "
        "over the whole team."
    ),
    "phase": _("Phase"),
    "phase_meaning": _("Meaning and support"),
    "role_assessments": _("Role assessments"),
    "coverage": _("Coverage of critical skills"),
    "coverage_intro": _(
        "Critical skills are those a team cannot make up for with others. A skill is covered by "
        "everyone who is independent in it (level 2 or more). Nobody means that outside support is "
        "needed; one person means a single point of failure."
    ),
    "competency_area": _("Competency area"),
    "critical_skills": _("Critical skills"),
    "nobody_yet": pgettext_lazy("so many skills can be done by", "Nobody yet"),
    "one_person": _("One person"),
    "two_or_more": _("Two or more"),
    "priorities": _("Priorities"),
    "rank": _("Rank"),
    "ability": _("Ability needed"),
    "why_now": _("Why now"),
    "plan_answers": _("How the plan answers"),
    "no_activity_yet": _("no activity yet"),
    "priorities_note": _(
        "Without a number of points on purpose: where a role has one holder, points would disclose "
        "a person’s level."
    ),
    "open_lead": _("Priorities without an activity yet:"),
}

ACTIVITIES_AND_BUDGET = {
    "activities": _("Activities and timeline"),
    "no_activities": _("No activity has been entered yet."),
    "activities_by_area": _("Activities by competency area"),
    "activity": _("Activity"),
    "for_whom": _("For"),
    "activities_note": _(
        "“Staff time” means no cash cost: the work is part of paid posts. Activities are planned "
        "for roles; who takes part follows from the team table."
    ),
    "timeline": _("Timeline by quarter"),
    "timeline_intro": _(
        "Shaded quarters show when an activity runs and how sure its money is. An activity with "
        "several sources shows the least sure one, or that part of its money has no source."
    ),
    "timeline_description": _(
        "One row for each activity, one column for each quarter; a sign and a shade show whether "
        "the money is secured, requested or missing"
    ),
    "budget": _("Budget and funding"),
    "no_costs": _("No cost line has been entered yet."),
    "by_category": _("Budget by year and cost category"),
    "cost_category": _("Cost category"),
    "share": _("Share"),
    "category_note": _(
        "An amount that spans several years is spread evenly by month. Shares are rounded to one "
        "decimal and may not add up to 100%."
    ),
    "kind_of_cost": _("Kind of cost"),
    "by_source": _("Budget by year and funding source"),
    "source": _("Funding source"),
    "status_note": _(
        "Secured: confirmed in writing. Requested: asked for, no answer yet. Unfunded: no source "
        "has been asked or found."
    ),
    "unfunded": _("Activities with money missing"),
    "nothing_unfunded": _("Every cost line of this plan has a source."),
    "activity_case": _("Activity and case"),
    "detailed_budget": _("Detailed budget"),
    "detailed_intro": _("Every cost line of the plan: quantity × unit cost, source and status."),
    "line_description": _("What it is for"),
    "activity_line": _("Activity and line"),
    "kind": _("Kind"),
    "quantity": pgettext_lazy("column head: quantity", "Qty"),
    "unit_cost": _("Unit cost"),
}

SUSTAINABILITY_AND_APPROVAL = {
    "sustainability": _("Sustainability"),
    "indicators": _("Indicators"),
    "indicators_intro": _(
        "These figures show whether the team could go on without outside money. They are worked "
        "out again at each yearly review."
    ),
    "indicator": _("Indicator"),
    "how_calculated": _("How it is calculated"),
    "principles": _("Principles of a sustainable team"),
    "group": _("Group"),
    "questions": _("Questions"),
    "yes": pgettext_lazy("answer", "Yes"),
    "partly": pgettext_lazy("answer", "Partly"),
    "no": pgettext_lazy("answer", "No"),
    "not_applicable": _("Not applicable"),
    "not_answered": _("Not answered"),
    "question": _("Question"),
    "answer": _("Answer"),
    "remark": _("Remark"),
    "keeping": _("Keeping the team"),
    "keeping_intro": _(
        "What keeps people in the team costs less than training their successors. Measures are "
        "named without the people they are for."
    ),
    "measure": _("Measure"),
    "governance": _("Governance and follow-up"),
    "responsibilities": _("Roles and responsibilities"),
    "responsibilities_intro": _(
        "Decisions on what DHIS2 is used for belong to the governing body; agreed and assigned "
        "tasks belong to the team. The Operational Lead connects the two."
    ),
    "answers_for": _("Answers for"),
    "monitoring": _("Monitoring and next assessment"),
    "monitoring_intro": _(
        "The plan is a living document. Money, dates and status are kept up to date in the "
        "planner; this document is issued again at each yearly review."
    ),
    "approval": _("Approval"),
    "function": _("Function"),
    "name": _("Name"),
    "signature": _("Signature and stamp"),
    "version_history": _("Version history"),
    "version": _("Version"),
    "change": pgettext_lazy("of a version", "Change"),
}

ANNEXES = {
    "terms": _("Terms of reference"),
    "terms_intro": _(
        "Short form of the terms of reference of each position. The full text, with grade and "
        "conditions, is issued at recruitment or appointment."
    ),
    "main_responsibilities": _("Main responsibilities"),
    "purpose": _("Purpose"),
    "background": _("Background"),
    "dedication": _("Dedication, place"),
    "development": _("Development plans of members"),
    "development_skills": _("Skills, level and target level"),
    "development_open": _("Not answered by an activity yet:"),
    "method": _("Method note"),
    "not_judging_lead": _("Scores are not for judging performance."),
    "not_judging": _(
        "The assessment is a baseline for planning and for comparison with later rounds. "
        "Individual results are known to the person, the assessor and the Operational Lead. "
        "Others receive them only with the person’s recorded consent, and they are not kept in "
        "personnel files."
    ),
}

CAPTIONS = {
    "glance": _("%(country)s at a glance"),
    "positions": _("Positions by class and recommended order, %(month)s"),
    "round": _("The assessment round in figures"),
    "phases": _("Phases of the team, role assessments"),
    "figure_coverage": _(
        "Critical skills by competency area and number of people able to do them alone"
    ),
    "coverage": _("Coverage of the %(critical)s critical skills"),
    "priorities": _("Agreed priorities"),
    "activities": _("Activities %(years)s"),
    "timeline": _("Timeline by quarter and funding status"),
    "categories": _("Budget by year and cost category, %(currency)s"),
    "recurrence": _("Recurring and one-off cost by year, %(currency)s"),
    "sources": _("Budget by year, funding source and status, %(currency)s"),
    "figure_budget": _("Budget by year and funding status, %(currency)s"),
    "statuses": _("Budget by year and funding status, %(currency)s"),
    "unfunded": _("Activities with money missing, %(currency)s"),
    "indicators": _("Sustainability indicators"),
    "keeping": _("Measures that keep the team"),
    "principles": _("Answers to the %(questions)s questions"),
    "answers": _("Questions answered no or partly"),
    "duties": _("Who answers for what"),
    "calendar": _("Calendar of reviews"),
    "signatures": _("Signatures"),
    "versions": _("Versions of this plan"),
    "lines": _("Cost lines, %(currency)s"),
}

STATUSES = {
    "secured": _("Secured"),
    "requested": _("Requested"),
    "unfunded": _("Unfunded"),
    "spent": _("Spent"),
}
RECURRENCES = {"recurring": _("Recurring"), "one_off": _("One-off")}
CLASSES = {
    "core": _("Core"),
    "contributing": _("Contributing"),
    "optional": _("Optional"),
}
FUNDINGS = {"domestic": _("Domestic"), "external": _("External")}
STATES = {
    "vacant": _("Vacant"),
    "recruiting": _("Being recruited"),
    "planned": _("Planned"),
}
PHASES = {
    "foundational": (
        _("Foundational"),
        _("Learns under supervision: mentor, academies, joint work"),
    ),
    "proficient": (_("Proficient"), _("Does standard work end to end: review of unusual cases")),
    "expert": (_("Expert"), _("Main authority in the field; mentors others")),
    "not_enough_data": (_("Not enough data"), _("Too few skills rated to name a phase")),
}
MODES = {
    "self": (
        _("Self-administered"),
        _("Each member filled in their own assessment."),
    ),
    "supervisor": (
        _("Guided by a supervisor"),
        _("Each member was assessed together with a supervisor."),
    ),
    "third_party": (
        _("Guided by a third party"),
        _("Each member was assessed together with somebody from outside the team."),
    ),
}
PLAN_STATUSES = {
    "draft": (_("DRAFT – working document, not approved"), _("DRAFT, not approved")),
    "submitted": (_("submitted for approval"), _("For approval")),
    "approved": (_("approved"), _("Approved")),
    "superseded": (_("superseded by a later version"), _("Superseded")),
    "returned": (_("returned with comments, not approved"), _("Returned, not approved")),
    "withdrawn": (_("withdrawn, not approved"), _("Withdrawn, not approved")),
}


def fixed_words():
    """Return every fixed word in the language that is active now."""
    groups = (
        COVER_AND_CONTENTS,
        SUMMARY_AND_TEAM,
        NEEDS,
        ACTIVITIES_AND_BUDGET,
        SUSTAINABILITY_AND_APPROVAL,
        ANNEXES,
    )
    return {name: str(word) for group in groups for name, word in group.items()}
