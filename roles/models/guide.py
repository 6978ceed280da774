"""What an item of the guide remembers of the catalogue file it came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FromTheGuide(models.Model):
    """Tells the guide's items and texts from those of this installation.

    Whatever is not written by `load_catalogue` is local: a load never retires or changes it. For
    the guide's own items `loaded` holds the values of the last load by column, in plain words
    (codes instead of keys). A column that differs from it was changed here, and stays.
    """

    local = models.BooleanField(
        _("added here"),
        default=True,
        editable=False,
        help_text=_("Not from the guide; loading a new version never changes or retires it."),
    )
    loaded = models.JSONField(_("as the guide has it"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True
