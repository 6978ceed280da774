"""The eight foundational domains of the maturity profile, and what the guide advises."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans.fields import DayInput
from plans.maturity_page import advice_rows
from plans.models import Activity, Maturity
from plans.models.maturity import DOMAINS, MaturityLevel
from roles.access import get_editable_or_403, get_visible_or_404
from roles.editing import VersionedModelForm, save_first
from roles.models import Team


class MaturityForm(VersionedModelForm):
    class Meta:
        model = Maturity
        fields = [*DOMAINS, "recorded_on", "note"]
        widgets = {"recorded_on": DayInput, "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in DOMAINS:
            self.fields[name].choices = [("", _("Nobody has said yet")), *MaturityLevel.choices]

    @property
    def domains(self):
        return [self[name] for name in DOMAINS]


@require_http_methods(["GET", "POST"])
def maturity(request, slug):
    get = get_editable_or_403 if request.method == "POST" else get_visible_or_404
    team = get(Team, request.user, slug=slug)
    # The first save makes the row under the constraint of one a team; nothing is written on GET.
    stored = Maturity.objects.filter(team=team).first() or Maturity(team=team, version=0)
    shown = [row | {"url": "", "link": ""} for row in advice_rows(stored)]
    initial = {"recorded_on": stored.recorded_on or timezone.localdate()}
    form = MaturityForm(request.POST or None, instance=stored, initial=initial)
    if request.method == "POST" and form.is_valid() and save_first(form):
        messages.success(request, _("Saved."))
        return redirect("plans:maturity", slug=slug)
    context = {
        "team": team,
        "form": form,
        "can_edit": team.can_be_edited_by(request.user),
        "advice": shown,
        "new_work": Activity.objects.open()
        .filter(plan__team=team, new_work__in=["aggregate", "tracker"])
        .select_related("plan__team"),
        "facts": [
            {"label": field.label, "value": _level(stored, field.name)} for field in form.domains
        ],
    }
    return render(request, "plans/maturity.html", context)


def _level(stored, name):
    level = getattr(stored, name)
    return _("Nobody has said yet") if level in (None, "") else MaturityLevel(level).label
