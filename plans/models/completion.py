"""What came of an activity that was carried out, and who was there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models import Member
from roles.models.days import sensible_day
from roles.models.team import Versioned

from .activities import Activity


class Completion(Versioned):
    """The record of an activity that is done; everybody who sees the plan reads it."""

    activity = models.OneToOneField(Activity, on_delete=models.RESTRICT, related_name="completion")
    done_on = models.DateField(_("done on"), validators=[sensible_day])
    outcome = models.TextField(
        _("outcome"),
        max_length=2000,
        help_text=_("What people can do now, or what stands now. Nobody's level: all read this."),
    )
    evidence = models.CharField(
        _("evidence"),
        max_length=300,
        blank=True,
        help_text=_("A link, or where it is kept: the attendance list, the report, the SOP."),
    )
    attended = models.ManyToManyField(
        Member, blank=True, related_name="completions_attended", verbose_name=_("who took part")
    )

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome=""),
                name="completion_says_what_came_of_it",
                violation_error_message=_("Say what came of it."),
            ),
        ]

    def __str__(self):
        return f"{self.activity_id}: {self.done_on}"

    @property
    def evidence_link(self):
        """The evidence where it is a link, else ""."""
        return self.evidence if self.evidence.startswith(("https://", "http://")) else ""
