"""The figures that the plan document's sentences and indicators speak about. No ORM."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.document_tables import total_of

REVIEW_MONTH = 11
LEAST_PEOPLE_SHOWN = 5
"""Fewer people hidden from every reader than this: no phase and no coverage is printed
(product.md 4, docs/decisions/0015-totals-that-tell-of-nobody.md)."""


@dataclass(frozen=True)
class Figures:
    core: int
    core_filled: int
    core_external: int
    core_fte: Decimal
    core_people: int  # different people who hold core positions
    core_held_by_people: int
    ending: tuple[date, ...]  # ends of contracts of core positions inside the plan
    ending_soon: int  # core positions whose contract ends within 12 months
    critical: int
    uncovered: int
    single: int
    doubly: int
    total: Decimal
    recurring: Decimal
    recurring_domestic: Decimal
    domestic: Decimal
    domestic_secured: Decimal
    secured: Decimal
    spent: Decimal
    requested: Decimal
    unfunded: Decimal


def results_are_shown(document):
    """Tell whether aggregates hide each person, whoever reads the document."""
    return document.round is not None and document.round.hidden >= LEAST_PEOPLE_SHOWN


def priorities_are_ranked(document):
    return results_are_shown(document) and any(row.ranked for row in document.priorities)


def phases_are_shown(document):
    return results_are_shown(document) or document.phases_agreed


def coverage_is_shown(document):
    return results_are_shown(document) or document.coverage_agreed


def year_later(day):
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


def next_assessment(document):
    """Return the month two years after the round: the guide's longest interval."""
    facts = document.round
    return year_later(year_later(facts.closed)) if facts and facts.closed else None


def figures_of(document):
    """Count everything once, from the rows that the tables print."""
    return Figures(**_team(document), **_coverage(document), **_money(document.costs))


def _team(document):
    core = [row for row in document.positions if row.role_class == "core"]
    by_people = [row for row in core if row.holder and not row.holder_is_organisation]
    today, soon = document.plan.dated, year_later(document.plan.dated)
    last_day = date(document.plan.end_year, 12, 31)
    ends = [row.contract_end for row in core if row.contract_end and row.contract_end >= today]
    return {
        "core": len(core),
        "core_filled": sum(row.state == "filled" for row in core),
        "core_external": sum(row.funding == "external" for row in core),
        "core_fte": sum((row.fte for row in core), Decimal(0)),
        "core_people": len({row.holder for row in by_people}),
        "core_held_by_people": len(by_people),
        "ending": tuple(sorted(end for end in ends if end <= last_day)),
        "ending_soon": sum(end <= soon for end in ends),
    }


def _coverage(document):
    rows = document.coverage if results_are_shown(document) else ()
    return {
        "critical": sum(row.critical for row in rows),
        "uncovered": sum(row.none for row in rows),
        "single": sum(row.one for row in rows),
        "doubly": sum(row.two_or_more for row in rows),
    }


def _money(costs):
    recurring = [cost for cost in costs if cost.recurrence == "recurring"]
    domestic = [cost for cost in costs if cost.domestic]
    by_status = {
        status: total_of(cost for cost in costs if cost.status == status)
        for status in ("secured", "spent", "requested", "unfunded")
    }
    return {
        "total": total_of(costs),
        "recurring": total_of(recurring),
        "recurring_domestic": total_of(cost for cost in recurring if cost.domestic),
        "domestic": total_of(domestic),
        "domestic_secured": total_of(c for c in domestic if c.status in ("secured", "spent")),
        **by_status,
    }
