"""What the plan has moved."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from plans.effect_page import effect_page
from roles.access import get_visible_or_404
from roles.models import Team


@require_GET
def effect_report(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    context = effect_page(team, request.user, request.GET) | {"team": team}
    return render(request, "plans/effects.html", context)
