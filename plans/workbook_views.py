"""Activities and cost lines out as a workbook, and back in after a look at every change."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from plans.models import Plan
from plans.workbook import write_workbook
from plans.workbook_changes import NotAsSeenError, look, write
from roles.access import get_editable_or_403, get_visible_or_404
from roles.admin.import_run import keep, take
from roles.sheet_files import CONTENT_TYPES, MAX_BYTES, SheetError

# More than anybody reads; the number above the table counts them all.
SHOWN = 200


class WorkbookForm(forms.Form):
    """The file that was chosen; `found` is what it would do."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("Workbook"),
        help_text=gettext_lazy("XLSX, as it was downloaded here; up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        max_length=100,
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.found = plan, None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        try:
            self.found = look(self.plan, file.name, file.read())
        except SheetError as error:
            raise forms.ValidationError(str(error)) from None
        if self.found.problems:
            raise forms.ValidationError(self.found.problems[:SHOWN])
        return file


@require_GET
def workbook(request, slug):
    plan = get_visible_or_404(_plans(), request.user, team__slug=slug)
    content = write_workbook(plan, list(plan.activities.for_plan()))
    response = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{slug}-budget.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def workbook_upload(request, slug):
    plan = get_editable_or_403(_plans(), request.user, team__slug=slug)
    if "token" in request.POST:
        return _confirm(request, plan)
    form = WorkbookForm(request.POST or None, request.FILES or None, plan=plan)
    ready = form.is_bound and form.is_valid()
    token = _keep(form, plan, request.user) if ready and form.found.changes else None
    context = {
        "team": plan.team,
        "plan": plan,
        "form": form,
        "token": token,
        "found": form.found if ready else None,
        "changes": form.found.changes[:SHOWN] if ready else [],
        "crumbs": [
            (plan.title, plan.get_absolute_url()),
            (_("Cost lines"), reverse("plans:lines", args=[slug])),
            (_("Workbook"), ""),
        ],
    }
    return render(request, "plans/workbook.html", context)


def _keep(form, plan, user):
    file = form.cleaned_data["file"]
    file.seek(0)
    name = f"{plan.pk}.xlsx"
    return keep(Plan, name, file.read(), seal=form.found.seal, by=user)


def _confirm(request, plan):
    here = redirect("plans:workbook_upload", slug=plan.team.slug)
    try:
        name, content, seal = take(Plan, request.POST["token"], by=request.user)
        if name != f"{plan.pk}.xlsx":
            raise NotAsSeenError
        also = set(request.POST.getlist("also"))
        count = write(plan, name, content, seal=seal, also=also, by=request.user)
    except SheetError as error:
        messages.error(request, str(error))
        return here
    except NotAsSeenError:
        messages.error(request, _("The plan has changed since you looked. Nothing was written."))
        return here
    text = ngettext("%(count)d row written.", "%(count)d rows written.", count)
    messages.success(request, text % {"count": count})
    return redirect("plans:lines", slug=plan.team.slug)


def _plans():
    return Plan.objects.select_related("team")
