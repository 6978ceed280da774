"""The admin's pages that take a catalogue model out as a file and bring one in.

django-import-export reads and writes the rows (`resources`); its own pages are not used, because
they pass the file on under a name that can be guessed and offer whatever formats are installed.
"""

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from roles.admin.import_run import NotAsSeenError, keep, look, take, write
from roles.admin.resources import RESOURCES
from roles.sheet_files import CONTENT_TYPES, MAX_BYTES, SheetError, write_sheet

# More than anybody reads; the numbers above the list count them all.
SHOWN = 200


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV (UTF-8) or XLSX; up to 10 MB and 20,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        max_length=100,
    )

    def __init__(self, *args, model, **kwargs):
        super().__init__(*args, **kwargs)
        self.model = model
        self.outcome = None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        try:
            self.outcome = look(self.model, file.name, file.read())
        except SheetError as error:
            raise forms.ValidationError(str(error)) from None
        return file


class FilesMixin:
    """Import and export for the admin of a catalogue model."""

    change_list_template = "admin/catalogue_list.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name=f"{name}_import"),
            path("export/<slug:kind>/", view(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(self, request, extra_context=None):
        extra = {"may_import": self.has_import_permission(request), "kinds": list(CONTENT_TYPES)}
        return super().changelist_view(request, extra | (extra_context or {}))

    @method_decorator(require_GET)
    def export_view(self, request, kind):
        """The items of the list, with its search and filters."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if kind not in CONTENT_TYPES:
            raise Http404
        resource = RESOURCES[self.model]()
        try:
            found = self.get_changelist_instance(request).get_queryset(request).values("pk")
        except IncorrectLookupParameters:
            return redirect(self._url("changelist"))
        items = resource.get_queryset().filter(pk__in=found)
        try:
            content = write_sheet(kind, self.opts.model_name, resource.lines(items))
        except SheetError as error:
            messages.error(request, str(error))
            return redirect(self._url("changelist"))
        response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
        name = f"{self.opts.model_name}-{timezone.localdate().isoformat()}.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @method_decorator(require_http_methods(["GET", "POST"]))
    def import_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        if "token" in request.POST:
            return self._confirm(request)
        form = ImportForm(request.POST or None, request.FILES or None, model=self.model)
        token = None
        if form.is_bound and form.is_valid() and form.outcome.rows and not form.outcome.problems:
            file = form.cleaned_data["file"]
            file.seek(0)
            seal = form.outcome.seal
            token = keep(self.model, file.name, file.read(), seal=seal, by=request.user)
        return self._import_page(request, form, token)

    def _import_page(self, request, form, token):
        outcome, resource = form.outcome, RESOURCES[self.model]()
        context = self.admin_site.each_context(request) | {
            "title": _("Import %(items)s") % {"items": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": form,
            "token": token,
            "columns": ", ".join(resource.names),
            "key": ", ".join(resource.key),
            "summary": _summary(outcome) if outcome else "",
            "problems": outcome.problems[:SHOWN] if outcome else [],
            "rows": outcome.rows[:SHOWN] if outcome and not outcome.problems else [],
            "more": _more(outcome) if outcome else "",
        }
        return TemplateResponse(request, "admin/catalogue_import.html", context)

    def _confirm(self, request):
        try:
            name, content, seal = take(self.model, request.POST["token"], by=request.user)
            outcome = write(self.model, name, content, seal=seal, by=request.user)
        except SheetError as error:
            messages.error(request, str(error))
            return redirect(self._url("import"))
        except NotAsSeenError:
            problem = _("The catalogue has changed since you looked. Nothing was written.")
            messages.error(request, problem)
            return redirect(self._url("import"))
        messages.success(request, _summary(outcome))
        return redirect(self._url("changelist"))

    def _url(self, page):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}")


def _summary(outcome):
    if outcome.problems:
        text = ngettext(
            "%(count)d problem. Nothing is written until it is solved.",
            "%(count)d problems. Nothing is written until they are solved.",
            len(outcome.problems),
        )
        return text % {"count": len(outcome.problems)}
    facts = {"new": outcome.new, "changed": outcome.changed, "unchanged": outcome.unchanged}
    return _("%(new)d new, %(changed)d changed, %(unchanged)d unchanged.") % facts


def _more(outcome):
    hidden = len(outcome.problems or outcome.rows) - SHOWN
    text = ngettext("%(count)d more row.", "%(count)d more rows.", max(hidden, 0))
    return text % {"count": hidden} if hidden > 0 else ""
