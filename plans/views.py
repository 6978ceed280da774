"""Priorities, the plan itself, the Word file."""

from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from assessments.models import HANDED_IN
from plans import actions, overview
from plans.assistance import warned
from plans.budget_tables import Selection, by_year_and_source, domestic_text, unfunded_shares
from plans.filters import ActivityFilter, GapFilter
from plans.forms import PlanForm
from plans.gaps import gaps_of, planned_activities, visible_sheets, with_activities
from plans.ledger import cost_lines, plan_money
from plans.models import Plan
from plans.priority_page import gap_facts, gap_rows, ticked_elsewhere
from plans.tabs import plan_tabs
from plans.ticked_gaps import ticked
from roles import formats
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import Team

ROWS_A_PAGE = 12
ACTIVITIES_A_PAGE = 50
# More columns of money do not fit into half of a page.
HALF_A_PAGE = 3


@require_GET
def priorities(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    seen = visible_sheets(team, request.user)
    gaps = with_activities(gaps_of(seen), planned_activities(team))
    form = GapFilter(request.GET, gaps)
    found = form.found()
    can_edit = team.can_be_edited_by(request.user)
    keys = ticked(request, slug)
    page = Paginator(gap_rows(team, found, gaps, keys), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "team": team,
        "can_edit": can_edit,
        "facts": gap_facts(gaps),
        "filter": form,
        "page_obj": page,
        "state": _state(team, gaps),
        "own_only": not seen.whole_team,
        "query": request.GET.urlencode(),
        **ticked_elsewhere(keys, page, gaps),
    }
    return render(request, "plans/priorities.html", context)


def _state(team, gaps):
    """What there is to show: the list, nothing yet, or levels that are not for this reader."""
    if gaps:
        return {"list": True}
    closed = team.rounds.closed().filter(assessments__state__in=HANDED_IN).exists()
    return {"hidden": closed, "empty": not closed}


@require_GET
def detail(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    plan = Plan.objects.filter(team=team).select_related("team").first()
    can_edit = team.can_be_edited_by(request.user)
    if plan is None:
        return render(request, "plans/plan_empty.html", {"team": team, "can_edit": can_edit})
    every = list(plan.activities.for_notes())
    money = plan_money(plan, cost_lines(plan))
    found = money.totals
    funders = by_year_and_source(Selection(plan, found))
    context = {
        "team": team,
        "plan": plan,
        "can_edit": can_edit,
        "facts": _plan_facts(plan, every, money.lines.values()),
        "tabs": plan_tabs(plan, "detail", found),
        "all": len(every),
        **overview.money(plan, found),
        **_chosen_activities(request, plan, every, money),
        "bars": overview.year_bars(plan, found),
        "funders": funders,
        "side_by_side": len(funders.columns) <= HALF_A_PAGE,
        "unfunded_shares": unfunded_shares(found),
        "domestic_text": domestic_text(found),
        "assistance_warnings": warned(every),
        "late": [one for one in every if one.is_late(timezone.localdate())],
    }
    return render(request, "plans/detail.html", context)


def _chosen_activities(request, plan, every, money):
    """The rows that the address asks for, page by page, with the total of all that pass."""
    request.team = plan.team
    chosen = ActivityFilter(request.GET, plan.activities.all(), request=request, plan=plan)
    if chosen.chosen:
        codes = list(chosen.qs.distinct().values_list("code", flat=True))
    else:
        codes = [activity.code for activity in every]
    page = Paginator(codes, ACTIVITIES_A_PAGE).get_page(request.GET.get("page"))
    activities = list(plan.activities.for_plan().filter(code__in=list(page)))
    wanted = set(codes)
    total = sum((one.amount for one in money.parts if one.line.activity in wanted), Decimal(0))
    return {
        "filter": chosen,
        "page_obj": page,
        "rows": overview.activity_rows(plan, activities, money.decimals),
        "chosen_total": overview.Amounts(plan.team.currency, [total])(total),
    }


def _plan_facts(plan, activities, lines):
    rows = (plan, *activities, *lines)
    latest = max(row.changed_at for row in rows)
    counted = ngettext("%(count)d activity", "%(count)d activities", len(activities))
    return [
        _("Draft"),
        counted % {"count": len(activities)},
        _("Amounts in %(currency)s") % {"currency": plan.team.currency},
        _("Saved %(day)s") % {"day": formats.longdate(timezone.localdate(latest))},
    ]


@require_http_methods(["GET", "POST"])
def plan_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    begun = Plan.objects.filter(team=team).select_related("team").first()
    if begun and request.method == "GET":
        messages.info(request, _("The plan is there already."))
        return redirect("plans:detail", slug=slug)
    year = timezone.localdate().year + 1
    title = _("Capacity-building plan %(first)s–%(last)s") % {"first": year, "last": year + 2}
    form = PlanForm(
        request.POST or None,
        instance=begun or Plan(team=team, version=0),
        initial={"title": title, "start_year": year, "end_year": year + 2},
    )
    if form.is_valid() and actions.create_plan(form, by=request.user):
        messages.success(request, _("The plan is there. Now add what you want to do."))
        return redirect(_next(request) or reverse("plans:detail", args=[slug]))
    context = {"team": team, "form": form, "cancel": reverse("plans:detail", args=[slug])}
    return render(request, "plans/plan_form.html", context)


def _next(request):
    """Where the person wanted to go before the plan was needed, if it is one of our pages."""
    address = request.GET.get("next", "")
    hosts = {request.get_host()}
    ours = url_has_allowed_host_and_scheme(address, hosts, request.is_secure())
    return address if ours and address.startswith("/") else ""


@require_http_methods(["GET", "POST"])
def plan_edit(request, slug):
    plans = Plan.objects.select_related("team")
    plan = get_editable_or_403(plans, request.user, team__slug=slug)
    form = PlanForm(request.POST or None, instance=plan)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(plan)
    context = {"team": plan.team, "plan": plan, "form": form, "cancel": plan.get_absolute_url()}
    return render(request, "plans/plan_form.html", context)
