"""Terms of reference: the list of a team, the page of a position, the form, the files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from roles import reference_documents as documents
from roles import reference_pages as pages
from roles import reference_texts as texts
from roles.access import get_editable_or_403, get_visible_or_404
from roles.board import section_tabs, structure_facts
from roles.models import Role, Team
from roles.reference_forms import ReferenceForm
from roles.reference_guide import read_guide
from roles.staffing import read_staffing


@require_GET
def references(request, slug):
    return _list(request, get_visible_or_404(Team, request.user, slug=slug))


def _list(request, team, nothing_chosen=False):
    can_edit = team.can_be_edited_by(request.user)
    staffing = read_staffing(team)
    context = {
        "team": team,
        "can_edit": can_edit,
        "facts": structure_facts(staffing, timezone.localdate()),
        "tabs": section_tabs(team, staffing, "references", can_edit),
        "rows": pages.list_rows(staffing.positions, pages.saved_versions(team)),
        "languages": pages.languages(texts.document_language(team.language)),
        "nothing_chosen": nothing_chosen,
    }
    return render(request, "roles/reference_list.html", context)


@require_GET
def references_file(request, slug):
    """The ticked positions in one file, each on a new page."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    ticked = set(request.GET.getlist("position"))
    positions = [p for p in pages.open_positions(team) if str(p.pk) in ticked]
    if not positions:
        return _list(request, team, nothing_chosen=True)
    language = texts.document_language(request.GET.get("language"), team.language)
    versions, guide = pages.saved_versions(team), read_guide([p.role for p in positions], team)
    today = timezone.localdate()
    sheets = []
    for position in positions:
        terms = versions.get(position.pk) or texts.draft_for(position, guide, language)
        sheets.append(documents.sheet_of(position, terms, guide, language, today=today))
    return _file(request, sheets, language, team.country)


@require_GET
def reference_detail(request, slug, pk):
    team = get_visible_or_404(Team, request.user, slug=slug)
    position, versions = _with_versions(team, pk)
    guide = read_guide([position.role], team)
    terms = _asked_version(request, versions)
    shown = terms or texts.draft_for(position, guide, texts.document_language(team.language))
    said = texts.guide_texts(position.role, guide, shown.language)
    context = {
        "team": team,
        "can_edit": team.can_be_edited_by(request.user),
        "position": position,
        "terms": terms,
        "versions": [(row, pages.saved_line(row)) for row in versions],
        "is_current": not versions or terms == versions[0],
        "parts": pages.parts(shown, said),
        "glance": pages.glance(shown),
        "guide_glance": pages.guide_glance(shown, said),
        "skills": pages.skill_rows(shown.skills),
        "status": documents.status_of(shown, guide, timezone.localdate()),
        "languages": pages.languages(texts.document_language(shown.language)),
        "crumbs": pages.crumbs(team, (str(position), "")),
    }
    return render(request, "roles/reference_detail.html", context)


@require_GET
def reference_file(request, slug, pk):
    team = get_visible_or_404(Team, request.user, slug=slug)
    position, versions = _with_versions(team, pk)
    terms, guide = _asked_version(request, versions), read_guide([position.role], team)
    written_in = terms.language if terms else team.language
    language = texts.document_language(request.GET.get("language"), written_in)
    shown = terms or texts.draft_for(position, guide, language)
    sheet = documents.sheet_of(position, shown, guide, language, today=timezone.localdate())
    version = f"v{terms.number}" if terms else ""
    return _file(request, [sheet], language, team.country, sheet.title, version=version)


@require_http_methods(["GET", "POST"])
def reference_edit(request, slug, pk):
    team = get_editable_or_403(Team, request.user, slug=slug)
    position, versions = _with_versions(team, pk)
    current, guide = (versions[0] if versions else None), read_guide([position.role], team)
    shown = current or texts.draft_for(position, guide, texts.document_language(team.language))
    form = ReferenceForm(
        request.POST or None, position=position, shown=shown, current=current, guide=guide
    )
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return redirect("roles:reference_detail", slug=slug, pk=pk)
    here = (str(position), reverse("roles:reference_detail", args=[slug, pk]))
    context = {
        "team": team,
        "can_edit": True,
        "position": position,
        "form": form,
        "current": current,
        "fields": pages.form_parts(form, texts.guide_texts(position.role, guide, shown.language)),
        "crumbs": pages.crumbs(team, here, (_("Change"), "")),
    }
    return render(request, "roles/reference_form.html", context)


def _saved(request, form):
    """Whether the form is done with: saved as a new version, or the same as the current one."""
    if form.says_the_same():
        messages.info(request, _("Nothing was changed, so no new version was made."))
        return True
    terms = form.save_next(request.user)
    if terms:
        message = _("Version %(number)s of the terms of reference is saved.")
        messages.success(request, message % {"number": terms.number})
    return terms is not None


@login_not_required
@require_GET
def role_reference(request, slug):
    """The catalogue's terms of reference for a role, open to everybody."""
    roles = Role.objects.select_related("family").filter(is_family=False)
    role = get_object_or_404(roles, slug=slug)
    guide = read_guide([role])
    language = texts.document_language(request.GET.get("language"), request.LANGUAGE_CODE)
    terms = texts.draft_for_role(role, guide, language)
    sheet = documents.sheet_of_role(role, terms, guide, language)
    return _file(request, [sheet], language, sheet.title)


def _with_versions(team, pk):
    """A position of the team, and its versions, the latest first."""
    position = get_object_or_404(team.positions.for_board(), pk=pk)
    position.team = team
    return position, list(position.references.select_related("saved_by"))


def _asked_version(request, versions):
    """The version of the address, else the latest, else None; 404 for one that is not there."""
    asked = request.GET.get("version")
    if not asked:
        return versions[0] if versions else None
    found = next((row for row in versions if str(row.number) == asked), None)
    if found is None:
        raise Http404(_("There is no such version of these terms of reference."))
    return found


def _file(request, sheets, language, *names, version=""):
    """The download, in the asked format; Word when the address names none that we know."""
    asked = request.GET.get("format")
    form = asked if asked in documents.RENDERERS else documents.WORD
    content, ending = documents.render(sheets, form, language)
    with override(language):
        words = [*names, _("Terms of reference"), version]
    name = documents.file_name(words, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=documents.CONTENT_TYPES[ending], headers=headers)
