"""What the pages of versions show: facts, and what changed between two of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plans.document_data import PlanDocument
from plans.document_words import RECURRENCES, STATUSES
from plans.edition import DRAFT, edition
from plans.models import Plan, PlanVersion
from plans.plan_document import plan_rows
from plans.version_changes import Changes, LineChange, changes_between
from roles import formats


def version_rows(plan: Plan):
    """The versions of a plan, newest first. One query."""
    return plan.versions.without_content().select_related("submitted_by", "decided_by")


def version_facts(version: PlanVersion, document: PlanDocument) -> list[dict]:
    """Who did what when, and how large the plan is."""
    total = sum((cost.total for cost in document.costs), Decimal(0))
    activities = len(document.activities)
    facts = [
        {"label": _("State"), "value": version.get_state_display()},
        {
            "label": pgettext("a version of the plan", "Submitted"),
            "value": _who_and_when(version.submitted_by, version.submitted_at),
        },
    ]
    if version.decided_at:
        facts.append(
            {"label": _("Decided"), "value": _who_and_when(version.decided_by, version.decided_at)}
        )
    words = ngettext("%(count)d activity", "%(count)d activities", activities)
    facts.append({"label": _("Holds"), "value": words % {"count": activities}})
    facts.append({"label": _("Total"), "value": formats.money_brief(total, document.team.currency)})
    return facts


def _who_and_when(user, moment):
    day = formats.longdate(timezone.localdate(moment))
    return _("%(day)s, %(person)s") % {"day": day, "person": user} if user else day


@dataclass(frozen=True)
class ChangeRow:
    """One line of the comparison: what it is, and each column that differs in words."""

    kind: str
    kind_text: str
    title: str
    details: list[str]


@dataclass(frozen=True)
class ChangeSection:
    title: str
    rows: list[ChangeRow]


def comparison(plan: Plan, before, after, language: str) -> tuple[Changes, list[ChangeSection]]:
    """Two editions of the plan side by side; None stands for the draft of today."""
    new = edition(plan, after, language, plan_rows)
    old = new if before == after else edition(plan, before, language, plan_rows)
    changes = changes_between(old, new)
    currency = new.team.currency
    titles = {row.code: row.title for row in (*old.activities, *new.activities)}
    sections = [
        ChangeSection(_("Activities"), _rows(changes.activities, _activity_title, currency)),
        ChangeSection(
            _("Cost lines"),
            _rows(changes.costs, lambda cost: _cost_title(cost, titles, currency), currency),
        ),
        ChangeSection(_("Positions"), _rows(changes.positions, _position_title, currency)),
        ChangeSection(_("Principle questions"), _rows(changes.principles, _question, currency)),
    ]
    return changes, [section for section in sections if section.rows]


def _rows(lines: list[LineChange], title, currency) -> list[ChangeRow]:
    words = {"added": _("New"), "removed": _("Gone"), "changed": _("Changed")}
    return [
        ChangeRow(
            line.kind,
            words[line.kind],
            title(line.line),
            [_detail(change, currency) for change in line.fields],
        )
        for line in lines
    ]


def _activity_title(row):
    return f"{row.code} {row.title}"


def _cost_title(cost, titles, currency):
    what = " · ".join(filter(None, (titles.get(cost.activity_code, ""), cost.description)))
    amount = formats.money_brief(cost.total, currency)
    return f"{cost.activity_code} {what}: {cost.category}, {amount}"


def _position_title(row):
    return f"{row.title} ({row.local_title})" if row.local_title else row.title


def _question(row):
    return f"{row.code} {row.question}"


def _detail(change, currency):
    return _("%(column)s: %(before)s → %(after)s") % {
        "column": _columns().get(change.field, change.field),
        "before": _shown(change.field, change.before, currency),
        "after": _shown(change.field, change.after, currency),
    }


def _columns():
    return {
        "title": _("Title"),
        "whom": _("For"),
        "start": _("Starts"),
        "end": _("Ends"),
        "skills": _("Skills"),
        "case": _("Why it deserves money"),
        "recurrence": _("One-off or recurring"),
        "quantity": _("Quantity"),
        "unit_cost": _("Unit cost"),
        "total": _("Total"),
        "source": _("Funding source"),
        "status": _("How sure"),
        "percent": _("Share"),
        "amounts": _("Years"),
        "state": _("State"),
        "holder": _("Holder"),
        "fte": _("Share of full time"),
        "funding": _("Who pays"),
        "employer": _("Employer"),
        "contract_end": _("Contract ends"),
        "recruit_by": _("To be filled by"),
        "answer": _("Answer"),
        "note": _("Note"),
    }


def _shown(field, value, currency):
    if value in (None, "", ()):
        return formats.NOTHING
    if field in ("unit_cost", "total"):
        return formats.amount_brief(value, currency)
    if field == "amounts":
        undated = _("no date")
        parts = (
            (undated if year is None else year, formats.amount_brief(amount, currency))
            for year, amount in value
        )
        return formats.listed(formats.labelled(*part) for part in parts)
    if field == "percent":
        return formats.percent(value)
    words = {"recurrence": RECURRENCES, "status": STATUSES}.get(field, {})
    if value in words:
        return str(words[value])
    if isinstance(value, date):
        return formats.longdate(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Decimal):
        return formats.number(value, max(0, -value.normalize().as_tuple().exponent))
    return _code_in_words(field, value)


def _code_in_words(field, value):
    known = {
        "state": {
            "filled": _("Filled"), "vacant": _("Vacant"), "recruiting": _("Under recruitment"),
            "planned": _("Planned"),
        },
        "funding": {"domestic": _("Domestic money"), "external": _("Money from outside")},
        "answer": {
            "yes": _("Yes"), "partly": _("Partly"), "no": _("No"), "na": _("Not applicable"),
        },
    }  # fmt: skip
    return known.get(field, {}).get(value, value)


def edition_choices(plan: Plan, chosen: str) -> list[dict]:
    """The draft and every version, for a select."""
    versions = plan.versions.without_content()
    choices = [{"value": DRAFT, "title": _("The plan as it is today")}]
    choices += [
        {
            "value": str(one.number),
            "title": f"{one}, {PlanVersion.State(one.state).label}",
        }
        for one in versions
    ]
    return [choice | {"checked": choice["value"] == chosen} for choice in choices]


def compare_url(plan: Plan, before: str, after: str) -> str:
    base = reverse("plans:version_compare", args=[plan.team.slug])
    return f"{base}?from={before}&to={after}"
