"""The terms of an activity of technical assistance."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans.assistance_forms import AssistanceForm
from plans.models import Activity, TechnicalAssistance
from roles.access import get_editable_or_403
from roles.editing import save_first


@require_http_methods(["GET", "POST"])
def assistance_edit(request, slug, pk):
    activities = Activity.objects.select_related("plan__team", "assistance")
    activity = get_editable_or_403(activities, request.user, plan__team__slug=slug, pk=pk)
    terms = getattr(activity, "assistance", None)
    terms = terms or TechnicalAssistance(activity=activity, version=0)
    form = AssistanceForm(request.POST or None, instance=terms, plan=activity.plan)
    if form.is_valid() and save_first(form):
        messages.success(request, _("Saved."))
        return redirect(activity)
    context = {
        "team": activity.plan.team,
        "activity": activity,
        "form": form,
        "crumbs": [
            (activity.plan.title, activity.plan.get_absolute_url()),
            (activity.code, activity.get_absolute_url()),
            (_("Technical assistance"), ""),
        ],
    }
    return render(request, "plans/assistance_form.html", context)
