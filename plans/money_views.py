"""The money of the plan: cost lines, funding sources, budget tables, what nobody pays yet."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plans import actions
from plans.ledger import plan_totals
from plans.models import Activity, CostLine, FundingSource, Plan
from plans.money_forms import CostLineForm, FundingSourceForm
from plans.overview import Amounts
from plans.share_forms import shares_formset
from plans.tabs import plan_tabs
from roles.access import get_editable_or_403, get_visible_or_404
from roles.editing import changed_meanwhile
from roles.models import CostCategory
from roles.once import make_once, token_of


@require_http_methods(["GET", "POST"])
def line_create(request, slug, pk):
    activities = Activity.objects.select_related("plan__team")
    activity = get_editable_or_403(activities, request.user, plan__team__slug=slug, pk=pk)
    return _line_page(request, CostLine(activity=activity), fundings=())


@require_http_methods(["GET", "POST"])
def line_edit(request, slug, pk):
    line = _editable_line(request, slug, pk)
    return _line_page(request, line, fundings=line.fundings.all())


def _line_page(request, line, fundings):
    plan = line.activity.plan
    data = request.POST or None
    shares = shares_formset(data, plan=plan, fundings=fundings)
    form = CostLineForm(data, instance=line, shares=shares)
    if data and all([form.is_valid(), shares.is_valid()]):
        if _save_line(request, form, shares):
            return redirect(f"{line.activity.get_absolute_url()}#costs")
        gone = _("Somebody deleted a funding source of this line just now. Choose who pays.")
        form.refuse_late(None, gone)
    context = {
        "team": plan.team,
        "plan": plan,
        "activity": line.activity,
        "form": form,
        "shares": shares,
        "once": None if line.pk else token_of(request),
        "categories": CostCategory.objects.current(),
        "crumbs": _crumbs(line),
    }
    return render(request, "plans/line_form.html", context)


class _SourceGoneError(Exception):
    pass


def _save_line(request, form, shares):
    """False when somebody deleted a source meanwhile. A new line is made once."""

    def make():
        if not actions.save_cost_line(form.instance, shares.shares, by=request.user):
            raise _SourceGoneError
        return form.instance.activity

    try:
        _url, is_first = make_once(request, make)
    except _SourceGoneError:
        return False
    if is_first:
        messages.success(request, _("The cost line is saved."))
    return True


def _crumbs(line):
    activity = line.activity
    return [
        (activity.plan.title, activity.plan.get_absolute_url()),
        (activity.code, activity.get_absolute_url()),
        (_("Cost line"), ""),
    ]


@require_http_methods(["GET", "POST"])
def line_delete(request, slug, pk):
    line = _editable_line(request, slug, pk)
    activity = line.activity
    seen, used = request.POST.get("seen"), [activity] if line.spendings.exists() else []
    if request.method == "POST" and actions.delete_line(line, seen=seen, by=request.user):
        messages.success(request, _("The cost line was deleted."))
        return redirect(activity)
    if request.method == "POST" and not used:
        messages.warning(request, changed_meanwhile())
    context = {
        "team": activity.plan.team,
        "title": _("Delete the cost line %(line)s?") % {"line": line},
        "text": _("It stands in %(code)s %(title)s. Who pays for it is deleted too.")
        % {"code": activity.code, "title": activity.title},
        "used": used,
        "used_text": _(
            "Payments are recorded on this line, so it is not deleted. Delete the payments first "
            "if they are wrong, or mark the activity as cancelled:"
        ),
        "cancel": activity.get_absolute_url(),
        "seen": line.version,
    }
    return render(request, "plans/confirm_delete.html", context)


def _editable_line(request, slug, pk):
    lines = CostLine.objects.select_related("category", "activity__plan__team")
    return get_editable_or_403(lines, request.user, activity__plan__team__slug=slug, pk=pk)


@require_GET
def source_list(request, slug):
    plan = _visible_plan(request, slug)
    found = plan_totals(plan)
    sources = list(plan.funding_sources.all())
    write = Amounts(plan.team.currency, found.by_source.values())
    context = {
        "team": plan.team,
        "plan": plan,
        "can_edit": plan.can_be_edited_by(request.user),
        "tabs": plan_tabs(plan, "source_list", found),
        "rows": [
            (source, write(found.by_source.get(source.name, 0 * found.total))) for source in sources
        ],
        "unfunded": write(found.by_source.get("", 0 * found.total)),
    }
    return render(request, "plans/source_list.html", context)


@require_http_methods(["GET", "POST"])
def source_create(request, slug):
    plan = get_editable_or_403(_plans(), request.user, team__slug=slug)
    return _source_page(request, FundingSource(plan=plan))


@require_http_methods(["GET", "POST"])
def source_edit(request, slug, pk):
    return _source_page(request, _editable_source(request, slug, pk))


def _source_page(request, source):
    plan = source.plan
    form = FundingSourceForm(request.POST or None, instance=source)
    if form.is_valid() and not actions.save_named(form, by=request.user):
        form.refuse_late("name", _("Somebody else gave a funding source this name just now."))
    elif form.is_valid():
        messages.success(request, _("%(source)s is saved.") % {"source": source.name})
        if source.ends and source.ends.year < plan.start_year:
            messages.warning(request, _("Its money ends before the plan begins. Check the day."))
        return redirect("plans:source_list", slug=plan.team.slug)
    crumbs = [
        (plan.title, plan.get_absolute_url()),
        (_("Funding sources"), reverse("plans:source_list", args=[plan.team.slug])),
        (form.initial.get("name") or _("New"), ""),
    ]
    context = {"team": plan.team, "plan": plan, "form": form, "crumbs": crumbs}
    return render(request, "plans/source_form.html", context)


@require_http_methods(["GET", "POST"])
def source_delete(request, slug, pk):
    source = _editable_source(request, slug, pk)
    back = reverse("plans:source_list", args=[slug])
    seen = request.POST.get("seen")
    if request.method == "POST" and actions.delete_source(source, seen=seen, by=request.user):
        messages.success(request, _("%(source)s was deleted.") % {"source": source.name})
        return redirect(back)
    used = source.plan.activities.filter(
        Q(cost_lines__fundings__source=source) | Q(cost_lines__spendings__source=source)
    ).distinct()
    used = list(used.select_related("plan__team"))
    if request.method == "POST" and not used:
        messages.warning(request, changed_meanwhile())
    context = {
        "team": source.plan.team,
        "title": _("Delete the funding source %(source)s?") % {"source": source.name},
        "text": _("No cost line and no payment names it."),
        "used": used,
        "used_text": _("%(source)s cannot be deleted while it pays for something. It stands in:")
        % {"source": source.name},
        "cancel": back,
        "seen": source.version,
    }
    return render(request, "plans/confirm_delete.html", context)


def _editable_source(request, slug, pk):
    sources = FundingSource.objects.select_related("plan__team")
    return get_editable_or_403(sources, request.user, plan__team__slug=slug, pk=pk)


def _plans():
    return Plan.objects.select_related("team")


def _visible_plan(request, slug):
    return get_visible_or_404(_plans(), request.user, team__slug=slug)
