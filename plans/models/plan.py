"""A team's plan, and its answers to the principle questions."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Member, PrincipleQuestion, Team
from roles.models.team import OwnedByTeamQuerySet, Versioned


class Plan(Versioned):
    """A team's plan over a number of calendar years."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="plan")
    title = models.CharField(_("title"), max_length=160)
    start_year = models.PositiveSmallIntegerField(_("first year"))
    end_year = models.PositiveSmallIntegerField(_("last year"))
    contingency_percent = models.DecimalField(
        _("contingency in percent"),
        max_digits=5,
        decimal_places=2,
        default=0,
        help_text=_("Added to the total as a line of its own; 0 for none."),
    )
    second_currency = models.CharField(
        _("second currency"),
        max_length=3,
        blank=True,
        help_text=_("Three letters, for example EUR. Totals are shown in it too; nothing else."),
    )
    second_rate = models.DecimalField(
        _("exchange rate"), max_digits=18, decimal_places=6, null=True, blank=True
    )
    second_rate_day = models.DateField(_("rate of the day"), null=True, blank=True)

    objects = OwnedByTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__gte=2000, end_year__lte=2100),
                name="plan_lies_in_this_century",
                violation_error_message=_("Enter years between 2000 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(end_year__gte=F("start_year"), end_year__lte=F("start_year") + 9),
                name="plan_covers_1_to_10_years",
                violation_error_message=_(
                    "A plan covers one to ten years, the last after the first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(contingency_percent__gte=0, contingency_percent__lte=50),
                name="contingency_is_0_to_50_percent",
                violation_error_message=_("Enter a contingency between 0 and 50 percent."),
            ),
            models.CheckConstraint(
                condition=Q(second_currency="", second_rate=None, second_rate_day=None)
                | ~Q(second_currency="")
                & Q(second_rate__isnull=False, second_rate_day__isnull=False),
                name="second_currency_has_a_dated_rate",
                violation_error_message=_(
                    "Enter the second currency with its rate and the day of the rate, or none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(second_rate=None) | Q(second_rate__gt=0),
                name="exchange_rate_is_above_0",
                violation_error_message=_("Enter a rate above 0."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plans:detail", kwargs={"slug": self.team.slug})

    @property
    def years(self):
        return range(self.start_year, self.end_year + 1)

    def can_be_edited_by(self, user):
        return self.team.can_be_edited_by(user)


class OfPlanQuerySet(models.QuerySet):
    """Rows that are seen by whoever sees their plan's team."""

    def visible_to(self, user):
        return self.filter(plan__team__in=Team.objects.visible_to(user))


class ChecklistAnswer(Versioned):
    """The team's answer to one of the 30 principle questions."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")
        NOT_APPLICABLE = "na", _("Not applicable")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        PrincipleQuestion, on_delete=models.PROTECT, related_name="answers"
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    note = models.TextField(_("note"), blank=True)
    owner = models.ForeignKey(
        Member,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions_owned",
        verbose_name=_("owner"),
    )
    due = models.DateField(_("by when"), null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer to a principle question")
        verbose_name_plural = _("answers to principle questions")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "question"], name="question_is_answered_once_in_a_plan"
            )
        ]

    def __str__(self):
        return self.get_answer_display()
