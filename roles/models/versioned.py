"""Rows that two people may edit at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A row that two people may edit: every save counts up, an outdated form is told so."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        abstract = True
