"""Terms of reference: the document of a position, in numbered versions that never change."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .position import Position
from .team import Team


class TermsOfReferenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Versions of positions in teams that the user sees."""
        return self.filter(position__team__in=Team.objects.visible_to(user))

    def current(self):
        """Leaves out every version that a later one replaced."""
        own = TermsOfReference.objects.filter(position=OuterRef("position"))
        return self.filter(pk=Subquery(own.order_by("-number").values("pk")[:1]))


class TermsOfReference(models.Model):
    """One version of a position's terms of reference. To change it, save the next number.

    `responsibilities` has one on each line. `skills` is a list of objects with code, name, level
    (the target, 1 to 3) and critical, as they were when the version was saved.
    """

    TEXTS = (
        "purpose",
        "responsibilities",
        "background",
        "reporting_line",
        "dedication",
        "place",
        "duration",
    )

    position = models.ForeignKey(
        Position, on_delete=models.CASCADE, related_name="references", verbose_name=_("position")
    )
    number = models.PositiveIntegerField(
        _("version"), editable=False, validators=[MinValueValidator(1)]
    )
    language = models.CharField(
        _("language of this text"),
        max_length=10,
        help_text=_("The language you write in. Headings of the document follow it."),
    )
    purpose = models.TextField(
        _("purpose"),
        max_length=2000,
        help_text=_("Why the position exists, in one to three sentences."),
    )
    responsibilities = models.TextField(
        _("main responsibilities"),
        max_length=6000,
        help_text=_("One on each line, each beginning with what the person does."),
    )
    background = models.TextField(
        _("background"),
        max_length=3000,
        blank=True,
        help_text=_("Education and experience that somebody needs to begin."),
    )
    reporting_line = models.CharField(
        _("reporting line"),
        max_length=400,
        blank=True,
        help_text=_("To whom the person reports: a function, not a name."),
    )
    dedication = models.CharField(
        _("dedication"),
        max_length=400,
        blank=True,
        help_text=_("How much of full time, and beside which other duties."),
    )
    place = models.CharField(
        _("place of work"),
        max_length=400,
        blank=True,
        help_text=_("Office and town, and whether the person has to be in the country."),
    )
    duration = models.CharField(
        _("duration"),
        max_length=400,
        blank=True,
        help_text=_("Permanent, or until when; how it can be prolonged."),
    )
    skills = models.JSONField(_("skills with target levels"), default=list, blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("saved by"),
    )

    objects = TermsOfReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of reference")
        verbose_name_plural = _("terms of reference")
        ordering = ["position", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "number"],
                name="terms_of_reference_have_one_version_of_a_number",
                violation_error_message=_("This version of the terms of reference exists already."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="versions_of_terms_of_reference_count_from_1",
                violation_error_message=_("Versions count from 1."),
            ),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(responsibilities=""),
                name="terms_of_reference_say_purpose_and_responsibilities",
                violation_error_message=_("Say what the position is for and what the person does."),
            ),
        ]

    def __str__(self):
        return _("Version %(number)s") % {"number": self.number}
