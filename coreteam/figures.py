"""The computed figures of a team, as `export_figures` prints them (shared format, version 1)."""

from django.utils import timezone

from assessments.coverage import coverage
from assessments.results import critical_core_skills, current_sheets, member_levels
from plans.ledger import plan_totals
from plans.models import Plan
from roles.formation import key_figures
from roles.staffing import read_staffing


def figures(team):
    """Positions, core figures, results, coverage and plan totals, ready for json.dumps.

    Amounts and means are decimal strings; what cannot be computed yet is null.
    """
    staffing = read_staffing(team)
    core = key_figures(staffing.seats, staffing.people, staffing.roles, timezone.localdate())
    sheets = current_sheets(team)
    critical = [skill.code for skill in critical_core_skills(team)]
    plan = Plan.objects.filter(team=team).select_related("team").first()
    return {
        "team": team.slug,
        "positions": core.positions,
        "members": len(staffing.members),
        "core_fte": f"{core.core_fte:.2f}",
        "core_positions": core.core_positions,
        "core_externally_funded": core.core_externally_funded,
        "core_vacant": core.core_vacant,
        "assessments": [_assessment(sheet) for sheet in sheets],
        "changes": [_change(sheet) for sheet in sheets if sheet.baseline],
        "coverage": coverage(member_levels(sheets), critical),
        "plan": _plan(plan_totals(plan), team.currency) if plan else None,
    }


def _of(sheet):
    return {"member": sheet.member.code, "section": sheet.section.slug}


def _assessment(sheet):
    return _of(sheet) | {
        "rated": sheet.result.rated,
        "mean": sheet.result.mean_text or None,
        "phase": str(sheet.result.phase),
        "held_back": bool(sheet.result.held_back),
        "at_zero": list(sheet.result.at_zero),
    }


def _change(sheet):
    return _of(sheet) | {
        "baseline_mean": sheet.baseline.mean_text or None,
        "latest_mean": sheet.result.mean_text or None,
    }


def _plan(totals, currency):
    percent = totals.recurring_domestic_percent
    return {
        "currency": currency,
        "total": _amount(totals.total),
        "recurring_domestic_percent": None if percent is None else f"{percent:.1f}",
        "by_recurrence": _amounts(totals.by_recurrence),
        "by_status": _amounts(totals.by_status),
        "by_source": _amounts(totals.by_source),
        "by_category": _amounts(totals.by_category),
    }


def _amounts(table):
    return {str(key): _amount(value) for key, value in table.items()}


def _amount(value):
    """72750 rather than 72750.00, as the format's examples write it."""
    return f"{value:.0f}" if value == int(value) else f"{value:f}"
