"""What a ministry's documents look like: its own Word template, and the emblem on the cover.

Both are small files, kept in the database: then a backup holds them, and nothing is served from a
folder. They belong to one installation and do not travel in the workspace file.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Team


class WordTemplate(models.Model):
    """The template of a team; what it may hold is checked by plans.word_templates."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="word_template")
    name = models.CharField(_("file name"), max_length=120)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Word template")
        verbose_name_plural = _("Word templates")

    def __str__(self):
        return self.name


class Emblem(models.Model):
    """The picture on the cover of a team's documents; checked by plans.emblems."""

    class Kind(models.TextChoices):
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="emblem")
    kind = models.CharField(max_length=20, choices=Kind)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("emblem")
        verbose_name_plural = _("emblems")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["image/png", "image/jpeg"]),
                name="emblem_is_png_or_jpeg",
                violation_error_message=_("Choose a PNG or JPEG picture."),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
