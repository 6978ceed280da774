from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import roles.models.days


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assessments", "0001_initial"),
        ("roles", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CompletedLearning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="completed_learning",
                        to="roles.member",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completed_by",
                        to="roles.learningresource",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("marked_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "completed learning",
                "verbose_name_plural": "completed learning",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "resource"),
                        name="learning_is_marked_once_for_a_member",
                        violation_error_message="This step is marked as done already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Emblem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "team",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emblem",
                        to="roles.team",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("image/png", "PNG"), ("image/jpeg", "JPEG")], max_length=20
                    ),
                ),
                ("content", models.BinaryField()),
            ],
            options={
                "verbose_name": "emblem",
                "verbose_name_plural": "emblems",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["image/png", "image/jpeg"])),
                        name="emblem_is_png_or_jpeg",
                        violation_error_message="Choose a PNG or JPEG picture.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Maturity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "team",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maturity",
                        to="roles.team",
                    ),
                ),
                (
                    "leadership",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Not yet achieved"), (1, "Early progress"), (2, "Adequate")],
                        null=True,
                        verbose_name="Leadership and governance",
                    ),
                ),
                (
                    "strategy",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Not yet achieved"), (1, "Early progress"), (2, "Adequate")],
                        null=True,
                        verbose_name="Strategy and investment",
                    ),
                ),
                (
                    "security",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Not yet achieved"), (1, "Early progress"), (2, "Adequate")],
                        null=True,
                        verbose_name="DHIS2 security and compliance",
                    ),
                ),
                (
                    "core_team",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Not yet achieved"), (1, "Early progress"), (2, "Adequate")],
                        null=True,
                        verbose_name="Core team for DHIS2 maintenance",
                    ),
                ),
                (
                    "metadata",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Not yet achieved"), (1, "Early progress"), (2, "Adequate")],
                        null=True,
                        verbose_name="DHIS2 metadata and organisation units",
                    ),
                ),
                (
                    "end_users",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Not yet achieved"), (1, "Early progress"), (2, "Adequate")],
                        null=True,
                        verbose_name="Training end users",
                    ),
                ),
                (
                    "profile",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Not yet achieved"), (1, "Early progress"), (2, "Adequate")],
                        null=True,
                        verbose_name="Facility and population profile",
                    ),
                ),
                (
                    "infrastructure",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Not yet achieved"), (1, "Early progress"), (2, "Adequate")],
                        null=True,
                        verbose_name="Infrastructure",
                    ),
                ),
                ("recorded_on", models.DateField(blank=True, null=True, verbose_name="as of")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
            ],
            options={
                "verbose_name": "maturity of the foundations",
                "verbose_name_plural": "maturities of the foundations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leadership", None), ("leadership__lte", 2), _connector="OR"),
                            models.Q(("strategy", None), ("strategy__lte", 2), _connector="OR"),
                            models.Q(("security", None), ("security__lte", 2), _connector="OR"),
                            models.Q(("core_team", None), ("core_team__lte", 2), _connector="OR"),
                            models.Q(("metadata", None), ("metadata__lte", 2), _connector="OR"),
                            models.Q(("end_users", None), ("end_users__lte", 2), _connector="OR"),
                            models.Q(("profile", None), ("profile__lte", 2), _connector="OR"),
                            models.Q(
                                ("infrastructure", None),
                                ("infrastructure__lte", 2),
                                _connector="OR",
                            ),
                        ),
                        name="maturity_lies_between_0_and_2",
                        violation_error_message="Choose one of the three levels.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="roles.member",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="roles.skill",
                    ),
                ),
                (
                    "need",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "0, none"), (1, "1, some"), (2, "2, strong")],
                        default=1,
                        verbose_name="need in the next 12 months",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "skill"),
                        name="need_is_set_once_for_a_skill_of_a_member",
                        violation_error_message="The need for this skill is set already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("need__gte", 0), ("need__lte", 2)),
                        name="need_lies_between_0_and_2",
                        violation_error_message="A need is 0, 1 or 2.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "team",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan",
                        to="roles.team",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("start_year", models.PositiveSmallIntegerField(verbose_name="first year")),
                ("end_year", models.PositiveSmallIntegerField(verbose_name="last year")),
                (
                    "contingency_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        help_text="Added to the total as a line of its own; 0 for none.",
                        max_digits=5,
                        verbose_name="contingency in percent",
                    ),
                ),
                (
                    "second_currency",
                    models.CharField(
                        blank=True,
                        help_text="Three letters, for example EUR. Totals are shown in it too; nothing else.",
                        max_length=3,
                        verbose_name="second currency",
                    ),
                ),
                (
                    "second_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=18,
                        null=True,
                        verbose_name="exchange rate",
                    ),
                ),
                (
                    "second_rate_day",
                    models.DateField(blank=True, null=True, verbose_name="rate of the day"),
                ),
            ],
            options={
                "verbose_name": "plan",
                "verbose_name_plural": "plans",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end_year__lte", 2100), ("start_year__gte", 2000)),
                        name="plan_lies_in_this_century",
                        violation_error_message="Enter years between 2000 and 2100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_year__gte", models.F("start_year")),
                            (
                                "end_year__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("start_year"), "+", models.Value(9)
                                ),
                            ),
                        ),
                        name="plan_covers_1_to_10_years",
                        violation_error_message="A plan covers one to ten years, the last after the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contingency_percent__gte", 0), ("contingency_percent__lte", 50)
                        ),
                        name="contingency_is_0_to_50_percent",
                        violation_error_message="Enter a contingency between 0 and 50 percent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("second_currency", ""),
                                ("second_rate", None),
                                ("second_rate_day", None),
                            ),
                            models.Q(
                                models.Q(("second_currency", ""), _negated=True),
                                ("second_rate__isnull", False),
                                ("second_rate_day__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="second_currency_has_a_dated_rate",
                        violation_error_message="Enter the second currency with its rate and the day of the rate, or none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_rate", None), ("second_rate__gt", 0), _connector="OR"
                        ),
                        name="exchange_rate_is_above_0",
                        violation_error_message="Enter a rate above 0.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "team",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="word_template",
                        to="roles.team",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="file name")),
                ("content", models.BinaryField()),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Word template",
                "verbose_name_plural": "Word templates",
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="plans.plan",
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=20)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("academy", "Academy"),
                            ("formal_training", "Formal training"),
                            ("mentorship", "Mentorship"),
                            ("coaching", "Coaching"),
                            ("on_the_job", "On-the-job training"),
                            ("job_aids", "Job aids and manuals"),
                            ("online_blended", "Online or blended course"),
                            ("self_paced", "Self-paced course"),
                            ("conference", "Conference or exchange"),
                            ("scholarship", "Scholarship"),
                            ("technical_assistance", "Technical assistance"),
                            ("evaluation", "Evaluation or review"),
                            ("governance", "Governance"),
                            ("hr_measure", "Staffing measure"),
                            ("equipment", "Equipment"),
                            ("operations", "Operations"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        help_text="For example: facility staff on the main island.",
                        max_length=200,
                        verbose_name="people outside the team",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of the catalogue; a finished activity then ticks that step of the path.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="roles.learningresource",
                        verbose_name="course or other learning solution",
                    ),
                ),
                (
                    "start",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="starts",
                    ),
                ),
                (
                    "end",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="ends",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who sees to it that it happens.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="activities_owned",
                        to="roles.member",
                        verbose_name="owner",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "new_work",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No new work"),
                            ("aggregate", "A new aggregate domain"),
                            ("tracker", "A new tracker program"),
                        ],
                        help_text="Whether a new area of forms and indicators, or a program that follows persons, comes into being with it. The guide asks for foundations first.",
                        max_length=20,
                        verbose_name="new work in DHIS2",
                    ),
                ),
                (
                    "participants",
                    models.ManyToManyField(
                        blank=True,
                        related_name="activities",
                        to="roles.member",
                        verbose_name="participants",
                    ),
                ),
                (
                    "skills",
                    models.ManyToManyField(
                        blank=True,
                        related_name="activities",
                        to="roles.skill",
                        verbose_name="skills it builds",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "code"),
                        name="activity_code_is_unique_in_a_plan",
                        violation_error_message="The plan has an activity with this code already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", None), ("start", None)),
                            models.Q(("end__isnull", False), ("start__isnull", False)),
                            _connector="OR",
                        ),
                        name="activity_has_both_dates_or_none",
                        violation_error_message="Enter both the first and the last day, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start", None), ("end__gte", models.F("start")), _connector="OR"
                        ),
                        name="activity_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="plans.plan",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="roles.principlequestion",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("na", "Not applicable"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions_owned",
                        to="roles.member",
                        verbose_name="owner",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "answer to a principle question",
                "verbose_name_plural": "answers to principle questions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "question"), name="question_is_answered_once_in_a_plan"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="funding_sources",
                        to="plans.plan",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("ministry_recurrent", "Ministry, recurrent budget"),
                            ("ministry_development", "Ministry, development budget"),
                            ("programme_grant", "Programme grant"),
                            ("donor", "Donor"),
                            ("in_kind", "In kind"),
                            ("other", "Other"),
                        ],
                        help_text="The two ministry kinds count as domestic money.",
                        max_length=30,
                        verbose_name="kind of money",
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Whom to ask: office, address.",
                        max_length=200,
                        verbose_name="contact",
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="The last day of the grant or project; empty when it goes on.",
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="money ends on",
                    ),
                ),
            ],
            options={
                "verbose_name": "funding source",
                "verbose_name_plural": "funding sources",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "name"),
                        name="funding_source_is_named_once_in_a_plan",
                        violation_error_message="The plan has a funding source of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="funding_source_has_a_name",
                        violation_error_message="Enter the name of the funding source.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="plans.plan",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted for approval"),
                            ("approved", "Approved"),
                            ("returned", "Returned with comments"),
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Superseded"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "change",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences for whoever approves it, and for the list of versions.",
                        verbose_name="what is new",
                    ),
                ),
                ("content", models.JSONField(editable=False)),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
            ],
            options={
                "verbose_name": "plan version",
                "verbose_name_plural": "plan versions",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="plan_has_one_version_of_a_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "submitted")),
                        fields=("plan",),
                        name="plan_has_one_version_that_waits",
                        violation_error_message="A version waits for approval already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "approved")),
                        fields=("plan",),
                        name="plan_has_one_approved_version",
                        violation_error_message="The plan has an approved version already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("state", "submitted")),
                            models.Q(
                                models.Q(("state", "submitted"), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="version_that_waits_has_no_decision",
                        violation_error_message="A version that was decided has the date of it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["submitted", "withdrawn"]),
                            ("decided_by", None),
                            ("submitted_by", None),
                            models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="version_is_decided_by_a_second_person",
                        violation_error_message="Whoever submitted a version does not decide about it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("comment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="returned_version_says_why",
                        violation_error_message="Say what has to change.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_items",
                        to="plans.plan",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price_items",
                        to="roles.costcategory",
                        verbose_name="cost category",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="For example: place in a regional academy.",
                        max_length=120,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="For example: place, day, night, month.",
                        max_length=40,
                        verbose_name="unit",
                    ),
                ),
                (
                    "unit_cost",
                    models.DecimalField(
                        decimal_places=3, max_digits=16, verbose_name="cost of one"
                    ),
                ),
                (
                    "yearly_increase",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        help_text="By how much the price rises every year; 0 when it stays.",
                        max_digits=5,
                        verbose_name="yearly increase in percent",
                    ),
                ),
                (
                    "base_year",
                    models.PositiveSmallIntegerField(
                        help_text="The year in which the cost above is right.",
                        verbose_name="price of the year",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Where the price comes from.",
                        max_length=200,
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "price",
                "verbose_name_plural": "price list",
                "ordering": ["category__order", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "name"),
                        name="price_is_named_once_in_a_plan",
                        violation_error_message="The price list has an entry of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="price_has_a_name",
                        violation_error_message="Enter what the price is for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_cost__gte", 0)),
                        name="price_is_not_negative",
                        violation_error_message="Enter a cost of 0 or more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("yearly_increase__gte", 0), ("yearly_increase__lte", 100)
                        ),
                        name="price_rises_by_0_to_100_percent",
                        violation_error_message="Enter a yearly increase between 0 and 100 percent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("base_year__gte", 2000), ("base_year__lte", 2100)),
                        name="price_is_of_this_century",
                        violation_error_message="Enter a year between 2000 and 2100.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="share_links",
                        to="plans.plan",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="For example: Education partnership, round-table.",
                        max_length=120,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "shows",
                    models.CharField(
                        choices=[
                            ("approved", "The approved version"),
                            ("draft", "The plan as it is today"),
                        ],
                        default="approved",
                        max_length=20,
                        verbose_name="what it shows",
                    ),
                ),
                ("expires_on", models.DateField(verbose_name="last day")),
                ("password", models.CharField(blank=True, editable=False, max_length=128)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("opens", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "share link",
                "verbose_name_plural": "share links",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True),
                        name="share_link_is_for_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at", None), ("opens", 0)),
                            models.Q(("opened_at__isnull", False), ("opens__gt", 0)),
                            _connector="OR",
                        ),
                        name="opened_share_link_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityGap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gaps",
                        to="plans.activity",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="gaps_planned_for",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gaps_planned_for",
                        to="roles.skill",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("target", models.PositiveSmallIntegerField(verbose_name="target level")),
            ],
            options={
                "verbose_name": "gap of an activity",
                "verbose_name_plural": "gaps of activities",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "assessment", "skill"),
                        name="gap_is_linked_once_to_an_activity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__lt", models.F("target")), ("target__lte", 3)),
                        name="gap_lies_between_level_and_target",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="completion",
                        to="plans.activity",
                    ),
                ),
                (
                    "done_on",
                    models.DateField(
                        validators=[roles.models.days.sensible_day], verbose_name="done on"
                    ),
                ),
                (
                    "outcome",
                    models.TextField(
                        help_text="What people can do now, or what stands now. Nobody's level: all read this.",
                        max_length=2000,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        help_text="A link, or where it is kept: the attendance list, the report, the SOP.",
                        max_length=300,
                        verbose_name="evidence",
                    ),
                ),
                (
                    "attended",
                    models.ManyToManyField(
                        blank=True,
                        related_name="completions_attended",
                        to="roles.member",
                        verbose_name="who took part",
                    ),
                ),
            ],
            options={
                "verbose_name": "completion",
                "verbose_name_plural": "completions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome", ""), _negated=True),
                        name="completion_says_what_came_of_it",
                        violation_error_message="Say what came of it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CostLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cost_lines",
                        to="plans.activity",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_lines",
                        to="roles.costcategory",
                        verbose_name="cost category",
                    ),
                ),
                (
                    "recurrence",
                    models.CharField(
                        choices=[("one_off", "One-off"), ("recurring", "Recurring")],
                        help_text="Recurring: it comes back every year, also after the plan.",
                        max_length=20,
                        verbose_name="one-off or recurring",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="What is counted: days, places…",
                        max_length=200,
                        verbose_name="description",
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(decimal_places=3, max_digits=12, verbose_name="quantity"),
                ),
                (
                    "frequency",
                    models.DecimalField(
                        decimal_places=3,
                        default=1,
                        help_text="For example 4 for four meetings; 1 when the quantity says it all.",
                        max_digits=9,
                        verbose_name="how many times",
                    ),
                ),
                (
                    "unit_cost",
                    models.DecimalField(decimal_places=3, max_digits=16, verbose_name="unit cost"),
                ),
                (
                    "price",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cost_lines",
                        to="plans.priceitem",
                        verbose_name="from the price list",
                    ),
                ),
                (
                    "yearly_increase",
                    models.DecimalField(decimal_places=2, default=0, editable=False, max_digits=5),
                ),
                (
                    "assumption",
                    models.CharField(
                        blank=True,
                        help_text="What you assumed: 2 people, 5 nights, the rate of last year.",
                        max_length=300,
                        verbose_name="how it was reckoned",
                    ),
                ),
                (
                    "start",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="costs from",
                    ),
                ),
                (
                    "end",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="costs until",
                    ),
                ),
                ("amounts_by_year", models.JSONField(blank=True, default=dict, editable=False)),
            ],
            options={
                "verbose_name": "cost line",
                "verbose_name_plural": "cost lines",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)),
                        name="quantity_is_not_negative",
                        violation_error_message="Enter a quantity of 0 or more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_cost__gte", 0)),
                        name="unit_cost_is_not_negative",
                        violation_error_message="Enter a unit cost of 0 or more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("frequency__gt", 0)),
                        name="cost_line_happens_at_least_once",
                        violation_error_message="Enter how many times: more than 0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("yearly_increase__gte", 0), ("yearly_increase__lte", 100)
                        ),
                        name="cost_rises_by_0_to_100_percent",
                        violation_error_message="Enter a yearly increase between 0 and 100 percent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", None), ("start", None)),
                            models.Q(("end__isnull", False), ("start__isnull", False)),
                            _connector="OR",
                        ),
                        name="cost_line_has_both_dates_or_none",
                        violation_error_message="Enter both the first and the last day, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start", None), ("end__gte", models.F("start")), _connector="OR"
                        ),
                        name="cost_line_ends_after_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="case",
                        to="plans.activity",
                    ),
                ),
                ("buys", models.TextField(blank=True, max_length=600, verbose_name="what it buys")),
                ("why_now", models.TextField(blank=True, max_length=600, verbose_name="why now")),
                (
                    "without",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="what happens without it"
                    ),
                ),
            ],
            options={
                "verbose_name": "case for an activity",
                "verbose_name_plural": "cases for activities",
            },
        ),
        migrations.CreateModel(
            name="TechnicalAssistance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "activity",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assistance",
                        to="plans.activity",
                    ),
                ),
                (
                    "paired",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who works beside the expert and does it alone afterwards.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assistance_received",
                        to="roles.member",
                        verbose_name="paired member",
                    ),
                ),
                (
                    "handed_over",
                    models.TextField(
                        blank=True,
                        help_text="What the paired member can do, and which documents and accesses stay here.",
                        max_length=1000,
                        verbose_name="what is handed over",
                    ),
                ),
            ],
            options={
                "verbose_name": "technical assistance",
                "verbose_name_plural": "technical assistance",
            },
        ),
        migrations.CreateModel(
            name="AssistanceDays",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assistance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days_by_year",
                        to="plans.technicalassistance",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("days", models.PositiveSmallIntegerField(verbose_name="days")),
            ],
            options={
                "verbose_name": "days of assistance",
                "verbose_name_plural": "days of assistance",
                "ordering": ["year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assistance", "year"),
                        name="days_of_assistance_stand_once_for_a_year",
                        violation_error_message="The days of this year stand there already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__lte", 366)),
                        name="days_of_assistance_fit_into_a_year",
                        violation_error_message="Enter at most 366 days for a year.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Funding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fundings",
                        to="plans.costline",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="fundings",
                        to="plans.fundingsource",
                        verbose_name="funding source",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unfunded", "Unfunded"),
                            ("requested", "Requested"),
                            ("secured", "Secured"),
                            ("spent", "Spent"),
                        ],
                        max_length=20,
                        verbose_name="how sure",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        default=Decimal("100"),
                        max_digits=6,
                        null=True,
                        verbose_name="share in percent",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=18,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
            ],
            options={
                "verbose_name": "funding",
                "verbose_name_plural": "fundings",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent", None),
                            models.Q(("percent__gt", 0), ("percent__lte", 100)),
                            _connector="OR",
                        ),
                        name="share_of_funding_lies_between_0_and_100",
                        violation_error_message="Enter a share above 0 and up to 100 percent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("percent__isnull", False)),
                            models.Q(("amount__isnull", False), ("percent__isnull", True)),
                            _connector="OR",
                        ),
                        name="funding_is_a_share_or_an_amount",
                        violation_error_message="Enter a share or an amount, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                        name="amount_of_funding_is_above_0",
                        violation_error_message="Enter an amount above 0.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="spendings",
                        to="plans.costline",
                    ),
                ),
                ("day", models.DateField(verbose_name="paid on")),
                (
                    "amount",
                    models.DecimalField(decimal_places=3, max_digits=18, verbose_name="amount"),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="spendings",
                        to="plans.fundingsource",
                        verbose_name="paid by",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Receipt, order or who knows.",
                        max_length=200,
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
                "ordering": ["day", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="payment_is_above_0",
                        violation_error_message="Enter an amount above 0.",
                    )
                ],
            },
        ),
    ]
