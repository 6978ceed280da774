"""A sheet of the needs assessment, and its answers, one row each."""

from django.conf import settings
from django.db import models
from django.db.models import Count, ExpressionWrapper, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roles.formats import longdate, number
from roles.models import Member, Role, Skill, SubSkill, Team

from .consents import Consent
from .rounds import HANDED_IN, WRITABLE, Round, may_see_named_levels


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sheets whose levels the user may read by name; aggregates never go through here."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(may_see_named_levels(user, ""))

    def results_visible_to(self, user):
        """Of the counted sheets those whose results the user reads by name.

        Those of `visible_to`, and with the member's consent everybody's who sees the team. The
        sheet itself, its comments and whose level each is stay with `visible_to`.
        """
        if not user.is_authenticated:
            return self.none()
        return self.counted().filter(_may_read_results(user))

    def seen_by(self, user):
        """Counted sheets; adds `is_seen`: whether they are in `results_visible_to` of the user,
        `is_by_right`: whether in `visible_to`, so not by consent only, and `is_known`: whether
        the user may know of them by name in any way."""
        consented = Q(member__in=Consent.objects.in_force().values("member"))
        seen = _may_read_results(user)
        return self.counted().annotate(
            is_seen=ExpressionWrapper(seen, models.BooleanField()),
            is_by_right=ExpressionWrapper(may_see_named_levels(user, ""), models.BooleanField()),
            is_known=ExpressionWrapper(seen | consented, models.BooleanField()),
        )

    def counted(self):
        """Sheets that results are made of: handed in (agreed or not), in a closed round.

        In the order of rounds.
        """
        return self.filter(state__in=HANDED_IN, round__closed__isnull=False).order_by(
            "round__closed", "round__opened", "round__pk", "pk"
        )

    def with_progress(self):
        """Adds `answered`: how many skills have a level or are marked not applicable."""
        return self.annotate(
            answered=Count(
                "ratings__skill",
                filter=Q(ratings__level__isnull=False) | Q(ratings__not_applicable=True),
                distinct=True,
            )
        )


def _may_read_results(user):
    open_to_readers = Consent.objects.in_force().filter(what=Consent.What.READERS)
    return may_see_named_levels(user, "") | Q(
        member__in=open_to_readers.values("member"),
        round__team__in=Team.objects.visible_to(user),
    )


class Assessment(models.Model):
    """One member's sheet for one set of skills in a round."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned with a question")
        AGREED = "agreed", _("Agreed")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assessments")
    member = models.ForeignKey(
        Member, on_delete=models.RESTRICT, related_name="assessments", verbose_name=_("member")
    )
    section = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("role"),
        help_text=_("The role whose skills are rated; all trainers share one sheet."),
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "member", "section"],
                name="member_has_one_sheet_per_role_in_a_round",
                violation_error_message=_("This member has a sheet for this role already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=WRITABLE, submitted_at=None)
                | Q(state__in=HANDED_IN, submitted_at__isnull=False),
                name="submitted_assessment_has_a_date",
                violation_error_message=_("A submitted sheet has the date it was submitted."),
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.section}"

    def get_absolute_url(self):
        return reverse("assessments:sheet", kwargs={"slug": self.round.team.slug, "pk": self.pk})

    @property
    def is_draft(self):
        """Whether it takes answers: not handed in yet, or returned with a question."""
        return self.state in WRITABLE

    @property
    def is_agreed(self):
        return self.state == self.State.AGREED

    def whose_for(self, user):
        """Whose value the user enters: the member the self level, everybody else the assessor's."""
        is_own = self.member.user_id is not None and self.member.user_id == user.pk
        return Rating.Whose.SELF if is_own else Rating.Whose.ASSESSOR

    def can_be_edited_by(self, user):
        """Whoever may see the sheet may fill it in while it is a draft of an open round."""
        return (
            self.is_draft
            and self.round.is_open
            and Assessment.objects.visible_to(user).filter(pk=self.pk).exists()
        )


class RatingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Named levels: the member, the round's assessor, the operational lead; nobody else."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(may_see_named_levels(user, "assessment__"))


class Rating(models.Model):
    """One answer of one person about one skill; a later round writes new rows.

    Three states: a level from 0 to 3, not applicable, or neither (not answered; the row then
    exists for its comment or evidence only).
    """

    class Whose(models.TextChoices):
        SELF = "self", _("Self level")
        ASSESSOR = "assessor", _("Assessor level")
        AGREED = "agreed", _("Agreed level")

    class Source(models.TextChoices):
        PAGE = "page", _("On the page of the sheet")
        LINK = "link", _("By a personal link")
        FORM = "form", _("From a form or sheet export")
        WORKBOOK = "workbook", _("From an Excel workbook")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="ratings")
    whose = models.CharField(_("whose level"), max_length=10, choices=Whose)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    not_applicable = models.BooleanField(_("not applicable"), default=False)
    comment = models.TextField(_("comment"), blank=True)
    evidence = models.CharField(_("evidence"), max_length=500, blank=True)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    rated_at = models.DateTimeField(default=timezone.now)
    source = models.CharField(_("how it came in"), max_length=10, choices=Source, default="page")
    source_file = models.CharField(_("name of the file"), max_length=100, blank=True)
    source_row = models.PositiveIntegerField(_("row of the file"), null=True)
    source_date = models.DateField(_("date in the file"), null=True)
    # The round whose level was confirmed as unchanged; empty as soon as somebody answers anew.
    confirmed_from = models.ForeignKey(
        Round, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "skill", "whose"],
                name="skill_has_one_answer_of_each_person_in_a_sheet",
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=0, level__lte=3),
                name="level_lies_between_0_and_3",
                violation_error_message=_("A level is 0, 1, 2 or 3."),
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(not_applicable=False),
                name="rating_is_scored_or_not_applicable_never_both",
                violation_error_message=_("A skill is rated or not applicable, not both."),
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=False)
                | Q(not_applicable=True)
                | ~Q(comment="")
                | ~Q(evidence=""),
                name="row_without_an_answer_carries_a_comment",
            ),
            models.CheckConstraint(
                condition=Q(source__in=("form", "workbook"), source_row__isnull=False)
                & ~Q(source_file="")
                | Q(source__in=("page", "link"), source_file="", source_row=None, source_date=None),
                name="answer_from_a_file_names_its_file_and_row",
                violation_error_message=_("An answer from a file names the file and its row."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_from=None) | Q(level__isnull=False) | Q(not_applicable=True),
                name="confirmed_answer_is_an_answer",
            ),
        ]

    def __str__(self):
        return f"{self.skill_id}: {self.answer or '–'}"

    @property
    def answer(self):
        """The answer as the sheet and the exchange format write it: 0 to 3, "na", or ""."""
        if self.not_applicable:
            return "na"
        return "" if self.level is None else str(self.level)

    @property
    def origin(self):
        """Where an answer that was not entered here came from; empty for one that was."""
        if not self.source_file:
            return ""
        words = {
            "file": self.source_file,
            "row": number(self.source_row),
            "date": longdate(self.source_date) if self.source_date else "",
        }
        if self.source_date:
            return gettext("From %(file)s, row %(row)s, answered on %(date)s") % words
        return gettext("From %(file)s, row %(row)s") % words

    @property
    def evidence_link(self):
        """The evidence where it is a link, else ""."""
        return self.evidence if self.evidence.startswith(("https://", "http://")) else ""


class SubRating(models.Model):
    """One person's level of one sub-skill in a sheet: optional, beside the rating of the skill."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sub_ratings")
    sub_skill = models.ForeignKey(SubSkill, on_delete=models.PROTECT, related_name="ratings")
    whose = models.CharField(_("whose level"), max_length=10, choices=Rating.Whose)
    level = models.PositiveSmallIntegerField(_("level"))

    class Meta:
        verbose_name = _("rating of a sub-skill")
        verbose_name_plural = _("ratings of sub-skills")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "sub_skill", "whose"],
                name="sub_skill_has_one_level_of_each_person_in_a_sheet",
                violation_error_message=_("This sub-skill has a level already."),
            ),
            models.CheckConstraint(
                condition=Q(level__gte=0, level__lte=3),
                name="level_of_a_sub_skill_lies_between_0_and_3",
                violation_error_message=_("A level is 0, 1, 2 or 3."),
            ),
        ]

    def __str__(self):
        return f"{self.sub_skill_id}: {self.level}"
