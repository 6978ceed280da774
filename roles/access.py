"""Who may see and who may change: 404 for a row that is not visible, 403 for one that is."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _


def get_visible_or_404(model, user, **lookup):
    """The row if the user may see it. `model` may be a queryset with its own select_related."""
    queryset = model if hasattr(model, "visible_to") else model.objects
    try:
        return queryset.visible_to(user).get(**lookup)
    except queryset.model.DoesNotExist as missing:
        raise Http404 from missing


def get_editable_or_403(model, user, **lookup):
    """The row if the user may change it; `can_be_edited_by` is the only judge of that."""
    row = get_visible_or_404(model, user, **lookup)
    if not row.can_be_edited_by(user):
        raise PermissionDenied(_("You can look at this, but only the operational lead changes it."))
    return row
