"""The budget of the plan: its tables, the rows behind every number, and what nobody pays yet."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from plans import budget_tables
from plans.budget_tables import Keys, Selection
from plans.case_texts import draft
from plans.cases import case_facts, unfunded_activities
from plans.indicators import indicators
from plans.ledger import cost_lines, plan_money, plan_totals, unfunded_lines
from plans.models import Activity, FundingCase, Plan, Spending
from plans.money_filter import MoneyFilter, rows_url
from plans.money_forms import CaseForm
from plans.money_people import read_people, role_names
from plans.money_rows import money_rows
from plans.overview import Amounts, dates
from plans.progress import progress_table, quarter_table
from plans.second_currency import rate_text, second_text
from plans.tabs import plan_tabs
from roles import formats
from roles.access import get_editable_or_403, get_visible_or_404
from roles.editing import save_first
from roles.formation import key_figures
from roles.models import CostCategory
from roles.staffing import read_staffing

ROWS_A_PAGE = 50


def read_filter(request, plan, staffing=None):
    """The filter of the address over the whole money of the plan: seven queries."""
    lines = cost_lines(plan).prefetch_related("activity__participants")
    money = plan_money(plan, lines)
    staffing = staffing or read_staffing(plan.team)
    return MoneyFilter(request.GET, plan, money, read_people(plan, money, staffing))


@require_GET
def budget(request, slug):
    plan = visible_plan(request, slug)
    staffing = read_staffing(plan.team)
    chosen = read_filter(request, plan, staffing)
    of = Selection(plan, chosen.totals, chosen.chosen)
    core = key_figures(staffing.seats, staffing.people, staffing.roles, timezone.localdate())
    context = {
        "team": plan.team,
        "plan": plan,
        "tabs": plan_tabs(plan, "budget", chosen.money.totals),
        "filter": chosen,
        "views": _views(request),
        **_tables(request, of, chosen),
        "indicators": indicators(of, core, chosen.money),
        "can_edit": plan.can_be_edited_by(request.user),
        "has_money": bool(chosen.money.lines),
        "undated": of.found.undated,
        "rate": rate_text(plan),
    }
    return render(request, "plans/budget.html", context)


def _views(request):
    """Links that keep the filters; one of them is the page as it opens."""
    asked = request.GET.copy()
    current = asked.pop("view", [""])[-1]
    found = []
    for name, title in _view_titles().items():
        query = asked.copy()
        if name:
            query["view"] = name
        url = f"?{query.urlencode()}" if query else request.path
        found.append({"title": title, "url": url, "current": name == current})
    return found


def _view_titles():
    return {
        "": _("Funder, state, category"),
        "activity": _("By activity"),
        "member": _("By member"),
        "role": _("By role"),
        "progress": _("Planned, committed, paid"),
    }


def _tables(request, of, chosen):
    view, money = request.GET.get("view", ""), chosen.money
    if view == "activity":
        activities = {line.activity.code: line.activity for line in money.lines.values()}
        keys = Keys("activity", [(code, str(one), code) for code, one in activities.items()])
        pairs = [(part.line.activity, part) for part in chosen.parts]
        title = _("By year and activity")
        return {"tables": [budget_tables.by_group(of, title, _("Activity"), keys, pairs)]}
    if view == "progress":
        return _progress(request, of, chosen)
    if view in ("member", "role"):
        return {"tables": [_people_table(of, chosen, view)]}
    names = dict(CostCategory.objects.values_list("code", "name"))
    return {
        "tables": [
            budget_tables.by_year_and_source(of),
            budget_tables.by_year_and_status(of),
            budget_tables.by_year_and_category(of, names),
            budget_tables.by_recurrence(of),
        ]
    }


def _progress(request, of, chosen):
    """All years, one of them quarter by quarter, and the payments of that year."""
    payments = _payments(of.plan, chosen)
    paid_in = {one.day.year for one in payments or ()}
    years = sorted({*of.plan.years, *of.found.by_year, *paid_in})
    year = _shown_year(request, chosen, years)
    asked = request.GET.copy()
    asked.pop("of", None)
    of_year = [one for one in payments or () if one.day.year == year]
    write = Amounts(of.plan.team.currency, [one.amount for one in of_year])
    page = Paginator(of_year, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, one.line, write(one.amount)) for one in page]
    return {
        "tables": [progress_table(of, payments)],
        "quarters": quarter_table(of, year, chosen.parts, payments),
        "years": [
            {
                "title": formats.year(one),
                "url": f"?{asked.urlencode()}&of={one}#quarters",
                "current": one == year,
            }
            for one in years
        ],
        "page_obj": page,
        "payments": rows,
        "tells_payments": payments is not None,
    }


def _payments(plan, chosen):
    """Those that pass, also on cancelled activities; None where they cannot be told."""
    if not chosen.tells_payments:
        return None
    paid = Spending.objects.filter(line__activity__plan=plan)
    rows = paid.select_related("source", "line__activity", "line__category")
    return [one for one in rows if chosen.lets_through(one)]


def _shown_year(request, chosen, years):
    """The year that is asked for, else that of the filter, else this year, else the first."""
    wanted = (request.GET.get("of"), chosen.chosen.get("year"), str(timezone.localdate().year))
    known = {str(year): year for year in years}
    return next((known[one] for one in wanted if one in known), years[0])


def _people_table(of, chosen, kind):
    """What falls on each member or role, when activities are divided among their participants."""
    people, nobody = chosen.people, (None, _("Nobody of the team"), "")
    if kind == "member":
        title, head, names = _("By year and member"), _("Member"), people.members
    else:
        title, head, names = _("By year and role"), _("Role"), people.roles
        nobody = (None, _("No role"), "")
    keys = Keys(kind, [*((key, name, "") for key, name in names.items()), nobody])
    return budget_tables.by_group(of, title, head, keys, chosen.divided_by(kind))


@require_GET
def lines(request, slug):
    """The cost lines behind a number; their sum is that number."""
    plan = visible_plan(request, slug)
    chosen = read_filter(request, plan)
    rows = money_rows(plan, chosen)
    context = {
        "team": plan.team,
        "plan": plan,
        "can_edit": plan.can_be_edited_by(request.user),
        "tabs": plan_tabs(plan, "lines", chosen.money.totals),
        "filter": chosen,
        "page_obj": Paginator(rows.rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "total": rows.total,
        "second": second_text(plan, chosen.totals.total),
        "edit_query": request.GET.urlencode(),
    }
    return render(request, "plans/lines.html", context)


@require_GET
def unfunded(request, slug):
    plan = visible_plan(request, slug)
    found = plan_totals(plan)
    lines = unfunded_lines(plan)
    rows = unfunded_activities(lines, role_names(read_staffing(plan.team)))
    total = sum((one.amount for one in rows), 0 * found.total)
    write = Amounts(plan.team.currency, [one.amount for one in lines])
    context = {
        "team": plan.team,
        "plan": plan,
        "can_edit": plan.can_be_edited_by(request.user),
        "tabs": plan_tabs(plan, "unfunded", found),
        "rows": [_unfunded_row(plan, one, write) for one in rows],
        "total": write(total) if rows else "",
        "percent": found.unfunded_percent,
        "second": second_text(plan, total),
        "count": ngettext("%(count)d activity", "%(count)d activities", found.unfunded_activities)
        % {"count": found.unfunded_activities},
    }
    return render(request, "plans/unfunded.html", context)


def _unfunded_row(plan, one, write):
    activity = one.activity
    return {
        "activity": activity,
        "case": one.case,
        "is_own": one.is_own,
        "lines": [{"line": line.line, "amount": write(line.amount)} for line in one.lines],
        "amount": write(one.amount),
        "url": rows_url(plan, activity=activity.code, status="unfunded"),
        "when": dates(activity),
    }


@require_http_methods(["GET", "POST"])
def case_edit(request, slug, pk):
    """The three texts of a case; an empty one stands for its draft, which is shown."""
    activities = Activity.objects.for_plan().select_related("plan__team", "case")
    activity = get_editable_or_403(activities, request.user, plan__team__slug=slug, pk=pk)
    own = getattr(activity, "case", None) or FundingCase(activity=activity, version=0)
    form = CaseForm(request.POST or None, instance=own)
    if form.is_valid() and save_first(form):
        messages.success(request, _("Saved."))
        return redirect("plans:unfunded", slug=slug)
    roles = role_names(read_staffing(activity.plan.team))
    context = {
        "team": activity.plan.team,
        "activity": activity,
        "form": form,
        "draft": draft(case_facts(activity, list(activity.cost_lines.all()), roles)),
        "crumbs": [
            (activity.plan.title, activity.plan.get_absolute_url()),
            (_("Unfunded list"), reverse("plans:unfunded", args=[slug])),
            (activity.code, ""),
        ],
    }
    return render(request, "plans/case_form.html", context)


def visible_plan(request, slug):
    return get_visible_or_404(Plan.objects.select_related("team"), request.user, team__slug=slug)
