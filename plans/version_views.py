"""Versions of the plan: submitted by the lead, decided by somebody else, compared by everybody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plans import version_actions, version_page
from plans.edition import DRAFT, chosen_version, edition
from plans.file_views import file_choices, section_choices
from plans.models import Plan, PlanVersion, WordTemplate
from plans.version_forms import DecisionForm, SubmitForm
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import TeamAccess


@require_GET
def versions(request, slug):
    plan = _plan(request, slug)
    rows = list(version_page.version_rows(plan))
    context = {
        "team": plan.team,
        "plan": plan,
        "can_edit": plan.can_be_edited_by(request.user),
        "versions": rows,
        "waiting": next((row for row in rows if row.waits), None),
        "newest": rows[0] if rows else None,
    }
    return render(request, "plans/versions.html", context)


@require_http_methods(["GET", "POST"])
def version_submit(request, slug):
    plans = Plan.objects.select_related("team")
    plan = get_editable_or_403(plans, request.user, team__slug=slug)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        version = version_actions.submit_version(
            plan, change=form.cleaned_data["change"], by=request.user
        )
        if version:
            messages.success(
                request,
                _("Submitted. It is frozen: what you change from now on is the next draft."),
            )
            return redirect(version)
        return _not_submitted(request, plan, form.cleaned_data["change"])
    waiting = plan.versions.waiting().without_content().first()
    context = {"team": plan.team, "plan": plan, "form": form, "waiting": waiting}
    return render(request, "plans/version_submit.html", context)


def _not_submitted(request, plan, change):
    """Another version waits; it is this very one where somebody pressed twice."""
    waiting = plan.versions.waiting().without_content().first()
    if waiting and (waiting.submitted_by_id, waiting.change) == (request.user.pk, change):
        messages.info(request, _("Submitted: %(version)s waits.") % {"version": waiting})
        return redirect(waiting)
    messages.warning(request, _("Not submitted: another version waits for a decision."))
    return redirect("plans:versions", slug=plan.team.slug)


@require_GET
def version_detail(request, slug, number):
    return _version_page(request, _version(request, slug, number))


def _version_page(request, version, form=None):
    plan = version.plan
    document = edition(plan, version, get_language())
    can_decide = version.can_be_decided_by(request.user)
    before = plan.versions.without_content().filter(number__lt=version.number).first()
    context = {
        "team": plan.team,
        "plan": plan,
        "version": version,
        "facts": version_page.version_facts(version, document),
        "kinds": file_choices(),
        "sections": section_choices(),
        "has_template": WordTemplate.objects.filter(team=version.plan.team).exists(),
        "form": (form or DecisionForm()) if can_decide else None,
        "can_withdraw": version.can_be_edited_by(request.user),
        "has_approver": plan.team.accesses.filter(level=TeamAccess.Level.APPROVER).exists(),
        "before": before,
        "compare_url": version_page.compare_url(plan, before.number, version.number)
        if before
        else "",
        "crumbs": [_versions_crumb(plan), (version, "")],
    }
    return render(request, "plans/version_detail.html", context)


@require_POST
def version_decide(request, slug, number):
    version = _version(request, slug, number)
    if not version.plan.team.can_be_approved_by(request.user):
        raise PermissionDenied(_("An approver of the team decides about a version."))
    form = DecisionForm(request.POST, returns="return" in request.POST)
    if not form.is_valid():
        return _version_page(request, version, form)
    decide = version_actions.return_version if form.returns else version_actions.approve_version
    if decide(version, by=request.user, comment=form.cleaned_data["comment"]):
        done = _("Returned with your comment.") if form.returns else _("Approved.")
        messages.success(request, done)
    else:
        messages.warning(request, _("Nothing was changed: somebody decided or withdrew it before."))
    return redirect(version)


@require_POST
def version_withdraw(request, slug, number):
    version = _version(request, slug, number)
    if version_actions.withdraw_version(version, by=request.user):
        messages.success(request, _("Withdrawn. You can submit the plan again."))
    else:
        messages.warning(request, _("Nothing was changed: somebody decided about it before."))
    return redirect(version)


@require_GET
def version_compare(request, slug):
    plan = _plan(request, slug)
    newest = plan.versions.without_content().first()
    wanted = request.GET.get("from") or (str(newest.number) if newest else DRAFT)
    to = request.GET.get("to") or DRAFT
    before, after = chosen_version(plan, wanted), chosen_version(plan, to)
    changes, sections = version_page.comparison(plan, before, after, get_language())
    context = {
        "team": plan.team,
        "plan": plan,
        "changes": changes,
        "sections": sections,
        "from_choices": version_page.edition_choices(plan, _key(before)),
        "to_choices": version_page.edition_choices(plan, _key(after)),
        "currency": plan.team.currency,
        "crumbs": [_versions_crumb(plan), (_("Compare"), "")],
    }
    return render(request, "plans/version_compare.html", context)


def _versions_crumb(plan):
    return (_("Versions"), reverse("plans:versions", args=[plan.team.slug]))


def _key(version):
    return str(version.number) if version else DRAFT


def _plan(request, slug):
    return get_visible_or_404(Plan.objects.select_related("team"), request.user, team__slug=slug)


def _version(request, slug, number):
    versions = PlanVersion.objects.select_related("plan__team", "submitted_by", "decided_by")
    return get_visible_or_404(versions, request.user, plan__team__slug=slug, number=number)
