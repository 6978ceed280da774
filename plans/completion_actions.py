"""Recording that an activity is done: the record and the status, together or not at all."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.models import Activity, Completion, Plan


@transaction.atomic
def complete(form, *, by):
    """Save a valid CompletionForm and mark its activity as done.

    Returns False, and saves nothing, when somebody else recorded it in the meantime.
    """
    completion = form.instance
    plan = completion.activity.plan
    if not plan.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead changes the plan."))
    Plan.objects.select_for_update().get(pk=plan.pk)
    if completion.pk is None:
        if Completion.objects.filter(activity=completion.activity).exists():
            return False
        completion.version = 1
    form.save()
    Activity.objects.filter(pk=completion.activity_id).update(
        status=Activity.Status.DONE, version=F("version") + 1, changed_at=timezone.now()
    )
    return True
