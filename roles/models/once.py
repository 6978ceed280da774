"""Which forms were sent already, so that going back and saving makes no second row."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class SentForm(models.Model):
    """One page that made a row: its token and where the row is. Kept for a week (roles.once)."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sent_forms"
    )
    url = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.url
