"""The yearly cycle: what comes next, and moving on what was not done."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from plans.cycle_page import cycle_steps, retention_step
from plans.models import Plan
from plans.overview import dates
from plans.rolling import next_year
from plans.rolling_actions import candidates, fits, roll_over
from roles import formats
from roles.access import get_editable_or_403, get_visible_or_404


@require_GET
def cycle(request, slug):
    plan = get_visible_or_404(_plans(), request.user, team__slug=slug)
    today = timezone.localdate()
    unfinished = plan.activities.open().filter(end__lte=_year_end(today)).count()
    steps = cycle_steps(plan, unfinished, today)
    if plan.can_be_edited_by(request.user):
        steps.append(retention_step(plan, request.user, today))
    else:  # the links lead to what only the lead does
        steps = [step | {"url": "", "link": ""} for step in steps]
    context = {
        "team": plan.team,
        "plan": plan,
        "steps": steps,
        "crumbs": [(plan.title, plan.get_absolute_url()), (_("The year"), "")],
    }
    return render(request, "plans/cycle.html", context)


@require_http_methods(["GET", "POST"])
def roll_over_activities(request, slug):
    plan = get_editable_or_403(_plans(), request.user, team__slug=slug)
    today = timezone.localdate()
    if request.method == "POST":
        if _rolled(request, plan, _year_end(today)):
            return redirect("plans:cycle", slug=slug)
    found = candidates(plan, _year_end(today))
    context = {
        "team": plan.team,
        "plan": plan,
        "rows": [_row(plan, activity, today) for activity in found],
        "crumbs": [(plan.title, plan.get_absolute_url()), (_("Move to the next year"), "")],
    }
    return render(request, "plans/roll_over.html", context)


def _plans():
    return Plan.objects.select_related("team")


def _year_end(today):
    return date(today.year, 12, 31)


def _rolled(request, plan, until):
    chosen = _chosen(request.POST.getlist("activity"))
    if not chosen:
        messages.warning(request, _("Tick at least one activity. Nothing was moved."))
        return False
    if not roll_over(plan, chosen, until, by=request.user):
        messages.warning(
            request, _("One of them was changed meanwhile. Nothing was moved; look once more.")
        )
        return False
    text = ngettext("%(count)d activity moved.", "%(count)d activities moved.", len(chosen))
    messages.success(request, text % {"count": len(chosen)})
    return True


def _chosen(values):
    """Keys with the versions that the page showed; what is no such pair is left out."""
    pairs = [value.split("-") for value in values]
    return {int(p[0]): int(p[1]) for p in pairs if len(p) == 2 and all(map(_is_number, p))}


def _is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 10


def _row(plan, activity, today):
    words = {
        "start": formats.longdate(next_year(activity.start)),
        "end": formats.longdate(next_year(activity.end)),
    }
    return {
        "activity": activity,
        "value": f"{activity.pk}-{activity.version}",
        "now": dates(activity),
        "then": _("%(start)s to %(end)s") % words,
        "fits": fits(plan, activity),
        "checked": activity.end < today,
    }
