"""Links for partners: made and revoked by the lead, opened by whoever has one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plans import share_page
from plans.edition import edition
from plans.models import Plan, PlanVersion, ShareLink
from plans.models.shares import digest, new_token
from plans.plan_document import plan_rows
from plans.version_forms import PasswordForm, ShareLinkForm
from roles.access import get_editable_or_403
from roles.once import make_once, token_of

OPENED = "opened_share_links"
# The address of a link that was just made, until the page has shown it; then it is kept nowhere.
NEW = "new_share_link"


@never_cache
@require_http_methods(["GET", "POST"])
def share_links(request, slug):
    """The links of a plan; a new one is shown here once, and never again."""
    plans = Plan.objects.select_related("team")
    plan = get_editable_or_403(plans, request.user, team__slug=slug)
    approved = plan.versions.approved().exists()
    shows = ShareLink.Shows.APPROVED if approved else ShareLink.Shows.DRAFT
    link = ShareLink(plan=plan, created_by=request.user)
    form = ShareLinkForm(request.POST or None, instance=link, initial={"shows": shows})
    if form.is_valid():
        make_once(request, lambda: _make(request, form))
        return redirect("plans:share_links", slug=slug)
    context = {
        "team": plan.team,
        "plan": plan,
        "form": form,
        "once": token_of(request),
        "address": request.session.pop(NEW, {}).get(str(plan.pk), ""),
        "links": plan.share_links.all(),
        "crumbs": [(_("Review and share"), reverse("share", args=[slug])), (_("Links"), "")],
    }
    return render(request, "plans/share_links.html", context)


def _make(request, form):
    link, token = form.instance, new_token()
    link.digest = digest(token)
    link.protect(form.cleaned_data["secret"])
    form.save()
    address = request.build_absolute_uri(reverse("plans:shared", args=[token]))
    request.session[NEW] = {str(link.plan_id): address}
    return link.plan


@require_POST
def share_link_revoke(request, slug, pk):
    links = ShareLink.objects.select_related("plan__team")
    link = get_editable_or_403(links, request.user, plan__team__slug=slug, pk=pk)
    if link.revoke():
        messages.success(request, _("Revoked. The link opens nothing any more."))
    return redirect("plans:share_links", slug=slug)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def shared(request, token):
    """The plan for a partner. One presses a button first: what scans mail counts as nobody."""
    link = ShareLink.objects.select_related("plan__team").filter(digest=digest(token)).first()
    try:
        version = link.version() if link and link.is_live else None
    except PlanVersion.DoesNotExist:
        link = None
    if link is None or not link.is_live:
        return render(request, "plans/shared_gone.html", status=404)
    if request.method == "POST":
        return _open(request, link)
    if not _is_open(request, link):
        return _door(request, link, PasswordForm())
    language = get_language()
    document = edition(link.plan, version, language, plan_rows)
    context = share_page.shared_page(document, language)
    return render(request, "plans/shared.html", context | {"link": link, "token": token})


def _open(request, link):
    form = PasswordForm(request.POST)
    if link.password:
        if not form.is_valid():
            return _door(request, link, form)
        if not link.accepts(form.cleaned_data["password"]):
            wrong = _("This password does not open the link. After five wrong ones it pauses.")
            form.add_error("password", wrong)
            return _door(request, link, form)
    if not _is_open(request, link):
        link.count_opening()
    request.session[OPENED] = [*_opened(request), link.pk][-20:]
    return redirect(request.path)


def _door(request, link, form):
    context = {"link": link, "form": form, "pauses": link.pauses()}
    return render(request, "plans/shared_door.html", context)


def _opened(request):
    return request.session.get(OPENED, [])


def _is_open(request, link):
    return link.pk in _opened(request)
