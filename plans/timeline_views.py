"""When things happen: the timeline, and the same as a calendar file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plans.budget import currency_decimals
from plans.calendar_file import calendar_file
from plans.models import Plan
from plans.overview import activity_rows
from plans.timeline import GROUPINGS, groups
from roles.access import get_visible_or_404
from roles.models import Member


def _plan(request, slug):
    return get_visible_or_404(Plan.objects.select_related("team"), request.user, team__slug=slug)


@require_GET
def timeline(request, slug):
    plan = _plan(request, slug)
    by = request.GET.get("by")
    by = by if by in GROUPINGS else "kind"
    activities = list(plan.activities.for_plan())
    rows = activity_rows(plan, activities, currency_decimals(plan.team.currency))
    url = reverse("plans:timeline", args=[slug])
    context = {
        "team": plan.team,
        "plan": plan,
        "groups": groups(rows, by),
        "tabs": [
            {"title": title, "url": f"{url}?by={name}", "current": name == by}
            for name, title in GROUPINGS.items()
        ],
        "own": Member.objects.filter(team=plan.team, user=request.user).first(),
        "crumbs": [(plan.title, plan.get_absolute_url()), (_("Timeline"), "")],
    }
    return render(request, "plans/timeline.html", context)


@require_GET
def calendar(request, slug):
    """All activities, or with `member` those of one: who takes part is public in the team."""
    plan = _plan(request, slug)
    activities = plan.activities.for_plan()
    asked = request.GET.get("member", "")
    if asked:
        members = {member.code: member for member in plan.team.members.all()}
        if asked not in members:
            raise Http404
        activities = activities.filter(participants=members[asked])

    def address(activity):
        return request.build_absolute_uri(
            reverse("plans:activity_detail", args=[slug, activity.pk])
        )

    response = HttpResponse(
        calendar_file(plan, activities, address), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response
