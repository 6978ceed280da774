"""From gaps to activities: the need of each gap, the gaps that are chosen, what is proposed."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from plans.budget import currency_decimals
from plans.filters import GapFilter
from plans.gaps import visible_gaps
from plans.learners import team_learning
from plans.proposal_actions import add_proposals, save_needs
from plans.proposal_forms import MOST_PROPOSALS, proposals_formset
from plans.proposals import gap_key, listed_prices, proposals_for
from plans.ticked_gaps import in_address, ticked
from roles.access import get_editable_or_403
from roles.models import Team
from roles.once import make_once, token_of


@require_POST
def gap_choices(request, slug):
    """Saves the needs of the page; then on to the proposals, to another page or other filters.

    What is ticked travels along: see plans.ticked_gaps.
    """
    team = get_editable_or_403(Team, request.user, slug=slug)
    by_key = {gap_key(one): one for one in visible_gaps(team, request.user)}
    reason = request.POST.get("reason", "").replace("\0", "").strip()[:200]
    written, conflicts = save_needs(team, _needs(request, by_key), reason, by=request.user)
    if written:
        text = ngettext("%(count)d need is saved.", "%(count)d needs are saved.", written)
        messages.success(request, text % {"count": written})
    if conflicts:
        text = ngettext(
            "Somebody else set the need of %(count)d gap meanwhile; the page shows theirs.",
            "Somebody else set the need of %(count)d gaps meanwhile; the page shows theirs.",
            len(conflicts),
        )
        messages.warning(request, text % {"count": len(conflicts)})
    chosen = [key for key in request.POST.getlist("gap") if key in by_key]
    ticks = in_address(request, slug, chosen)
    if chosen and request.POST.get("do") == "plan":
        pick = urlencode(ticks, doseq=True)
        return redirect(f"{reverse('plans:proposals', args=[slug])}?{pick}")
    if request.POST.get("do") == "plan":
        messages.warning(request, _("Tick the gaps first that you want to plan for."))
    back, query = reverse("plans:priorities", args=[slug]), _list_query(request.POST, ticks)
    return redirect(f"{back}?{query}" if query else back)


def _list_query(posted, ticks):
    """The address of the list that was asked for: its filters, its page, and what is ticked."""
    query = QueryDict(mutable=True)
    before = posted if posted.get("do") == "filter" else QueryDict(posted.get("query", ""))
    for name in GapFilter.base_fields:
        if before.get(name):
            query[name] = before[name][:100]
    page = posted.get("page") or ("" if before is posted else before.get("page", ""))
    if page:
        query["page"] = page[:10]
    for name, values in ticks.items():
        query.setlist(name, values)
    return query.urlencode()


def _needs(request, by_key):
    """What the page had shown and what was chosen, of gaps that are there."""
    for key, one in by_key.items():
        shown, chosen = request.POST.get(f"shown-{key}"), request.POST.get(f"need-{key}")
        if {shown, chosen} <= {"0", "1", "2"}:
            yield one.key, int(shown), int(chosen)


@require_http_methods(["GET", "POST"])
def proposals(request, slug):
    teams = Team.objects.select_related("plan")
    team = get_editable_or_403(teams, request.user, slug=slug)
    plan = getattr(team, "plan", None)
    if plan is None:
        messages.info(request, _("First the plan itself: its title and years."))
        here = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('plans:plan_create', args=[slug])}?{here}")
    learning = team_learning(team, request.user)
    decimals = currency_decimals(team.currency)
    members = list(learning.members.values())
    if request.method == "POST":
        formset = proposals_formset(plan, members, decimals, request.POST)
        if formset.is_valid():
            _add(request, plan, formset, learning.gaps)
            return redirect(plan)
        wanted = {key for form in formset for key in (form["gaps"].value() or "").split()}
        return _page(request, plan, formset, _chosen(learning, wanted))
    chosen = _chosen(learning, set(ticked(request, slug)))
    found = proposals_for(plan, learning, chosen, listed_prices(plan), decimals)[:MOST_PROPOSALS]
    planned = {gap_key(one) for one in chosen if one.activities}
    initial = [_unticked_where(planned, one.filled) for one in found]
    formset = proposals_formset(plan, members, decimals, initial=initial)
    return _page(request, plan, formset, chosen)


def _unticked_where(planned, initial):
    """What answers only gaps that the plan answers already is no more than offered."""
    is_new = not planned or set(initial["gaps"].split()) - planned
    return initial | {"include": bool(initial["include"] and is_new)}


def _add(request, plan, formset, gaps):
    """Write what is ticked, once: who goes back and presses again is told."""
    added = []

    def make():
        entries = [form.cleaned_data for form in formset.chosen]
        added.extend(add_proposals(plan, entries, gaps, by=request.user))
        return plan

    _url, is_first = make_once(request, make)
    if not is_first:
        return
    text = ngettext("%(codes)s is in the plan.", "%(codes)s are in the plan.", len(added))
    codes = ", ".join(activity.code for activity in added)
    messages.success(request, text % {"codes": codes})


def _planned(chosen):
    """The activities that answer some of these gaps already, each once."""
    found = {activity.pk: activity for one in chosen for activity in one.activities}
    return sorted(found.values(), key=lambda activity: activity.pk)


def _chosen(learning, keys):
    return [one for one in learning.gaps if gap_key(one) in keys]


def _page(request, plan, formset, chosen):
    context = {
        "team": plan.team,
        "plan": plan,
        "formset": formset,
        "gaps": chosen,
        "planned": _planned(chosen),
        "once": token_of(request),
        "not_training": not_training(plan.team, chosen),
        "own_url": _own_url(plan.team, chosen),
    }
    return render(request, "plans/proposals.html", context)


def _own_url(team, chosen):
    """The empty form, for the first of the chosen gaps."""
    create = reverse("plans:activity_create", args=[team.slug])
    return f"{create}?{urlencode(_picked(chosen))}"


def _picked(chosen):
    return {
        name: value
        for one in chosen[:1]
        for name, value in (("assessment", one.sheet.assessment.pk), ("skill", one.skill.code))
    }


def not_training(team, chosen):
    """When the cause is not lack of skill (guide 3.5, LS-14): a form with the kind filled in."""
    create = reverse("plans:activity_create", args=[team.slug])
    gap = _picked(chosen)
    ways = [
        ("hr_measure", _("Hire somebody")),
        ("hr_measure", _("Change the job or its tasks")),
        ("governance", _("Write or change a procedure")),
        ("equipment", _("Give a tool or equipment")),
    ]
    return [
        {"title": title, "url": f"{create}?{urlencode({**gap, 'kind': kind, 'title': title})}"}
        for kind, title in ways
    ]
