"""Pages that need several apps: the front page, a team's overview, review and share."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from assessments.models import Assessment
from assessments.results import current_sheets
from coreteam import overview as pages
from coreteam.navigation import seven_steps
from coreteam.overview_checks import checks
from coreteam.overview_checks import risks as risks_of
from coreteam.risk_page import risk_page
from coreteam.workspace_export import export_workspace
from plans.file_views import file_choices, section_choices
from plans.maturity_page import advice_rows
from plans.models import Maturity, Plan, PlanVersion, WordTemplate
from plans.plan_checks import plan_checks
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import EndedStage, Team, TeamAccess, Term
from roles.staffing import read_staffing

choose_language = login_not_required(require_POST(set_language))


@login_not_required
def closed(request):
    """A page of a library that this site does not offer."""
    raise Http404


@login_not_required
@require_GET
def home(request):
    """The front page, or the teams of whoever is signed in."""
    if not request.user.is_authenticated:
        return render(request, "coreteam/front.html", {"steps": seven_steps()})
    teams = Team.objects.visible_to(request.user)
    return render(request, "coreteam/home.html", {"teams": teams})


@login_not_required
@require_GET
def help_page(request):
    context = {"terms": Term.objects.current(), "steps": seven_steps()}
    return render(request, "coreteam/help.html", context)


@require_GET
def team_detail(request, slug):
    teams = Team.objects.with_level_of(request.user)
    team = get_visible_or_404(teams, request.user, slug=slug)
    overview = pages.read_overview(team, request.user)
    tasks = pages.task_list(overview)
    context = {
        "team": team,
        "can_edit": overview.is_lead,
        "facts": pages.facts(overview),
        "next": pages.next_card(overview),
        "tasks": tasks,
        "completed": sum(task["status"] == "completed" for task in tasks),
        "risks": risks_of(overview),
        "figures": pages.figure_list(overview),
        "money": pages.money(overview),
        "has_plan": overview.plan is not None,
        "waiting": _waiting_for(team, request.user, overview.level),
    }
    return render(request, "coreteam/team_detail.html", context)


def _waiting_for(team, user, level):
    """The version of the plan that this approver is asked to decide about."""
    if level != TeamAccess.Level.APPROVER:
        return None
    waiting = PlanVersion.objects.waiting().without_content().filter(plan__team=team)
    return waiting.exclude(submitted_by=user).select_related("plan__team").first()


@require_POST
def end_stage(request, slug, stage):
    """The lead says that stage 3, 5 or 7 is done. Saying it twice changes nothing."""
    team = get_editable_or_403(Team, request.user, slug=slug)
    if stage not in EndedStage.Stage.values:
        raise Http404
    team.ended_stages.get_or_create(stage=stage, defaults={"ended_by": request.user})
    messages.success(request, _("Marked as completed. You can undo it at any time."))
    return redirect(team)


@require_POST
def undo_stage(request, slug, stage):
    team = get_editable_or_403(Team, request.user, slug=slug)
    if stage not in EndedStage.Stage.values:
        raise Http404
    team.ended_stages.filter(stage=stage).delete()
    messages.success(request, _("The step is open again."))
    return redirect(team)


@require_GET
def risks(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    plan = Plan.objects.filter(team=team).first()
    payer = request.GET.get("payer", "")
    can_edit = team.can_be_edited_by(request.user)
    sheets = current_sheets(team, Assessment.objects.seen_by(request.user), compared=False)
    # Rows name a skill: who reads them must see everybody's levels anyway, not only totals.
    known = sheets if all(sheet.assessment.is_seen for sheet in sheets) else []
    staffing = read_staffing(team)
    context = risk_page(team, staffing, plan, payer, can_edit=can_edit, sheets=known)
    return render(request, "coreteam/risks.html", context | {"team": team})


@require_GET
def share(request, slug):
    own = WordTemplate.objects.filter(team=OuterRef("pk"))
    teams = Team.objects.select_related("maturity").with_level_of(request.user)
    teams = teams.annotate(has_template=Exists(own))
    team = get_visible_or_404(teams, request.user, slug=slug)
    overview = pages.read_overview(team, request.user)
    maturity = getattr(team, "maturity", None) or Maturity(team=team)
    context = {
        "team": team,
        "can_edit": overview.is_lead,
        "checks": checks(overview, _contradictions(overview)),
        "foundations": advice_rows(maturity),
        "has_activities": bool(overview.state.plan.activities),
        "kinds": file_choices(),
        "sections": section_choices(),
        "has_template": team.has_template,
    }
    for state in ("waiting", "approved"):
        number = getattr(overview.plan, state, None)
        context[state] = number and PlanVersion(plan=overview.plan, number=number)
    return render(request, "coreteam/share.html", context)


def _contradictions(overview):
    if overview.plan is None:
        return ()
    return plan_checks(overview.plan, overview.lines, overview.activities)


@require_GET
def workspace(request, slug):
    """The whole team as a file. It holds everybody's levels, so only the lead takes it."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    if not team.can_be_edited_by(request.user):
        raise PermissionDenied(_("The file holds everybody's levels: only the lead takes it."))
    content = json.dumps(export_workspace(team), ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{team.slug}.json"'
    return response
