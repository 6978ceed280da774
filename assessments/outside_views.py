"""Bringing a form export in: file, columns, preview, confirm. Nothing is written before that.

Each step keeps what was chosen with the file, so that a slow line or the back button loses none.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import outside_pages as pages
from assessments.models import OutsideFile, Round
from assessments.outside_changes import Kind
from assessments.outside_columns import guess_columns
from assessments.outside_forms import NEW, ColumnsForm, FormFileForm, RoundOfFileForm, column_name
from assessments.outside_look import look_at_form, read_table
from assessments.outside_run import GoneError, NotAsSeenError, write
from assessments.outside_world import read_world
from assessments.workbook_look import look_at_workbook
from roles.access import get_visible_or_404
from roles.models import Team

LOOKS = {OutsideFile.Kind.FORM: look_at_form, OutsideFile.Kind.WORKBOOK: look_at_workbook}


@require_http_methods(["GET", "POST"])
def outside_upload(request, slug):
    """Choose the file and the round it goes into."""
    team = get_visible_or_404(Team, request.user, slug=slug)
    rounds = list(Round.objects.to_be_assessed_by(request.user).filter(team=team))
    may_open = team.can_be_edited_by(request.user)
    if not may_open and not rounds:
        raise PermissionDenied(
            _("Only the operational lead and the assessors of an open round bring answers in.")
        )
    form = FormFileForm(
        request.POST or None,
        request.FILES or None,
        read=read_table,
        rounds=rounds,
        may_open=may_open,
        initial={"target": request.GET.get("round") or (NEW if may_open else rounds[0].pk)},
    )
    if form.is_valid():
        file = keep_file(form, team=team, round_=form.round, kind="form", by=request.user)
        return redirect("assessments:outside_columns", slug=slug, pk=file.pk)
    context = _frame(team, _("Bring answers in")) | {"form": form}
    return render(request, "assessments/outside_upload.html", context)


def keep_file(form, *, team, round_, kind, by):
    """Put a file aside until it is confirmed; those that nobody confirmed in time go."""
    OutsideFile.objects.outdated().delete()
    return OutsideFile.objects.create(
        team=team,
        round=round_,
        kind=kind,
        name=form.cleaned_data["file"].name,
        content=form.content,
        by=by,
    )


@require_http_methods(["GET", "POST"])
def outside_columns(request, slug, pk):
    """Say what each column is, and for a new round how it is called and was run."""
    file = _file(request.user, slug, pk, kind="form")
    table, world = read_table(file.name, bytes(file.content)), read_world(file.team)
    skills = [(one.code, one.section, one.title) for one in world.skills.values()]
    guesses = guess_columns(table.headers, {one.code: one.names for one in world.skills.values()})
    groups = pages.target_groups(skills, world.titles)
    titles = [(pk, world.titles[pk]) for pk in dict.fromkeys(one[1] for one in skills)]
    form = ColumnsForm(
        request.POST or None,
        headers=table.headers,
        targets=[target for _label, of in groups for target, _text in of if target],
        sections=titles,
        initial=_chosen_columns(file, guesses),
    )
    about = None if file.round else _round_form(request, file)
    valid = form.is_valid()
    if valid and (about is None or about.is_valid()):
        _keep_columns(file, form, about)
        return redirect("assessments:outside_preview", slug=slug, pk=pk)
    context = _frame(file.team, _("What the columns are"), file) | {
        "form": form,
        "about": about,
        "file": file,
        "rows": pages.column_rows(form, table, guesses, groups),
        "row_count": len(table.rows),
    }
    return render(request, "assessments/outside_columns.html", context)


def _chosen_columns(file, guesses):
    targets = file.choices.get("columns") or [guess.target for guess in guesses]
    initial = {column_name(place): target for place, target in enumerate(targets)}
    return initial | {"section": file.choices.get("section") or ""}


def _round_form(request, file):
    data = request.POST if request.method == "POST" else file.choices.get("round")
    first = {"baseline": not file.team.rounds.exists()}
    return RoundOfFileForm(data or None, instance=Round(team=file.team), initial=first)


def _keep_columns(file, form, about):
    section = form.cleaned_data["section"]
    file.choices |= {"columns": form.targets(), "section": int(section) if section else None}
    if about is not None:
        file.choices["round"] = about.raw()
    file.save(update_fields=["choices"])


@require_http_methods(["GET", "POST"])
def outside_preview(request, slug, pk):
    """Look at everything that would be written; then write it, or name members first."""
    file = _file(request.user, slug, pk)
    if file.kind == OutsideFile.Kind.FORM and "columns" not in file.choices:
        return redirect("assessments:outside_columns", slug=slug, pk=pk)
    if request.method == "POST":
        if _members_changed(file, request.POST):
            messages.info(request, _("Look again: the rows have the members that you chose."))
            return redirect("assessments:outside_preview", slug=slug, pk=pk)
        if "seal" in request.POST:
            return _write(request, file)
    return _preview(request, file)


def _members_changed(file, data):
    """Keep the members that were chosen for rows; whether any is another than before."""
    before = file.choices.get("members", {})
    known = {str(pk) for pk in file.team.members.values_list("pk", flat=True)} | {"0", ""}
    chosen = dict(before)
    for name, value in data.items():
        row = name.removeprefix("row-")
        if name != row and row.isdecimal() and value in known:
            chosen[row] = int(value) if value else None
    chosen = {row: pk for row, pk in chosen.items() if pk is not None}
    if chosen == before:
        return False
    file.choices["members"] = chosen
    file.save(update_fields=["choices"])
    return True


def _write(request, file):
    taken = {
        name.removeprefix("take-")
        for name, value in request.POST.items()
        if name.startswith("take-") and value == "file"
    }
    try:
        round_ = write(
            file=file,
            look=LOOKS[file.kind],
            seal=request.POST["seal"],
            taken=taken,
            by=request.user,
        )
    except GoneError:
        messages.warning(request, _("This file was written or thrown away already."))
        return redirect(file.round or reverse("assessments:round_list", args=[file.team.slug]))
    except NotAsSeenError:
        messages.error(
            request, _("Something changed since you looked. Nothing was written; look again.")
        )
        return redirect("assessments:outside_preview", slug=file.team.slug, pk=file.pk)
    messages.success(request, _("The answers of %(file)s are in.") % {"file": file.name})
    return redirect(round_)


def _preview(request, file):
    look, world = LOOKS[file.kind](file, request.user), read_world(file.team)
    members = {one.pk: one.name for one in world.people}
    names = {code: one.title for code, one in world.skills.items()}
    names = {code: names.get(code, "") for code in _codes(names, look)}
    context = _frame(file.team, _("Look before it is written"), file) | {
        "file": file,
        "look": look,
        "summary": pages.summary(look),
        "grids": pages.grids(look, members, world.titles, names),
        "conflicts": pages.conflicts(look, members, world.titles, names),
        "comments": pages.comments(look, members)[: pages.SHOWN],
        "left": look.left[: pages.SHOWN],
        "strangers": pages.stranger_rows(look, world.people),
        "nothing": not look.of_kind(Kind.CHANGED) and not look.of_kind(Kind.CONFLICT),
        "title_of_round": file.round or file.choices["round"]["title"],
        "is_form": file.kind == OutsideFile.Kind.FORM,
    }
    return render(request, "assessments/outside_preview.html", context)


def _codes(known, look):
    """Codes in catalogue order, then those that the catalogue has retired."""
    return dict.fromkeys([*known, *(one.offer.skill for one in look.changes)])


@require_POST
def outside_forget(request, slug, pk):
    file = _file(request.user, slug, pk)
    OutsideFile.objects.filter(pk=file.pk).delete()
    messages.success(request, _("The file was thrown away. Nothing was written."))
    return redirect(file.round or reverse("assessments:round_list", args=[slug]))


def _file(user, slug, pk, **lookup):
    """A file of this person, who must still be allowed to write where it goes."""
    files = OutsideFile.objects.select_related("team", "round__team")
    file = get_visible_or_404(files, user, pk=pk, team__slug=slug, **lookup)
    if file.kind == OutsideFile.Kind.WORKBOOK:
        return file
    may = (
        Round.objects.to_be_assessed_by(user).filter(pk=file.round_id).exists()
        if file.round_id
        else file.team.can_be_edited_by(user)
    )
    if not may:
        raise PermissionDenied(_("The round is closed, or you no longer enter levels in it."))
    return file


def _frame(team, title, file=None):
    crumbs = [(_("Assessments"), reverse("assessments:round_list", args=[team.slug]))]
    if file and file.round:
        crumbs.append((str(file.round), file.round.get_absolute_url()))
    return {"team": team, "title": title, "crumbs": [*crumbs, (title, "")]}
