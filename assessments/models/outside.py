"""A file that somebody brought in, while it waits to be looked at and confirmed."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Team

from .rounds import Round

KEPT = datetime.timedelta(hours=24)


class OutsideFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Files with answers are as private as sheets: whoever brought one sees it, for a day."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(by=user, at__gte=timezone.now() - KEPT)

    def outdated(self):
        """Files that nobody confirmed in time."""
        return self.filter(at__lt=timezone.now() - KEPT)


class OutsideFile(models.Model):
    """Waits in the database, so that a slow line or a restarted server loses nothing.

    It goes as soon as it is written or thrown away, and never travels in a workspace file.
    `choices` is what was chosen on the way: the meaning of the columns, members for rows.
    """

    class Kind(models.TextChoices):
        FORM = "form", _("Form or sheet export")
        WORKBOOK = "workbook", _("Excel workbook")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="outside_files")
    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, null=True, related_name="outside_files"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=100)
    content = models.BinaryField()
    choices = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OutsideFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file brought in")
        verbose_name_plural = _("files brought in")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="workbook") | models.Q(round__isnull=False),
                name="workbook_belongs_to_a_round",
                violation_error_message=_("A workbook belongs to a round."),
            )
        ]

    def __str__(self):
        return self.name
