import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import roles.models.days


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("roles", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
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
                        related_name="consents",
                        to="roles.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            (
                                "readers",
                                "Everybody with access to this team may read my levels by name",
                            ),
                            (
                                "plan",
                                "My phase may stand beside my name in the team’s plan and its documents",
                            ),
                            (
                                "publication",
                                "My levels may be named in what the team gives to others",
                            ),
                        ],
                        max_length=20,
                        verbose_name="consent to",
                    ),
                ),
                (
                    "given_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "signed",
                    models.DateField(
                        blank=True,
                        help_text="The day on the paper that the member signed.",
                        null=True,
                        verbose_name="signed on",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="For example: HR file 12.",
                        max_length=200,
                        verbose_name="where the paper is",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("member", "what"),
                        name="member_consents_once_to_the_same",
                        violation_error_message="This member has consented to this already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            ("withdrawn_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="consent_is_withdrawn_after_it_was_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["readers", "plan", "publication"])),
                        name="consent_is_to_something_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelAccess",
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
                        related_name="looks",
                        to="roles.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        help_text="The member and the operational lead read it, with your name and the time.",
                        max_length=500,
                        verbose_name="reason",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="who")),
            ],
            options={
                "verbose_name": "look at named levels",
                "verbose_name_plural": "looks at named levels",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="look_at_levels_has_a_reason",
                        violation_error_message="Say why you need to see these levels.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="roles.team",
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=20)),
                (
                    "title",
                    models.CharField(
                        help_text="For example: Needs assessment 2026.",
                        max_length=120,
                        verbose_name="title",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("self", "Self-administered"),
                            ("supervisor", "Guided by a supervisor"),
                            ("third_party", "Guided by a third party"),
                        ],
                        max_length=20,
                        verbose_name="how it is run",
                    ),
                ),
                (
                    "baseline",
                    models.BooleanField(
                        default=False,
                        help_text="The first round, with which later rounds are compared.",
                        verbose_name="baseline",
                    ),
                ),
                (
                    "opened",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="opens on",
                    ),
                ),
                (
                    "closes",
                    models.DateField(
                        blank=True,
                        help_text="The day you aim at.",
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="should be closed by",
                    ),
                ),
                (
                    "closed",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="closed on"
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        blank=True,
                        help_text="What you tell the members about why you ask.",
                        verbose_name="purpose",
                    ),
                ),
                (
                    "catalogue_version",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="roles.catalogueversion",
                    ),
                ),
                ("asked", models.JSONField(blank=True, editable=False, null=True)),
                (
                    "reference",
                    models.ForeignKey(
                        blank=True,
                        help_text="The closed round with which this one is compared, and which it repeats.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to="assessments.round",
                        verbose_name="reference round",
                    ),
                ),
                (
                    "assessors",
                    models.ManyToManyField(
                        blank=True,
                        help_text="They see and enter the levels of everybody in this round.",
                        related_name="rounds_to_assess",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assessors",
                    ),
                ),
            ],
            options={
                "verbose_name": "round",
                "verbose_name_plural": "rounds",
                "ordering": ["-opened", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "code"),
                        name="round_code_is_unique_in_a_team",
                        violation_error_message="The team has a round with this code already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed", None), ("closed__gte", models.F("opened")), _connector="OR"
                        ),
                        name="round_closes_after_it_opens",
                        violation_error_message="A round cannot be closed before the day it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes", None), ("closes__gte", models.F("opened")), _connector="OR"
                        ),
                        name="round_aims_at_a_day_after_it_opens",
                        violation_error_message="The day you aim at lies before the day it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reference", None),
                            models.Q(("reference", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="round_is_not_its_own_reference",
                        violation_error_message="A round cannot be compared with itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WrongCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visitor", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "wrong code",
                "verbose_name_plural": "wrong codes",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="assessments.round",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="assessments",
                        to="roles.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        help_text="The role whose skills are rated; all trainers share one sheet.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="roles.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned with a question"),
                            ("agreed", "Agreed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "assessment",
                "verbose_name_plural": "assessments",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "member", "section"),
                        name="member_has_one_sheet_per_role_in_a_round",
                        violation_error_message="This member has a sheet for this role already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("draft", "returned")), ("submitted_at", None)),
                            models.Q(
                                ("state__in", ("submitted", "agreed")),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="submitted_assessment_has_a_date",
                        violation_error_message="A submitted sheet has the date it was submitted.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="assessments.round",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="roles.member",
                        verbose_name="member",
                    ),
                ),
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
                ("expires_at", models.DateTimeField(verbose_name="works until")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="withdrawn")),
                ("opened_at", models.DateTimeField(null=True, verbose_name="first opened")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="sent to")),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                (
                    "trouble",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it was not sent"
                    ),
                ),
                (
                    "reminders",
                    models.PositiveSmallIntegerField(default=0, verbose_name="reminders"),
                ),
                ("reminded_at", models.DateTimeField(null=True, verbose_name="last reminded")),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("round", "member"),
                        name="member_has_one_live_invitation_to_a_round",
                        violation_error_message="This member has an invitation to this round already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="invitation_expires_after_it_was_made",
                        violation_error_message="An invitation lasts longer than its first moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at", None),
                            models.Q(("address", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sent_invitation_has_an_address",
                        violation_error_message="An invitation that was sent has an address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reminded_at", None), ("reminders", 0)),
                            models.Q(("reminded_at__isnull", False), ("reminders__gt", 0)),
                            _connector="OR",
                        ),
                        name="reminders_have_a_date",
                        violation_error_message="Reminders are counted and dated.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outside_files",
                        to="roles.team",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outside_files",
                        to="assessments.round",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("form", "Form or sheet export"), ("workbook", "Excel workbook")],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("content", models.BinaryField()),
                ("choices", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "file brought in",
                "verbose_name_plural": "files brought in",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "workbook"), _negated=True),
                            ("round__isnull", False),
                            _connector="OR",
                        ),
                        name="workbook_belongs_to_a_round",
                        violation_error_message="A workbook belongs to a round.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("submitted", "Handed in"),
                            ("returned", "Returned with a question"),
                            ("reopened", "Reopened"),
                            ("agreed", "Agreed"),
                            ("closed", "Closed with the round"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by_link",
                    models.BooleanField(
                        default=False,
                        help_text="The member did it by a personal link, without an account.",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "step of an assessment",
                "verbose_name_plural": "steps of assessments",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("step__in", ["returned", "reopened"]), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="step_back_says_why",
                        violation_error_message="Say why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by_link", False), ("by", None), _connector="OR"),
                        name="step_by_link_has_no_account",
                        violation_error_message="What was done by a link was done by no account.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvitationKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="assessments.invitation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("link", "Link to hand over"),
                            ("mail", "E-mail"),
                            ("card", "QR code on a card"),
                            ("code", "Short code on a card"),
                        ],
                        max_length=10,
                    ),
                ),
                ("hash", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "key of an invitation",
                "verbose_name_plural": "keys of invitations",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hash",),
                        name="hash_opens_one_invitation",
                        violation_error_message="This link or code opens another invitation.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["card", "code"])),
                        fields=("invitation", "kind"),
                        name="invitation_has_one_card",
                        violation_error_message="This invitation has a printed card already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")),
                        name="only_a_hash_of_a_key_is_kept",
                        violation_error_message="Only the hash of a link or code is kept.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhaseOverride",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("foundational", "Foundational"),
                            ("proficient", "Proficient"),
                            ("expert", "Expert"),
                        ],
                        max_length=20,
                        verbose_name="phase",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        help_text="What the levels do not show. The member reads it.",
                        max_length=1000,
                        verbose_name="reason",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "overruled phase",
                "verbose_name_plural": "overruled phases",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("assessment",),
                        name="sheet_has_one_overruled_phase_at_a_time",
                        violation_error_message="The phase of this sheet is overruled already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="overruled_phase_has_a_reason",
                        violation_error_message="Say why the phase is another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("phase__in", ["foundational", "proficient", "expert"])),
                        name="overruled_phase_is_a_phase",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="roles.skill",
                    ),
                ),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("self", "Self level"),
                            ("assessor", "Assessor level"),
                            ("agreed", "Agreed level"),
                        ],
                        max_length=10,
                        verbose_name="whose level",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="level"),
                ),
                (
                    "not_applicable",
                    models.BooleanField(default=False, verbose_name="not applicable"),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                ("evidence", models.CharField(blank=True, max_length=500, verbose_name="evidence")),
                (
                    "rated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("rated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("page", "On the page of the sheet"),
                            ("link", "By a personal link"),
                            ("form", "From a form or sheet export"),
                            ("workbook", "From an Excel workbook"),
                        ],
                        default="page",
                        max_length=10,
                        verbose_name="how it came in",
                    ),
                ),
                (
                    "source_file",
                    models.CharField(blank=True, max_length=100, verbose_name="name of the file"),
                ),
                (
                    "source_row",
                    models.PositiveIntegerField(null=True, verbose_name="row of the file"),
                ),
                ("source_date", models.DateField(null=True, verbose_name="date in the file")),
                (
                    "confirmed_from",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "rating",
                "verbose_name_plural": "ratings",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "skill", "whose"),
                        name="skill_has_one_answer_of_each_person_in_a_sheet",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level", None),
                            models.Q(("level__gte", 0), ("level__lte", 3)),
                            _connector="OR",
                        ),
                        name="level_lies_between_0_and_3",
                        violation_error_message="A level is 0, 1, 2 or 3.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level", None), ("not_applicable", False), _connector="OR"
                        ),
                        name="rating_is_scored_or_not_applicable_never_both",
                        violation_error_message="A skill is rated or not applicable, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__isnull", False),
                            ("not_applicable", True),
                            models.Q(("comment", ""), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="row_without_an_answer_carries_a_comment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("source__in", ("form", "workbook")),
                                ("source_row__isnull", False),
                                models.Q(("source_file", ""), _negated=True),
                            ),
                            models.Q(
                                ("source__in", ("page", "link")),
                                ("source_date", None),
                                ("source_file", ""),
                                ("source_row", None),
                            ),
                            _connector="OR",
                        ),
                        name="answer_from_a_file_names_its_file_and_row",
                        violation_error_message="An answer from a file names the file and its row.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_from", None),
                            ("level__isnull", False),
                            ("not_applicable", True),
                            _connector="OR",
                        ),
                        name="confirmed_answer_is_an_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultComment",
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
                    "assessment",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result_comment",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="The round’s assessors and the operational lead read it beside your levels.",
                        max_length=2000,
                        verbose_name="your comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on a result",
                "verbose_name_plural": "comments on results",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="comment_on_a_result_has_a_text",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sub_ratings",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "sub_skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="roles.subskill",
                    ),
                ),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("self", "Self level"),
                            ("assessor", "Assessor level"),
                            ("agreed", "Agreed level"),
                        ],
                        max_length=10,
                        verbose_name="whose level",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
            ],
            options={
                "verbose_name": "rating of a sub-skill",
                "verbose_name_plural": "ratings of sub-skills",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "sub_skill", "whose"),
                        name="sub_skill_has_one_level_of_each_person_in_a_sheet",
                        violation_error_message="This sub-skill has a level already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 0), ("level__lte", 3)),
                        name="level_of_a_sub_skill_lies_between_0_and_3",
                        violation_error_message="A level is 0, 1, 2 or 3.",
                    ),
                ],
            },
        ),
    ]
