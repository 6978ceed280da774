"""What members have learned already, by the lead's word."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import LearningResource, Member


class CompletedLearning(models.Model):
    """A member has done a course or another step before or outside the plan.

    What was done inside the plan is said by its activity (`Activity.resource`, status done).
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="completed_learning")
    resource = models.ForeignKey(
        LearningResource, on_delete=models.PROTECT, related_name="completed_by"
    )
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("completed learning")
        verbose_name_plural = _("completed learning")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "resource"],
                name="learning_is_marked_once_for_a_member",
                violation_error_message=_("This step is marked as done already."),
            )
        ]

    def __str__(self):
        return f"{self.member_id}: {self.resource_id}"
