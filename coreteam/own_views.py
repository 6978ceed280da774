"""The member's own page of results."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from coreteam.own_page import own_page
from roles.access import get_visible_or_404
from roles.models import Member, Team


@require_GET
def own_results(request, slug):
    """404 for whoever is no member of the team with this account."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    member = get_object_or_404(Member, team=team, user=request.user)
    context = {"team": team} | own_page(team, member, request.user)
    return render(request, "coreteam/own_results.html", context)
