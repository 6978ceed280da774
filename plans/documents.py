"""The capacity-building plan as a Word document.

``render_plan(document, language)`` turns a ``PlanDocument`` into the bytes of a .docx file,
from the template ``plans/word/plan.docx`` (built by ``plans.word.build_template``). What goes
in is defined in ``plans.document_data``, and may be imported from here; fixed words come from
gettext in the language asked for.
"""

import re
from dataclasses import asdict, is_dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from plans import document_followup as followup
from plans import document_needs as needs
from plans import document_texts as texts
from plans.document_choices import EVERYTHING
from plans.document_data import (
    ActivityRow,
    CostRow,
    CoverageRow,
    MethodFacts,
    PhaseRow,
    PlanDocument,
    PlanFacts,
    PositionRow,
    PrincipleAnswer,
    PriorityRow,
    Readiness,
    Remark,
    RoundFacts,
    Signatory,
    Summary,
    TeamFacts,
    TermsOfReference,
    VersionRow,
)
from plans.document_figures import (
    coverage_is_shown,
    figures_of,
    phases_are_shown,
    priorities_are_ranked,
)
from plans.document_format import EN_DASH, Formats, money_decimals
from plans.document_layout import Columns, lay_out
from plans.document_pictures import add_pictures
from plans.document_tables import (
    BudgetTables,
    activity_groups,
    plan_years,
    position_groups,
    principle_groups,
    timeline,
    timeline_years,
)
from plans.document_totals import beside_total, buffer_of, rate_sentence
from plans.document_words import CAPTIONS, MODES, PHASES, PLAN_STATUSES, fixed_words
from plans.plan_pages import heading_pages, printed
from plans.plan_pictures import bars_in_words, squares_in_words, squares_of
from plans.template_fields import ReadingEnvironment
from roles.reference_documents import CONTROLS

__all__ = [
    "ActivityRow", "CostRow", "CoverageRow", "MethodFacts", "PhaseRow", "PlanDocument",
    "PlanFacts", "PositionRow", "PrincipleAnswer", "PriorityRow", "Readiness", "Remark",
    "RoundFacts", "Signatory", "Summary", "TeamFacts", "TermsOfReference", "VersionRow",
    "render_plan",
]  # fmt: skip

LONGEST_PROPERTY = 255
NOT_FOR_SIGNATURE = ("draft", "returned", "withdrawn")
ENVIRONMENT = ReadingEnvironment()
TEMPLATE = Path(__file__).with_name("word") / "plan.docx"
PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
BREAK = re.compile("[\\n\\t\\a\\f]")


class PlanTemplate(DocxTemplate):
    """docxtpl turns line breaks of texts into those of Word; here only where there are any."""

    def resolve_listing(self, xml):
        resolve = super().resolve_listing
        return PARAGRAPH.sub(lambda p: resolve(p[0]) if BREAK.search(p[0]) else p[0], xml)


def render_plan(document, language="en", choices=EVERYTHING):
    """Return the plan as the bytes of a Word file, in ``language``.

    Phases and coverage are printed only when five people or more were assessed, whatever the
    document holds (product.md 4); otherwise a sentence says why they are not shown.
    """
    with override(language):
        formats = formats_for(document, language)
        context = clean(context_of(document, formats, choices))
        pages = [] if choices.template else _pages(document, formats, context, choices)
        template = PlanTemplate(BytesIO(choices.template) if choices.template else TEMPLATE)
        add_pictures(context, template, document, formats, choices)
        template.render(context, ENVIRONMENT, autoescape=True)
        annex = context["t"]["annex"]
        lay_out(template.docx, columns=_columns(context), annex=annex, pages=pages)
        if not choices.show["cover"]:  # what follows it has a head, and says that it is a draft
            template.docx.sections[0].different_first_page_header_footer = False
        _set_properties(template.docx, document, formats)
    output = BytesIO()
    template.save(output)
    return output.getvalue()


def _pages(document, formats, context, choices):
    """The page of each heading; those of a ministry's own template only Word can know."""
    return heading_pages(clean(printed(document, formats, context, choices)))


def formats_for(document, language):
    """Return how the document prints numbers: decimals of money only if any are needed."""
    amounts = [amount for cost in document.costs for _year, amount in cost.amounts]
    amounts += [cost.unit_cost for cost in document.costs]
    amounts.append(buffer_of(document))
    currency = document.team.currency
    return Formats(language, currency, money_decimals(currency, amounts))


def _columns(context):
    """Return the layout of the tables whose columns depend on the plan."""
    captions, by_year = context["caption"], Columns(texts=(1,))
    quarter = 420 if len(context["activities"]["quarters"]) <= 12 else 300
    rank = (680,) if context["needs"]["ranked"] else ()
    return {
        captions["priorities"]: Columns(texts=(*rank, 3800, 2200, 2732)),
        captions["categories"]: by_year,
        captions["recurrence"]: by_year,
        captions["statuses"]: by_year,
        captions["sources"]: Columns(texts=(5, 3)),
        captions["timeline"]: Columns(texts=(680, 3290), least=quarter, fixed=True),
        captions["lines"]: Columns(texts=(3300, 3000, 1000, 1600, 1100), least=640),
    }  # fmt: skip


def context_of(document, formats, choices=EVERYTHING):
    """What the templates of Word and PDF print: words, numbers and dates ready to be set."""
    figures = figures_of(document)
    budget = BudgetTables(document, formats)
    return {
        "show": choices.show,
        "t": _words(document, choices),
        "caption": _captions(document, formats),
        "header": _header(document, formats),
        "cover": _cover(document, formats),
        "glossary": texts.glossary(document),
        "summary": _summary(document, figures, formats),
        "team": _team(document, figures, formats, choices.named),
        "needs": _needs(document, formats),
        "activities": _activities(document, budget, formats),
        "budget": _budget(document, budget, formats),
        "indicators": followup.indicators(document, figures, formats),
        "principles": _principles(document),
        "keeping": followup.keeping(document, formats),
        "duties": followup.duties(document),
        "calendar": followup.calendar(document, figures, formats),
        "approval": _approval(document, formats, choices),
        "terms": [_terms(terms, choices.named) for terms in document.terms],
        "development": followup.development(document, formats),
        "method": followup.method(document, formats),
    }


def _words(document, choices):
    """Return the fixed words; the note on phases points at the annex where it stands."""
    words, number = fixed_words(), choices.method_number
    note = _("How phases are worked out: Annex %(number)s.") % {"number": number}
    agreed = ""
    if document.phases_agreed:
        agreed = _("Every person who was assessed has agreed that these numbers are shown.")
    return words | {"phases_note": " ".join(filter(None, (note if number else "", agreed)))}


def _captions(document, formats):
    facts = {
        "country": document.team.country,
        "years": texts.period(document, formats),
        "currency": document.team.currency,
        "critical": sum(row.critical for row in document.coverage),
        "questions": len(document.principles),
        "month": formats.month(document.plan.dated),
    }
    return {name: str(caption) % facts for name, caption in CAPTIONS.items()}


def _header(document, formats):
    status = str(PLAN_STATUSES[document.plan.status][1])
    if document.plan.version:
        version = _("Version %(version)s") % {"version": document.plan.version}
        status = f"{version} · {status}"
    owner = document.team.ministry or document.team.name
    return {
        "left": f"{document.plan.title} · {document.team.country}",
        "right": status,
        "footer": f"{owner} · {formats.date(document.plan.dated)}",
    }


def _cover(document, formats):
    team, plan = document.team, document.plan
    years = texts.period(document, formats)
    subtitle = team.name if str(plan.start_year) in plan.title else f"{team.name} · {years}"
    status = _("Status: %(status)s") % {"status": PLAN_STATUSES[plan.status][0]}
    return {
        "country": team.country,
        "ministry": team.ministry,
        "unit": team.unit,
        "title": plan.title,
        "subtitle": subtitle,
        "is_draft": plan.status in NOT_FOR_SIGNATURE,
        "status": status,
        "rows": texts.cover_rows(document, formats),
    }


def _remarks(written, edited=()):
    """Return the remarks a team has edited, else the written ones, as lead and text."""
    rows = [asdict(remark) for remark in edited or written]
    for row in rows:
        if row["lead"] and row["text"]:
            row["text"] = f" {row['text']}"
    return rows


def _summary(document, figures, formats):
    edited = document.summary
    return {
        "lead": edited.lead or texts.lead(document, formats),
        "figures": texts.key_figures(document, figures, formats),
        "found": _remarks(texts.found(document, figures, formats), edited.found),
        "does": _remarks(texts.does(document, formats), edited.does),
        "asks": _remarks(texts.asks(document, figures, formats), edited.asks),
    }


def _team(document, figures, formats, named):
    situation = _("Situation in %(month)s") % {"month": formats.month(document.plan.dated)}
    return {
        "profile": [line.strip() for line in document.team.profile.splitlines() if line.strip()],
        "situation": situation,
        "glance": texts.glance(document, figures),
        "readiness": asdict(document.readiness) if document.readiness else None,
        "groups": position_groups(document.positions, formats, named),
        "fte": formats.fte(sum(row.fte for row in document.positions)),
        "remarks": _remarks(texts.team_remarks(document, figures, formats)),
    }


def _needs(document, formats):
    facts = document.round
    ranked = needs.priorities(document, formats)
    squares = squares_of(document.coverage) if coverage_is_shown(document) else []
    phases = [
        {"name": PHASES[row.phase][0], "meaning": PHASES[row.phase][1], "count": str(row.count)}
        for row in document.phases
    ]
    return {
        "round_rows": needs.round_rows(facts, formats),
        "mode_text": MODES[facts.mode][1] if facts else "",
        "phases": phases if phases_are_shown(document) else [],
        "phases_total": str(sum(row.count for row in document.phases)),
        "phases_withheld": needs.phases_withheld(),
        "coverage": _coverage_rows(document) if coverage_is_shown(document) else [],
        "coverage_total": (
            _coverage_total(document) if coverage_is_shown(document) and document.coverage else {}
        ),
        "squares": squares,
        "coverage_alt": squares_in_words(squares),
        "coverage_withheld": _("Numbers are not shown, for the same reason as phases."),
        "coverage_note": needs.coverage_note(document),
        "ranked": priorities_are_ranked(document),
        "priorities": ranked,
        "priorities_intro": needs.priorities_intro(document),
        "priorities_open": needs.priorities_open(ranked),
    }


def _coverage_rows(document):
    """Return the areas; none when the only row is that of all areas together."""
    return [
        {"area": row.area, "critical": row.critical, "none": row.none, "one": row.one,
         "two": row.two_or_more}
        for row in document.coverage if row.area
    ]  # fmt: skip


def _coverage_total(document):
    return {
        "critical": sum(row.critical for row in document.coverage),
        "none": sum(row.none for row in document.coverage),
        "one": sum(row.one for row in document.coverage),
        "two": sum(row.two_or_more for row in document.coverage),
    }


def _activities(document, budget, formats):
    years = timeline_years(document)
    intro = _("%(count)s activities, grouped by the competency area they strengthen most.") % {
        "count": len(document.activities)
    }
    if not all(activity.skills for activity in document.activities):
        without_skills = _("Those that name no skill stand under their kind.")
        intro = f"{intro} {without_skills}"
    legend = _(
        "● secured   ○ requested   ◐ partly unfunded   – unfunded   □ no cost entered   ◆ milestone"
    )
    if len(years) < len(plan_years(document)):
        shortened = _("The first five years of the plan are shown.")
        legend = f"{legend}   {shortened}"
    return {
        "groups": activity_groups(document, formats),
        "intro": intro,
        "total": formats.amount(budget.total),
        "total_head": _("Total (%(currency)s)") % {"currency": document.team.currency},
        "years": years,
        "quarters": [formats.quarter_name(number) for _year in years for number in (1, 2, 3, 4)],
        "timeline": timeline(document, followup.milestones(document)),
        "legend": legend,
    }


def _budget(document, budget, formats):
    before, _money, after = _("The plan costs %(money)s over %(years)s.").partition("%(money)s")
    facts = {"years": texts.period(document, formats)}
    recurring = sum(cost.total for cost in document.costs if cost.recurrence == "recurring")
    after = (
        after % facts
        + " "
        + _("%(share)s of it recurs, the rest is spent once.")
        % {"share": formats.percent(recurring, budget.total)}
    )
    after = " ".join(filter(None, (after, beside_total(document, formats))))
    total = budget.total_row()
    missing = followup.unfunded(document, formats)
    unfunded = budget.by_status("unfunded")
    return {
        "alt": bars_in_words(document, formats), "before": before % facts, "after": after,
        "total_text": formats.money(budget.total),
        "years": list(budget.columns),
        "categories": budget.categories(), "categories_total": total,
        "feet": budget.feet(), "rate_text": _rate_text(document, formats),
        "recurrence": budget.recurrence(), "recurrence_total": total,
        "sources": budget.sources(), "sources_total": total,
        "statuses": budget.statuses(), "statuses_total": total,
        "amount_head": _("Missing (%(currency)s)") % {"currency": document.team.currency},
        "unfunded": missing, "unfunded_total": formats.amount(unfunded),
        "unfunded_intro": _(
            "Money of these activities has no source yet. What is missing is offered to partners."
        ),
        "lines": budget.lines(),
        "control": _control(budget, formats),
    }  # fmt: skip


def _rate_text(document, formats):
    rate = rate_sentence(document, formats)
    return f" {rate}" if rate else ""


def _control(budget, formats):
    return _(
        "Years: spread evenly by month. Control totals: secured %(secured)s; requested "
        "%(requested)s; unfunded %(unfunded)s."
    ) % {
        "secured": formats.amount(budget.by_status("secured", "spent")),
        "requested": formats.amount(budget.by_status("requested")),
        "unfunded": formats.amount(budget.by_status("unfunded")),
    }


def _principles(document):
    groups, total = principle_groups(document.principles)
    answered = sum(bool(row.answer) for row in document.principles)
    words = fixed_words()
    actions = [
        {"code": row.code, "question": row.question, "answer": words[row.answer],
         "note": row.note or EN_DASH}
        for answer in ("no", "partly")
        for row in document.principles
        if row.answer == answer
    ]  # fmt: skip
    intro = _(
        "%(all)s questions turn the principles of the DHIS2 guide into a checklist; %(answered)s "
        "are answered so far."
    )
    return {
        "groups": groups,
        "total": total,
        "intro": intro % {"all": len(document.principles), "answered": answered},
        "actions": actions,
    }


def _approval(document, formats, choices):
    text = _(
        "With their signatures the undersigned approve the document “%(title)s” of %(country)s, "
        "dated %(date)s, and the requests in section 1."
    )
    if "summary" not in choices.sections:
        text = _(
            "With their signatures the undersigned approve the document “%(title)s” of "
            "%(country)s, dated %(date)s."
        )
    text %= {
        "title": document.plan.title,
        "country": document.team.country,
        "date": formats.date(document.plan.dated),
    }
    if document.plan.status in NOT_FOR_SIGNATURE:
        unsigned = _("This draft is not yet put to signature.")
        text = f"{text} {unsigned}"
    return {
        "text": text,
        "signatories": [
            {"label": row.label, "value": row.function} for row in followup.signatories(document)
        ],
        "versions": [
            {"version": row.version, "date": formats.date(row.dated), "status": row.status,
             "change": row.change}
            for row in document.versions
        ],
    }  # fmt: skip


def _terms(terms, named):
    title = _("Terms of reference: %(position)s") % {"position": terms.title}
    held_by = terms.held_by or _("to be confirmed")
    if terms.held_by and not named:
        held_by = _("filled")
    return {**asdict(terms), "table_title": title, "held_by": held_by}


def _set_properties(docx, document, formats):
    """Set title and author, and the language, for spelling and for reading aloud."""
    team, plan, properties = document.team, document.plan, docx.core_properties
    properties.title = clean(f"{plan.title}, {team.country}")[:LONGEST_PROPERTY]
    properties.author = clean(team.ministry or team.name)[:LONGEST_PROPERTY]
    properties.subject = _("Capacity-building plan")
    properties.language = formats.tag
    properties.created = properties.modified = datetime.combine(plan.dated, time())
    for element in (docx.styles.element, docx.settings.element):
        for language in element.iter(qn("w:lang"), qn("w:themeFontLang")):
            language.set(qn("w:val"), formats.tag)


def clean(value):
    """Return the context as plain strings and lists that cannot break or forge the XML.

    Also undoes ``mark_safe``: markup is nothing a Word file should receive from outside.
    """
    if isinstance(value, (str, Promise)):
        return str.translate(str(value), CONTROLS)
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(item) for item in value]
    if is_dataclass(value):
        return {key: clean(item) for key, item in asdict(value).items()}
    return value
