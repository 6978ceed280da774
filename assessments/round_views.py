"""Rounds: opened, changed and closed by the lead."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import actions
from assessments import round_pages as pages
from assessments.models import Assessment, Round
from assessments.round_forms import AddSheetForm, NewRoundForm, RoundForm
from roles.access import get_editable_or_403, get_visible_or_404
from roles.models import Team
from roles.once import make_once, token_of


@require_GET
def round_list(request, slug):
    team = get_visible_or_404(Team, request.user, slug=slug)
    context = {
        "team": team,
        "can_edit": team.can_be_edited_by(request.user),
        "rounds": team.rounds.for_list(),
        "anybody": team.positions.open().held().exists(),
    }
    return render(request, "assessments/round_list.html", context)


@require_http_methods(["GET", "POST"])
def round_create(request, slug):
    team = get_editable_or_403(Team, request.user, slug=slug)
    form = NewRoundForm(
        request.POST or None, instance=Round(team=team), initial=_first(team, request.GET)
    )
    if form.is_valid():
        url, is_first = make_once(
            request, lambda: actions.create_round(form=form, sheets=form.sheets())
        )
        if is_first:
            messages.success(request, _("The round is open. Its sheets wait to be filled in."))
            _tell_who_guides(request, form)
        return redirect(url)
    context = {
        "form": form,
        "modes": pages.mode_choices(form["mode"].value()),
        "nobody": not form.pairs,
        "left_out": form.left_out(),
        "once": token_of(request),
    }
    crumbs = [_rounds_crumb(team), (_("New round"), "")]
    return render(
        request,
        "assessments/round_form.html",
        context | {"team": team, "can_edit": True, "crumbs": crumbs},
    )


def _tell_who_guides(request, form):
    third_party = form.cleaned_data["mode"] == Round.Mode.THIRD_PARTY
    if third_party and not form.cleaned_data["assessors"]:
        words = _(
            "No third party is named as assessor yet, so only you enter levels. Give them access "
            "as assessors of the team, then tick them in the round."
        )
        messages.warning(request, words)


def _first(team, asked):
    """A team's first round is its baseline; a later one repeats the latest that was closed.

    A link may bring along who is assessed for what; pairs that are not on offer tick nothing.
    """
    latest = team.rounds.closed().order_by("-closed", "-pk").first()
    first = {"baseline": not team.rounds.exists(), "reference": latest}
    return first | ({"scope": asked.getlist("scope")} if "scope" in asked else {})


@require_http_methods(["GET", "POST"])
def round_edit(request, slug, pk):
    round_ = _led_round(request.user, slug, pk)
    if not round_.is_open:
        raise _frozen()
    form = RoundForm(request.POST or None, instance=round_)
    if form.is_bound and _change(form):
        messages.success(request, _("The round was changed."))
        _tell_who_guides(request, form)
        return redirect(round_)
    context = {"form": form, "modes": pages.mode_choices(form["mode"].value())}
    crumbs = [_rounds_crumb(round_.team), (str(round_), round_.get_absolute_url()), (_("Edit"), "")]
    return render(
        request,
        "assessments/round_form.html",
        context | {"team": round_.team, "round": round_, "can_edit": True, "crumbs": crumbs},
    )


def _change(form):
    try:
        return actions.change_round(form=form)
    except actions.Frozen as closed:
        raise _frozen() from closed


def _frozen():
    return PermissionDenied(_("Only the operational lead changes a round, while it is open."))


@require_GET
def round_detail(request, slug, pk):
    return _round_page(request, _visible_round(request.user, slug, pk))


@require_POST
def sheets_add(request, slug, pk):
    round_ = _visible_round(request.user, slug, pk)
    refusal = PermissionDenied(_("Only the operational lead adds sheets, while a round is open."))
    if not round_.can_be_edited_by(request.user):
        raise refusal
    form = AddSheetForm(request.POST, instance=Assessment(round=round_))
    try:
        sheet = actions.add_sheet(form=form)
    except actions.Frozen as closed:
        raise refusal from closed
    if sheet is None:
        return _round_page(request, round_, form)
    messages.success(request, _("Added: %(sheet)s.") % {"sheet": sheet})
    return redirect(round_)


def _round_page(request, round_, form=None):
    can_edit = round_.can_be_edited_by(request.user)
    if can_edit and form is None:
        form = AddSheetForm(instance=Assessment(round=round_))
    rows = pages.sheet_rows(round_, request.user, can_edit)
    context = {
        "team": round_.team,
        "round": round_,
        "can_edit": can_edit,
        "facts": pages.round_facts(round_),
        "counts": Round.objects.for_list().get(pk=round_.pk),
        "rows": rows,
        "complete": bool(rows) and all(row.submitted for row in rows),
        "grids": pages.grid_links(round_, rows, request.user),
        "waiting": pages.waiting_places(round_, rows, request.user),
        "may_assess": Round.objects.to_be_assessed_by(request.user).filter(pk=round_.pk).exists(),
        "form": form if can_edit else None,
        "crumbs": [_rounds_crumb(round_.team), (str(round_), "")],
    }
    return render(request, "assessments/round_detail.html", context)


@require_http_methods(["GET", "POST"])
def round_close(request, slug, pk):
    round_ = _led_round(request.user, slug, pk)
    if request.method == "POST":
        if actions.close_round(round=round_, by=request.user):
            messages.success(request, _("The round is closed. Its levels count from now on."))
        else:
            messages.warning(
                request,
                _("The round was not closed: somebody else closed it, or it opens only later."),
            )
        return redirect(round_)
    if not round_.is_open:
        messages.info(request, _("The round is closed already."))
        return redirect(round_)
    rows = pages.sheet_rows(round_, request.user, can_edit=False)
    context = {
        "team": round_.team,
        "round": round_,
        "can_edit": True,
        "drafts": [row for row in rows if not row.submitted and not row.empty],
        "empty": [row for row in rows if not row.submitted and row.empty],
        "few": [row for row in rows if row.few],
        "handed_in": [row for row in rows if row.submitted],
        "waiting": pages.waiting_places(round_, rows, request.user),
        "crumbs": [(str(round_), round_.get_absolute_url()), (_("Close the round"), "")],
    }
    return render(request, "assessments/round_close.html", context)


def _at(slug, pk):
    return {"team__slug": slug, "pk": pk}


def _visible_round(user, slug, pk):
    rounds = Round.objects.select_related("team", "catalogue_version", "reference")
    return get_visible_or_404(rounds.prefetch_related("assessors"), user, **_at(slug, pk))


def _led_round(user, slug, pk):
    """A round of a team that the user leads, open or closed: the page says which it must be."""
    team = get_editable_or_403(Team, user, slug=slug)
    return get_object_or_404(Round.objects.select_related("team"), team=team, pk=pk)


def _rounds_crumb(team):
    return (_("Assessments"), pages.rounds_url(team))
