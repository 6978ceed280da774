"""The ministry's own Word template and its emblem: out, in after a check, and away again."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plans import word_templates
from plans.documents import TEMPLATE
from plans.emblems import EmblemError, emblem_kind
from plans.models import Emblem, Plan, WordTemplate
from plans.template_fields import fields
from roles.access import get_editable_or_403

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class TemplateForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("Your Word template"),
        help_text=gettext_lazy("DOCX without macros, up to 2 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        max_length=120,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        # One byte more tells what is too large without reading all of it.
        content = file.read(word_templates.MAX_BYTES + 1)
        problems = word_templates.problems(content)
        if problems:
            raise forms.ValidationError(problems)
        return file.name, content


class EmblemForm(forms.Form):
    use_required_attribute = False
    picture = forms.FileField(
        label=gettext_lazy("Emblem"),
        help_text=gettext_lazy("PNG or JPEG, up to 300 kB. It stands on the cover."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
        max_length=120,
    )

    def clean_picture(self):
        content = self.cleaned_data["picture"].read(word_templates.MAX_BYTES)
        try:
            return emblem_kind(content), content
        except EmblemError as error:
            raise forms.ValidationError(str(error)) from None


@require_http_methods(["GET", "POST"])
def letterhead(request, slug):
    """Shows both; a POST brings a template."""
    plan = _plan(request, slug)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = TemplateForm(request.POST, request.FILES)
        if form.is_valid():
            name, content = form.cleaned_data["file"]
            facts = {"name": name, "content": content, "uploaded_by": request.user}
            facts["uploaded_at"] = timezone.now()
            WordTemplate.objects.update_or_create(team=plan.team, defaults=facts)
            messages.success(request, _("The template is kept. Word documents can use it now."))
            return redirect("plans:letterhead", slug=slug)
    return _page(request, plan, form, EmblemForm())


@require_POST
def emblem(request, slug):
    plan = _plan(request, slug)
    form = EmblemForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, plan, TemplateForm(), form)
    kind, content = form.cleaned_data["picture"]
    Emblem.objects.update_or_create(team=plan.team, defaults={"kind": kind, "content": content})
    messages.success(request, _("The emblem stands on the cover now."))
    return redirect("plans:letterhead", slug=slug)


@require_POST
def letterhead_remove(request, slug):
    """`what` is the template or the emblem."""
    plan = _plan(request, slug)
    model = Emblem if request.POST.get("what") == "emblem" else WordTemplate
    model.objects.filter(team=plan.team).delete()
    messages.success(request, _("Removed."))
    return redirect("plans:letterhead", slug=slug)


@require_GET
def template_file(request, slug):
    """The standard template, or with `own` the one that was uploaded."""
    plan = _plan(request, slug)
    own = WordTemplate.objects.filter(team=plan.team).first() if "own" in request.GET else None
    content = bytes(own.content) if own else TEMPLATE.read_bytes()
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{slug}-template.docx"'
    return response


@require_GET
def template_fields(request, slug):
    """Every field that a template may show, with an example."""
    plan = _plan(request, slug)
    groups = {}
    for path, example in fields(word_templates.sample_context()):
        groups.setdefault(path.partition(".")[0].removesuffix("[]"), []).append((path, example))
    context = {"team": plan.team, "groups": groups, "crumbs": _crumbs(plan, _("Fields"))}
    return render(request, "plans/template_fields.html", context)


def _page(request, plan, template_form, emblem_form):
    own = WordTemplate.objects.filter(team=plan.team).defer("content")
    context = {
        "team": plan.team,
        "form": template_form,
        "emblem_form": emblem_form,
        "own": own.select_related("uploaded_by").first(),
        "has_emblem": Emblem.objects.filter(team=plan.team).exists(),
        "crumbs": _crumbs(plan, ""),
    }
    return render(request, "plans/letterhead.html", context)


def _crumbs(plan, last):
    here = reverse("plans:letterhead", args=[plan.team.slug])
    crumbs = [
        (_("Review and share"), reverse("share", args=[plan.team.slug])),
        (_("Template and emblem"), here if last else ""),
    ]
    return [*crumbs, (last, "")] if last else crumbs


def _plan(request, slug):
    return get_editable_or_403(Plan.objects.select_related("team"), request.user, team__slug=slug)
