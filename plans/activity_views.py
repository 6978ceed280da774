"""An activity of the plan: what is done, for whom, from which gap, at what cost."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plans import actions
from plans.activity_page import activity_context, skill_groups
from plans.forms import ActivityForm
from plans.gaps import find_gap, visible_gaps
from plans.maturity_page import advice_rows, maturity_of
from plans.models import Activity, Plan
from roles.access import get_editable_or_403, get_visible_or_404
from roles.deleting import what_goes
from roles.editing import changed_meanwhile
from roles.models import Team
from roles.once import make_once, token_of


@require_http_methods(["GET", "POST"])
def activity_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    plan = Plan.objects.filter(team=team).select_related("team").first()
    if plan is None:
        messages.info(request, _("First the plan itself: its title and years."))
        here = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('plans:plan_create', args=[slug])}?{here}")
    gap = _picked_gap(request, team)
    initial = _from_gap(gap) | _from_address(request)
    form = ActivityForm(request.POST or None, instance=Activity(plan=plan), initial=initial)
    if form.is_valid():
        url, is_first = make_once(
            request, lambda: actions.save_activity(form, by=request.user, gap=gap)
        )
        if is_first:
            code = {"code": form.instance.code}
            messages.success(request, _("%(code)s is in the plan. Now say what it costs.") % code)
        return redirect(url)
    return _render_form(request, plan, form, gap)


def _picked_gap(request, team):
    """The gap that the person came from; a message when it is no gap any more."""
    assessment, skill = request.GET.get("assessment"), request.GET.get("skill")
    if not (assessment and skill):
        return None
    gap = find_gap(team, request.user, assessment, skill)
    if gap is None and request.method == "GET":
        messages.warning(request, _("The gap you came from is closed or was re-scored meanwhile."))
    return gap


def _from_gap(gap):
    """What the form proposes. The title goes into documents, so it names the skill only."""
    if gap is None:
        return {}
    return {
        "title": gap.skill.name,
        "participants": [gap.sheet.member.pk],
        "skills": [gap.skill.pk],
    }


def _from_address(request):
    """Kind and title that a link brings along, such as those for what is no training problem."""
    asked = {"kind": request.GET.get("kind"), "title": request.GET.get("title", "")[:200]}
    known = asked["kind"] in Activity.Kind.values
    return {name: value for name, value in asked.items() if value and known}


def _render_form(request, plan, form, gap=None):
    activity = form.instance
    cancel = activity.get_absolute_url() if activity.pk else plan.get_absolute_url()
    context = {
        "team": plan.team,
        "plan": plan,
        "form": form,
        "gap": gap,
        "before_new_work": advice_rows(maturity_of(plan.team)),
        "groups": skill_groups(form, visible_gaps(plan.team, request.user)),
        "cancel": cancel,
        "once": None if activity.pk else token_of(request),
    }
    return render(request, "plans/activity_form.html", context)


@require_http_methods(["GET", "POST"])
def activity_edit(request, slug, pk):
    activity = _editable(request, slug, pk)
    form = ActivityForm(request.POST or None, instance=activity)
    if form.is_valid():
        actions.save_activity(form, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(activity)
    return _render_form(request, activity.plan, form)


@require_GET
def activity_detail(request, slug, pk):
    activities = Activity.objects.for_page().select_related("plan__team__maturity")
    activity = get_visible_or_404(activities, request.user, plan__team__slug=slug, pk=pk)
    return render(request, "plans/activity_detail.html", activity_context(activity, request.user))


@require_http_methods(["GET", "POST"])
def activity_delete(request, slug, pk):
    activity = _editable(request, slug, pk)
    seen = request.POST.get("seen")
    if request.method == "POST" and actions.delete_activity(activity, seen=seen, by=request.user):
        messages.success(request, _("%(title)s was deleted.") % {"title": activity.title})
        return redirect("plans:detail", slug=slug)
    used = [activity] if actions.left_traces(activity) else []
    if request.method == "POST" and not used:
        messages.warning(request, changed_meanwhile())
    context = {
        "team": activity.plan.team,
        "title": _("Delete %(code)s %(title)s?") % {"code": activity.code, "title": activity.title},
        "text": _("To keep a trace, edit it and mark it as cancelled instead."),
        "goes": what_goes(activity),
        "used": used,
        "used_text": _(
            "Payments or the record of what came of it would be lost, so it is not deleted. "
            "Edit it and mark it as cancelled instead:"
        ),
        "cancel": activity.get_absolute_url(),
        "seen": activity.version,
    }
    return render(request, "plans/confirm_delete.html", context)


def _editable(request, slug, pk):
    activities = Activity.objects.select_related("plan__team")
    return get_editable_or_403(activities, request.user, plan__team__slug=slug, pk=pk)
