"""An activity that is done: what came of it, who was there, what is assessed again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans.completion_actions import complete
from plans.completion_forms import CompletionForm
from plans.models import Activity, Completion
from roles.access import get_editable_or_403


@require_http_methods(["GET", "POST"])
def activity_complete(request, slug, pk):
    activities = Activity.objects.select_related("plan__team", "completion")
    activity = get_editable_or_403(activities, request.user, plan__team__slug=slug, pk=pk)
    form = _form(request, activity)
    if form.is_valid():
        if complete(form, by=request.user):
            messages.success(request, _("%(code)s is done.") % {"code": activity.code})
            return redirect(activity)
        form.add_error(None, _("Somebody else recorded this meanwhile. Save again to keep yours."))
    context = {
        "team": activity.plan.team,
        "activity": activity,
        "form": form,
        "crumbs": [
            (activity.plan.title, activity.plan.get_absolute_url()),
            (activity.code, activity.get_absolute_url()),
            (_("What came of it"), ""),
        ],
    }
    return render(request, "plans/completion_form.html", context)


def _form(request, activity):
    """Version 0 is a record that nobody made yet: a second person who makes one is told."""
    stored = getattr(activity, "completion", None)
    initial = {}
    if stored is None and request.method == "GET":
        today = timezone.localdate()
        initial = {
            "done_on": min(activity.end or today, today),
            "attended": list(activity.participants.values_list("pk", flat=True)),
        }
    instance = stored or Completion(activity=activity, version=0)
    return CompletionForm(request.POST or None, instance=instance, initial=initial)
