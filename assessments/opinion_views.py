"""What people say about results: a phase overruled, a comment, a consent given or withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import consents, overrides
from assessments.models import Consent, LevelAccess, PhaseOverride, ResultComment
from assessments.once import save_once
from assessments.result_forms import CommentForm, OverrideForm, SignedConsentForm
from assessments.result_pages import result_url
from assessments.result_tabs import result_tabs
from assessments.sheet_result_page import is_own, read_current, sheet_crumbs, sheet_page
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import Member, Team


@require_http_methods(["GET", "POST"])
def phase_overrule(request, slug, member_pk, role_slug):
    team, sheet = _led_sheet(request, slug, member_pk, role_slug)
    override = PhaseOverride(assessment=sheet.assessment, by=request.user)
    derived = overrides.phase_key(sheet.result)
    form = OverrideForm(request.POST or None, instance=override, derived=derived)
    if request.method == "POST" and form.is_valid():
        if save_once(form.instance):
            messages.success(
                request, _("The phase is overruled. The derived one stands beside it.")
            )
            return redirect(result_url(team, sheet))
        form.add_error(
            None, _("The phase of this sheet is overruled already. Withdraw that first.")
        )
    title = _("Overrule the phase")
    context = {
        "team": team,
        "sheet": sheet,
        "form": form,
        "derived": derived,
        "cancel": result_url(team, sheet),
        "crumbs": sheet_crumbs(team, sheet, title),
    }
    return render(request, "assessments/phase_overrule.html", context)


@require_POST
def phase_withdraw(request, slug, member_pk, role_slug):
    team, sheet = _led_sheet(request, slug, member_pk, role_slug)
    override = get_object_or_404(sheet.assessment.overrides, withdrawn_at=None)
    if overrides.withdraw(override):
        messages.success(request, _("The phase is the derived one again."))
    return redirect(result_url(team, sheet))


def _led_sheet(request, slug, member_pk, role_slug):
    """404 for who does not read the levels, 403 for who reads but does not lead."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    sheet = read_current(team, request.user, member_pk, role_slug)
    if not team.can_be_edited_by(request.user):
        raise PermissionDenied(_("Only the operational lead overrules a phase."))
    return team, sheet


@require_POST
def result_comment(request, slug, member_pk, role_slug):
    """The member's own words beside the own result; an empty text takes them back."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    sheet = read_current(team, request.user, member_pk, role_slug)
    if not is_own(sheet, request.user):
        raise PermissionDenied(_("Only the member comments on the own result."))
    comment = ResultComment.objects.filter(assessment=sheet.assessment).first()
    if not request.POST.get("text", "").strip():
        ResultComment.objects.filter(assessment=sheet.assessment).delete()
        messages.success(request, _("Your comment is taken back."))
        return redirect(result_url(team, sheet))
    form = CommentForm(request.POST, instance=comment or ResultComment(assessment=sheet.assessment))
    if form.is_valid():
        if form.save() if comment else save_once(form.instance):
            messages.success(request, _("Your comment is saved."))
            return redirect(result_url(team, sheet))
        form.add_error(None, _("Somebody else saved the same just now. Look at it and save again."))
    page = sheet_page(team, request.user, sheet, "target")
    context = {"team": team, **page, "can_edit": False, "form": form}
    return render(request, "assessments/sheet_result.html", context)


@require_http_methods(["GET", "POST"])
def consent_list(request, slug):
    """The lead sees who consented to what, and records what was signed on paper."""
    team = get_editable_or_403(Team, request.user, slug=slug)
    consent = Consent(recorded_by=request.user)
    form = SignedConsentForm(request.POST or None, instance=consent, team=team)
    if request.method == "POST" and form.is_valid():
        if save_once(form.instance):
            messages.success(request, _("The consent is recorded."))
            return redirect("assessments:consents", slug=team.slug)
        form.add_error("what", _("This member has consented to this already."))
    given = Consent.objects.visible_to(request.user).filter(member__team=team)
    looks = LevelAccess.objects.visible_to(request.user).filter(member__team=team)
    context = {
        "team": team,
        "form": form,
        "consents": given.select_related("member", "recorded_by").order_by("-pk"),
        "looks": looks.select_related("member"),
        "tabs": result_tabs(team, request.user, "consents"),
    }
    return render(request, "assessments/consents.html", context)


@require_POST
def consent_give(request, slug, what):
    """The member consents, for the own person only. Twice is the same as once."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    member = get_object_or_404(Member, team=team, user=request.user)
    if what not in Consent.What.values:
        raise Http404
    if save_once(Consent(member=member, what=what, recorded_by=request.user)):
        messages.success(request, _("Your consent is kept. You can withdraw it at any time."))
    return redirect("own_results", slug=team.slug)


@require_POST
def consent_withdraw(request, slug, pk):
    """The member withdraws the own consent; for a member without an account the lead does."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    rows = Consent.objects.visible_to(request.user).filter(member__team=team)
    consent = get_object_or_404(rows.select_related("member"), pk=pk)
    if consents.withdraw(consent=consent):
        messages.success(request, _("The consent is withdrawn from now on."))
    own = consent.member.user_id == request.user.pk
    return redirect("own_results" if own else "assessments:consents", slug=team.slug)
