from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import roles.models.days


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdministrationMode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("mode", models.SlugField(unique=True, verbose_name="mode")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("advantages", models.TextField(verbose_name="for it")),
                ("advantages_en", models.TextField(null=True, verbose_name="for it")),
                ("advantages_fr", models.TextField(null=True, verbose_name="for it")),
                ("advantages_pt", models.TextField(null=True, verbose_name="for it")),
                ("advantages_es", models.TextField(null=True, verbose_name="for it")),
                ("advantages_ar", models.TextField(null=True, verbose_name="for it")),
                ("drawbacks", models.TextField(verbose_name="against it")),
                ("drawbacks_en", models.TextField(null=True, verbose_name="against it")),
                ("drawbacks_fr", models.TextField(null=True, verbose_name="against it")),
                ("drawbacks_pt", models.TextField(null=True, verbose_name="against it")),
                ("drawbacks_es", models.TextField(null=True, verbose_name="against it")),
                ("drawbacks_ar", models.TextField(null=True, verbose_name="against it")),
                ("condition", models.TextField(verbose_name="condition")),
                ("condition_en", models.TextField(null=True, verbose_name="condition")),
                ("condition_fr", models.TextField(null=True, verbose_name="condition")),
                ("condition_pt", models.TextField(null=True, verbose_name="condition")),
                ("condition_es", models.TextField(null=True, verbose_name="condition")),
                ("condition_ar", models.TextField(null=True, verbose_name="condition")),
            ],
            options={
                "verbose_name": "administration mode",
                "verbose_name_plural": "administration modes",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CatalogueVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="version")),
                ("loaded_at", models.DateTimeField(verbose_name="loaded")),
                (
                    "min_rated_percent",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percent of applicable skills that must be rated",
                    ),
                ),
                (
                    "proficient_from",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1.5"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(3),
                        ],
                        verbose_name="proficient from a mean of",
                    ),
                ),
                (
                    "expert_from",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("2.5"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(3),
                        ],
                        verbose_name="expert from a mean of",
                    ),
                ),
                (
                    "independent_level",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MaxValueValidator(3)],
                        verbose_name="level that counts as able to work alone",
                    ),
                ),
                (
                    "default_target",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MaxValueValidator(3)],
                        verbose_name="usual target level",
                    ),
                ),
                (
                    "critical_target",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[django.core.validators.MaxValueValidator(3)],
                        verbose_name="target level of one person per critical skill",
                    ),
                ),
                (
                    "horizon_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="months ahead in which contracts that end are counted",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
            ],
            options={
                "verbose_name": "catalogue version",
                "verbose_name_plural": "catalogue versions",
                "ordering": ["-loaded_at"],
                "get_latest_by": "loaded_at",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proficient_from__gte", 0),
                            ("proficient_from__lt", models.F("expert_from")),
                            ("expert_from__lte", 3),
                        ),
                        name="proficient_comes_before_expert",
                        violation_error_message="The mean for expert must be above that for proficient.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Competency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("short_name", models.CharField(max_length=60, verbose_name="short name")),
                (
                    "short_name_en",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "short_name_fr",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "short_name_pt",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "short_name_es",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "short_name_ar",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
            ],
            options={
                "verbose_name": "competency",
                "verbose_name_plural": "competencies",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CostCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("personnel", "Local personnel"),
                            ("technical_assistance", "Technical assistance"),
                            ("operations", "Local operations"),
                            ("cross_cutting", "Cross-cutting"),
                        ],
                        max_length=30,
                        verbose_name="group",
                    ),
                ),
                (
                    "usual_type",
                    models.CharField(blank=True, max_length=200, verbose_name="usual type"),
                ),
                (
                    "usual_type_en",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="usual type"
                    ),
                ),
                (
                    "usual_type_fr",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="usual type"
                    ),
                ),
                (
                    "usual_type_pt",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="usual type"
                    ),
                ),
                (
                    "usual_type_es",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="usual type"
                    ),
                ),
                (
                    "usual_type_ar",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="usual type"
                    ),
                ),
                ("drivers", models.TextField(blank=True, verbose_name="what drives the cost")),
                (
                    "drivers_en",
                    models.TextField(blank=True, null=True, verbose_name="what drives the cost"),
                ),
                (
                    "drivers_fr",
                    models.TextField(blank=True, null=True, verbose_name="what drives the cost"),
                ),
                (
                    "drivers_pt",
                    models.TextField(blank=True, null=True, verbose_name="what drives the cost"),
                ),
                (
                    "drivers_es",
                    models.TextField(blank=True, null=True, verbose_name="what drives the cost"),
                ),
                (
                    "drivers_ar",
                    models.TextField(blank=True, null=True, verbose_name="what drives the cost"),
                ),
            ],
            options={
                "verbose_name": "cost category",
                "verbose_name_plural": "cost categories",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhaseDescription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("phase", models.SlugField(unique=True, verbose_name="phase")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("meaning", models.TextField(verbose_name="meaning")),
                ("meaning_en", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_fr", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_pt", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_es", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_ar", models.TextField(null=True, verbose_name="meaning")),
                ("focus", models.TextField(blank=True, verbose_name="focus")),
                ("focus_en", models.TextField(blank=True, null=True, verbose_name="focus")),
                ("focus_fr", models.TextField(blank=True, null=True, verbose_name="focus")),
                ("focus_pt", models.TextField(blank=True, null=True, verbose_name="focus")),
                ("focus_es", models.TextField(blank=True, null=True, verbose_name="focus")),
                ("focus_ar", models.TextField(blank=True, null=True, verbose_name="focus")),
                ("actions", models.TextField(blank=True, verbose_name="actions")),
                ("actions_en", models.TextField(blank=True, null=True, verbose_name="actions")),
                ("actions_fr", models.TextField(blank=True, null=True, verbose_name="actions")),
                ("actions_pt", models.TextField(blank=True, null=True, verbose_name="actions")),
                ("actions_es", models.TextField(blank=True, null=True, verbose_name="actions")),
                ("actions_ar", models.TextField(blank=True, null=True, verbose_name="actions")),
                ("support", models.TextField(blank=True, verbose_name="support")),
                ("support_en", models.TextField(blank=True, null=True, verbose_name="support")),
                ("support_fr", models.TextField(blank=True, null=True, verbose_name="support")),
                ("support_pt", models.TextField(blank=True, null=True, verbose_name="support")),
                ("support_es", models.TextField(blank=True, null=True, verbose_name="support")),
                ("support_ar", models.TextField(blank=True, null=True, verbose_name="support")),
                (
                    "plan_actions",
                    models.TextField(blank=True, verbose_name="what the plan can offer"),
                ),
                (
                    "plan_actions_en",
                    models.TextField(blank=True, null=True, verbose_name="what the plan can offer"),
                ),
                (
                    "plan_actions_fr",
                    models.TextField(blank=True, null=True, verbose_name="what the plan can offer"),
                ),
                (
                    "plan_actions_pt",
                    models.TextField(blank=True, null=True, verbose_name="what the plan can offer"),
                ),
                (
                    "plan_actions_es",
                    models.TextField(blank=True, null=True, verbose_name="what the plan can offer"),
                ),
                (
                    "plan_actions_ar",
                    models.TextField(blank=True, null=True, verbose_name="what the plan can offer"),
                ),
            ],
            options={
                "verbose_name": "phase",
                "verbose_name_plural": "phases",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrincipleQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("formation", "Formation"),
                            ("financing", "Financing"),
                            ("governance", "Governance"),
                            ("retention", "Retention"),
                            ("technical_assistance", "Technical assistance"),
                            ("routines", "Routines"),
                            ("security", "Security"),
                            ("capacity", "Capacity"),
                        ],
                        max_length=30,
                        verbose_name="group",
                    ),
                ),
                ("text", models.TextField(verbose_name="question")),
                ("text_en", models.TextField(null=True, verbose_name="question")),
                ("text_fr", models.TextField(null=True, verbose_name="question")),
                ("text_pt", models.TextField(null=True, verbose_name="question")),
                ("text_es", models.TextField(null=True, verbose_name="question")),
                ("text_ar", models.TextField(null=True, verbose_name="question")),
                (
                    "advice",
                    models.TextField(blank=True, verbose_name="what to do when the answer is no"),
                ),
                (
                    "advice_en",
                    models.TextField(
                        blank=True, null=True, verbose_name="what to do when the answer is no"
                    ),
                ),
                (
                    "advice_fr",
                    models.TextField(
                        blank=True, null=True, verbose_name="what to do when the answer is no"
                    ),
                ),
                (
                    "advice_pt",
                    models.TextField(
                        blank=True, null=True, verbose_name="what to do when the answer is no"
                    ),
                ),
                (
                    "advice_es",
                    models.TextField(
                        blank=True, null=True, verbose_name="what to do when the answer is no"
                    ),
                ),
                (
                    "advice_ar",
                    models.TextField(
                        blank=True, null=True, verbose_name="what to do when the answer is no"
                    ),
                ),
            ],
            options={
                "verbose_name": "principle question",
                "verbose_name_plural": "principle questions",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProficiencyLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        unique=True,
                        validators=[django.core.validators.MaxValueValidator(3)],
                        verbose_name="level",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("meaning", models.TextField(verbose_name="meaning")),
                ("meaning_en", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_fr", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_pt", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_es", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_ar", models.TextField(null=True, verbose_name="meaning")),
            ],
            options={
                "verbose_name": "proficiency level",
                "verbose_name_plural": "proficiency levels",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("short_name", models.CharField(max_length=60, verbose_name="short name")),
                (
                    "short_name_en",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "short_name_fr",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "short_name_pt",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "short_name_es",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "short_name_ar",
                    models.CharField(max_length=60, null=True, verbose_name="short name"),
                ),
                (
                    "role_class",
                    models.CharField(
                        choices=[
                            ("core", "Core"),
                            ("contributing", "Contributing"),
                            ("optional", "Optional"),
                        ],
                        max_length=20,
                        verbose_name="class",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_roles",
                        to="roles.role",
                        verbose_name="family",
                    ),
                ),
                (
                    "is_family",
                    models.BooleanField(default=False, verbose_name="is a family of roles"),
                ),
                (
                    "required",
                    models.BooleanField(default=False, verbose_name="a core team needs it"),
                ),
                (
                    "skill_set",
                    models.ForeignKey(
                        blank=True,
                        help_text="All trainers share one set of skills, that of the Trainer family.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessed_roles",
                        to="roles.role",
                        verbose_name="assessed with the skills of",
                    ),
                ),
                (
                    "recommended_order",
                    models.PositiveSmallIntegerField(
                        help_text="1 to 4 for core roles; the guide's order of filling.",
                        verbose_name="recommended order",
                    ),
                ),
                (
                    "order_text",
                    models.CharField(blank=True, max_length=200, verbose_name="order in words"),
                ),
                (
                    "order_text_en",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="order in words"
                    ),
                ),
                (
                    "order_text_fr",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="order in words"
                    ),
                ),
                (
                    "order_text_pt",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="order in words"
                    ),
                ),
                (
                    "order_text_es",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="order in words"
                    ),
                ),
                (
                    "order_text_ar",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="order in words"
                    ),
                ),
                ("purpose", models.TextField(verbose_name="purpose")),
                ("purpose_en", models.TextField(null=True, verbose_name="purpose")),
                ("purpose_fr", models.TextField(null=True, verbose_name="purpose")),
                ("purpose_pt", models.TextField(null=True, verbose_name="purpose")),
                ("purpose_es", models.TextField(null=True, verbose_name="purpose")),
                ("purpose_ar", models.TextField(null=True, verbose_name="purpose")),
                ("background", models.TextField(blank=True, verbose_name="background")),
                (
                    "background_en",
                    models.TextField(blank=True, null=True, verbose_name="background"),
                ),
                (
                    "background_fr",
                    models.TextField(blank=True, null=True, verbose_name="background"),
                ),
                (
                    "background_pt",
                    models.TextField(blank=True, null=True, verbose_name="background"),
                ),
                (
                    "background_es",
                    models.TextField(blank=True, null=True, verbose_name="background"),
                ),
                (
                    "background_ar",
                    models.TextField(blank=True, null=True, verbose_name="background"),
                ),
                (
                    "background_basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        max_length=1,
                        verbose_name="basis of background",
                    ),
                ),
                (
                    "background_source",
                    models.TextField(blank=True, verbose_name="source of background"),
                ),
                (
                    "dedication",
                    models.CharField(blank=True, max_length=255, verbose_name="dedication"),
                ),
                (
                    "dedication_en",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="dedication"
                    ),
                ),
                (
                    "dedication_fr",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="dedication"
                    ),
                ),
                (
                    "dedication_pt",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="dedication"
                    ),
                ),
                (
                    "dedication_es",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="dedication"
                    ),
                ),
                (
                    "dedication_ar",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="dedication"
                    ),
                ),
                (
                    "dedication_basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        max_length=1,
                        verbose_name="basis of dedication",
                    ),
                ),
                (
                    "full_time",
                    models.BooleanField(default=False, verbose_name="full time is recommended"),
                ),
                ("location", models.CharField(blank=True, max_length=255, verbose_name="location")),
                (
                    "location_en",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="location"
                    ),
                ),
                (
                    "location_fr",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="location"
                    ),
                ),
                (
                    "location_pt",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="location"
                    ),
                ),
                (
                    "location_es",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="location"
                    ),
                ),
                (
                    "location_ar",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="location"
                    ),
                ),
                (
                    "location_basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        max_length=1,
                        verbose_name="basis of location",
                    ),
                ),
                (
                    "location_rule",
                    models.CharField(
                        choices=[
                            ("in_country_always", "In the country, always"),
                            ("in_country_ideally", "In the country, ideally"),
                            ("in_country_preferred", "In the country preferred"),
                            ("anywhere", "Anywhere"),
                        ],
                        max_length=30,
                        verbose_name="location rule",
                    ),
                ),
                (
                    "employers",
                    models.CharField(blank=True, max_length=255, verbose_name="may be employed by"),
                ),
                (
                    "employers_en",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="may be employed by"
                    ),
                ),
                (
                    "employers_fr",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="may be employed by"
                    ),
                ),
                (
                    "employers_pt",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="may be employed by"
                    ),
                ),
                (
                    "employers_es",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="may be employed by"
                    ),
                ),
                (
                    "employers_ar",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="may be employed by"
                    ),
                ),
                (
                    "employers_basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        max_length=1,
                        verbose_name="basis of employers",
                    ),
                ),
                (
                    "external_support",
                    models.TextField(blank=True, verbose_name="accepted from outside at first"),
                ),
                (
                    "external_support_en",
                    models.TextField(
                        blank=True, null=True, verbose_name="accepted from outside at first"
                    ),
                ),
                (
                    "external_support_fr",
                    models.TextField(
                        blank=True, null=True, verbose_name="accepted from outside at first"
                    ),
                ),
                (
                    "external_support_pt",
                    models.TextField(
                        blank=True, null=True, verbose_name="accepted from outside at first"
                    ),
                ),
                (
                    "external_support_es",
                    models.TextField(
                        blank=True, null=True, verbose_name="accepted from outside at first"
                    ),
                ),
                (
                    "external_support_ar",
                    models.TextField(
                        blank=True, null=True, verbose_name="accepted from outside at first"
                    ),
                ),
                (
                    "external_support_basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        max_length=1,
                        verbose_name="basis of support from outside",
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "ordering": ["order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("family", None), ("is_family", False), _connector="OR"),
                        name="family_of_roles_has_no_family_above_it",
                        violation_error_message="A family of roles cannot stand inside another family.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SkillCrosswalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("old", models.CharField(max_length=10, verbose_name="retired skill")),
                ("new", models.CharField(max_length=10, verbose_name="skill in its place")),
                (
                    "kind",
                    models.CharField(
                        choices=[("renamed", "Renamed"), ("split", "Split"), ("merged", "Merged")],
                        max_length=10,
                        verbose_name="what happened",
                    ),
                ),
                ("since", models.CharField(max_length=20, verbose_name="since version")),
            ],
            options={
                "verbose_name": "skill crosswalk",
                "verbose_name_plural": "skill crosswalk",
                "ordering": ["order", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("old", "new"),
                        name="skill_takes_the_place_of_another_once",
                        violation_error_message="This step is there already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("old", models.F("new")), _negated=True),
                        name="skill_does_not_take_its_own_place",
                        violation_error_message="A skill cannot take its own place.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                (
                    "name",
                    models.CharField(
                        help_text="As it should stand on the plan.",
                        max_length=120,
                        verbose_name="name of the team",
                    ),
                ),
                ("country", models.CharField(max_length=80, verbose_name="country")),
                (
                    "sector",
                    models.CharField(
                        default="health",
                        help_text="The ministry's field of work.",
                        max_length=40,
                        verbose_name="sector",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language in which plans are written. It can be chosen again at export.",
                        max_length=10,
                        verbose_name="language of documents",
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        blank=True,
                        help_text="For example: French, Wolof.",
                        max_length=200,
                        verbose_name="working languages",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        help_text="Three letters of ISO 4217, for example USD or XAF. All amounts are in it.",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Enter three capital letters, such as USD."
                            )
                        ],
                        verbose_name="currency",
                    ),
                ),
                (
                    "context",
                    models.CharField(
                        choices=[("new", "New"), ("established", "Established")],
                        default="new",
                        help_text="New: DHIS2 is being introduced. Established: it has run for some years.",
                        max_length=20,
                        verbose_name="new or established",
                    ),
                ),
                (
                    "resource_constrained",
                    models.BooleanField(
                        default=False,
                        help_text="Posts and money are very short. The guide then advises a shorter path: the operational lead first and in the country, then one implementer.",
                        verbose_name="resource-constrained",
                    ),
                ),
                (
                    "personal_data",
                    models.BooleanField(
                        default=False,
                        help_text="DHIS2 keeps records of persons, such as patients or learners, for example with Tracker. The guide then advises two server administrators.",
                        verbose_name="personal data is held",
                    ),
                ),
                (
                    "profile",
                    models.TextField(
                        blank=True,
                        help_text="Population, facilities or schools, how long DHIS2 has run, what comes next.",
                        verbose_name="profile",
                    ),
                ),
                (
                    "governing_body",
                    models.CharField(
                        blank=True,
                        help_text="The committee that sets priorities and to which the team reports.",
                        max_length=200,
                        verbose_name="governing body",
                    ),
                ),
                (
                    "words",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="own words"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created on"
                    ),
                ),
            ],
            options={
                "verbose_name": "team",
                "verbose_name_plural": "teams",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("key", models.SlugField(unique=True, verbose_name="key")),
                ("term", models.CharField(max_length=60, verbose_name="term")),
                ("term_en", models.CharField(max_length=60, null=True, verbose_name="term")),
                ("term_fr", models.CharField(max_length=60, null=True, verbose_name="term")),
                ("term_pt", models.CharField(max_length=60, null=True, verbose_name="term")),
                ("term_es", models.CharField(max_length=60, null=True, verbose_name="term")),
                ("term_ar", models.CharField(max_length=60, null=True, verbose_name="term")),
                ("help", models.TextField(verbose_name="meaning")),
                ("help_en", models.TextField(null=True, verbose_name="meaning")),
                ("help_fr", models.TextField(null=True, verbose_name="meaning")),
                ("help_pt", models.TextField(null=True, verbose_name="meaning")),
                ("help_es", models.TextField(null=True, verbose_name="meaning")),
                ("help_ar", models.TextField(null=True, verbose_name="meaning")),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "There is an account with this address already."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "ordering": ["email"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="account_address_is_unique_whatever_its_capitals",
                        violation_error_message="There is an account with this address already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
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
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bodies",
                        to="roles.team",
                    ),
                ),
                (
                    "layer",
                    models.CharField(
                        choices=[
                            ("governance_committee", "Governance committee"),
                            ("operations_management", "Operations management"),
                            ("core_technical_team", "Core technical team"),
                            ("working_group", "Working group"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="layer",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As the ministry calls it: DHIS2 steering committee",
                        max_length=160,
                        verbose_name="name",
                    ),
                ),
                (
                    "chair",
                    models.CharField(
                        blank=True,
                        help_text="The office or the person who calls it",
                        max_length=160,
                        verbose_name="chair",
                    ),
                ),
                (
                    "reports_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reporting",
                        to="roles.body",
                        verbose_name="reports to",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("weekly", "Every week"),
                            ("monthly", "Every month"),
                            ("quarterly", "Every quarter"),
                            ("twice_a_year", "Twice a year"),
                            ("yearly", "Every year"),
                            ("as_needed", "When needed"),
                        ],
                        default="quarterly",
                        max_length=20,
                        verbose_name="meets",
                    ),
                ),
                (
                    "next_date",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="next meeting",
                    ),
                ),
                (
                    "task",
                    models.TextField(
                        blank=True,
                        help_text="What it decides or does, in a sentence.",
                        max_length=1000,
                        verbose_name="task",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
            ],
            options={
                "verbose_name": "governing body",
                "verbose_name_plural": "governing bodies",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "name"),
                        name="body_has_a_name_of_its_own_in_a_team",
                        violation_error_message="The team has a body with this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reports_to", models.F("id")), _negated=True),
                        name="body_does_not_report_to_itself",
                        violation_error_message="A body cannot report to itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EndedStage",
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
                        related_name="ended_stages",
                        to="roles.team",
                    ),
                ),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (3, "Add contributing and optional roles"),
                            (5, "Agree priorities"),
                            (7, "Review and share"),
                        ]
                    ),
                ),
                ("ended_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "stage"), name="stage_of_a_team_ends_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", [3, 5, 7])),
                        name="only_stages_3_5_and_7_end_by_the_leads_word",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
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
                        related_name="members",
                        to="roles.team",
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=20)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "A person"), ("organisation", "An organisation")],
                        default="person",
                        help_text="A hosting desk or a company can hold a position as well.",
                        max_length=20,
                        verbose_name="person or organisation",
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=160, verbose_name="employer")),
                (
                    "employer_type",
                    models.CharField(
                        choices=[
                            ("ministry", "The ministry"),
                            ("other_public", "Another public body"),
                            ("university", "University"),
                            ("ngo", "Non-governmental organisation"),
                            ("company", "Company"),
                            ("un_agency", "UN agency"),
                            ("hisp_group", "HISP group"),
                        ],
                        default="ministry",
                        max_length=20,
                        verbose_name="kind of employer",
                    ),
                ),
                (
                    "engagement",
                    models.CharField(
                        choices=[
                            ("permanent", "Permanent"),
                            ("fixed_term", "Fixed term"),
                            ("seconded", "Seconded"),
                            ("service_agreement", "Service agreement"),
                            ("partner_staff", "Partner staff"),
                            ("technical_assistance", "Technical assistance"),
                            ("in_kind", "In kind"),
                        ],
                        default="permanent",
                        help_text="How this member is tied to the team.",
                        max_length=30,
                        verbose_name="engagement",
                    ),
                ),
                (
                    "contract_end",
                    models.DateField(
                        blank=True,
                        help_text="Leave empty when it has no end. The planner warns of ends that come near.",
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="end of the contract",
                    ),
                ),
                (
                    "in_country",
                    models.BooleanField(
                        default=True,
                        help_text="The operational lead always should.",
                        verbose_name="works in the country",
                    ),
                ),
                (
                    "background",
                    models.TextField(
                        blank=True,
                        help_text="Education and experience, in a sentence.",
                        verbose_name="background",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Where invitations to an assessment go. It gives no access to the planner.",
                        max_length=254,
                        verbose_name="e-mail address",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="members",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "code"),
                        name="member_code_is_unique_in_a_team",
                        violation_error_message="The team has a member with this code already.",
                    ),
                    models.UniqueConstraint(
                        fields=("team", "user"),
                        name="account_is_one_member_of_a_team",
                        violation_error_message="This account belongs to another member of the team.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
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
                        related_name="positions",
                        to="roles.team",
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=20)),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="roles.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "fte",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        help_text="1.00 is one full-time post.",
                        max_digits=3,
                        verbose_name="share of full time",
                    ),
                ),
                (
                    "vacancy",
                    models.CharField(
                        choices=[
                            ("vacant", "Vacant"),
                            ("recruiting", "Recruiting"),
                            ("planned", "Planned"),
                            ("closed", "Closed"),
                        ],
                        default="vacant",
                        help_text="Planned: wished for, not yet approved. Vacant: approved, nobody in it.",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "funding",
                    models.CharField(
                        choices=[
                            ("domestic", "Domestic money"),
                            ("external", "Money from outside"),
                        ],
                        default="domestic",
                        max_length=20,
                        verbose_name="who pays",
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        help_text="For example: Bilateral project. You then see what falls if it stops.",
                        max_length=120,
                        verbose_name="name of who pays",
                    ),
                ),
                (
                    "local_title",
                    models.CharField(
                        blank=True,
                        help_text="As the ministry calls this post.",
                        max_length=120,
                        verbose_name="local title",
                    ),
                ),
                (
                    "recruit_by",
                    models.DateField(
                        blank=True,
                        help_text="With a date, a position under recruitment counts as under way.",
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="to be filled by",
                    ),
                ),
                (
                    "senior",
                    models.BooleanField(
                        blank=True,
                        choices=[(True, "Yes"), (False, "No")],
                        help_text="The guide: not the most junior technical person, able to decide.",
                        null=True,
                        verbose_name="senior, close to the leadership",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Why it is as it is, when it differs from what the guide advises.",
                        verbose_name="note or reason",
                    ),
                ),
            ],
            options={
                "verbose_name": "position",
                "verbose_name_plural": "positions",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "code"),
                        name="position_code_is_unique_in_a_team",
                        violation_error_message="The team has a position with this code already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fte__gte", 0), ("fte__lte", 1)),
                        name="share_of_full_time_lies_between_0_and_1",
                        violation_error_message="Enter a share of full time between 0.00 and 1.00.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fte__gt", 0), ("vacancy__in", ["planned", "closed"]), _connector="OR"
                        ),
                        name="share_of_full_time_is_0_only_while_planned",
                        violation_error_message="Only a planned position can have a share of 0.00. Enter the share of full time, or mark the position as planned.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="roles.role",
                        verbose_name="role",
                    ),
                ),
                ("text", models.TextField(verbose_name="responsibility")),
                ("text_en", models.TextField(null=True, verbose_name="responsibility")),
                ("text_fr", models.TextField(null=True, verbose_name="responsibility")),
                ("text_pt", models.TextField(null=True, verbose_name="responsibility")),
                ("text_es", models.TextField(null=True, verbose_name="responsibility")),
                ("text_ar", models.TextField(null=True, verbose_name="responsibility")),
            ],
            options={
                "verbose_name": "responsibility",
                "verbose_name_plural": "responsibilities",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RetentionMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("cost_text", models.CharField(blank=True, max_length=200, verbose_name="cost")),
                (
                    "cost_text_en",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="cost"),
                ),
                (
                    "cost_text_fr",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="cost"),
                ),
                (
                    "cost_text_pt",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="cost"),
                ),
                (
                    "cost_text_es",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="cost"),
                ),
                (
                    "cost_text_ar",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="cost"),
                ),
                ("care", models.TextField(blank=True, verbose_name="evidence and care")),
                (
                    "care_en",
                    models.TextField(blank=True, null=True, verbose_name="evidence and care"),
                ),
                (
                    "care_fr",
                    models.TextField(blank=True, null=True, verbose_name="evidence and care"),
                ),
                (
                    "care_pt",
                    models.TextField(blank=True, null=True, verbose_name="evidence and care"),
                ),
                (
                    "care_es",
                    models.TextField(blank=True, null=True, verbose_name="evidence and care"),
                ),
                (
                    "care_ar",
                    models.TextField(blank=True, null=True, verbose_name="evidence and care"),
                ),
                (
                    "cost_categories",
                    models.ManyToManyField(
                        blank=True,
                        related_name="measures",
                        to="roles.costcategory",
                        verbose_name="cost categories",
                    ),
                ),
            ],
            options={
                "verbose_name": "retention measure",
                "verbose_name_plural": "retention measures",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RolePrerequisite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prerequisites",
                        to="roles.role",
                        verbose_name="role",
                    ),
                ),
                ("text", models.TextField(verbose_name="prerequisite")),
                ("text_en", models.TextField(null=True, verbose_name="prerequisite")),
                ("text_fr", models.TextField(null=True, verbose_name="prerequisite")),
                ("text_pt", models.TextField(null=True, verbose_name="prerequisite")),
                ("text_es", models.TextField(null=True, verbose_name="prerequisite")),
                ("text_ar", models.TextField(null=True, verbose_name="prerequisite")),
            ],
            options={
                "verbose_name": "prerequisite",
                "verbose_name_plural": "prerequisites",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("token", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent_forms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Skill",
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
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_skills",
                        to="roles.team",
                        verbose_name="team",
                    ),
                ),
                (
                    "skill_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="skills",
                        to="roles.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "competency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="skills",
                        to="roles.competency",
                        verbose_name="competency",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "track",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("program", "Program"),
                            ("technical", "Technical"),
                            ("general", "General"),
                        ],
                        max_length=20,
                        verbose_name="track",
                    ),
                ),
                (
                    "critical",
                    models.BooleanField(
                        default=False,
                        help_text="Other skills cannot make up for it when the phase is worked out.",
                        verbose_name="critical",
                    ),
                ),
                ("level_1", models.TextField(blank=True, verbose_name="level 1, with support")),
                (
                    "level_1_en",
                    models.TextField(blank=True, null=True, verbose_name="level 1, with support"),
                ),
                (
                    "level_1_fr",
                    models.TextField(blank=True, null=True, verbose_name="level 1, with support"),
                ),
                (
                    "level_1_pt",
                    models.TextField(blank=True, null=True, verbose_name="level 1, with support"),
                ),
                (
                    "level_1_es",
                    models.TextField(blank=True, null=True, verbose_name="level 1, with support"),
                ),
                (
                    "level_1_ar",
                    models.TextField(blank=True, null=True, verbose_name="level 1, with support"),
                ),
                ("level_2", models.TextField(blank=True, verbose_name="level 2, independent")),
                (
                    "level_2_en",
                    models.TextField(blank=True, null=True, verbose_name="level 2, independent"),
                ),
                (
                    "level_2_fr",
                    models.TextField(blank=True, null=True, verbose_name="level 2, independent"),
                ),
                (
                    "level_2_pt",
                    models.TextField(blank=True, null=True, verbose_name="level 2, independent"),
                ),
                (
                    "level_2_es",
                    models.TextField(blank=True, null=True, verbose_name="level 2, independent"),
                ),
                (
                    "level_2_ar",
                    models.TextField(blank=True, null=True, verbose_name="level 2, independent"),
                ),
                ("level_3", models.TextField(blank=True, verbose_name="level 3, leads")),
                (
                    "level_3_en",
                    models.TextField(blank=True, null=True, verbose_name="level 3, leads"),
                ),
                (
                    "level_3_fr",
                    models.TextField(blank=True, null=True, verbose_name="level 3, leads"),
                ),
                (
                    "level_3_pt",
                    models.TextField(blank=True, null=True, verbose_name="level 3, leads"),
                ),
                (
                    "level_3_es",
                    models.TextField(blank=True, null=True, verbose_name="level 3, leads"),
                ),
                (
                    "level_3_ar",
                    models.TextField(blank=True, null=True, verbose_name="level 3, leads"),
                ),
                (
                    "also_for",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Whoever is in two of its roles answers it once.",
                        related_name="shared_skills",
                        to="roles.role",
                        verbose_name="asked of these roles too",
                    ),
                ),
            ],
            options={
                "verbose_name": "skill",
                "verbose_name_plural": "skills",
                "ordering": ["order", "pk"],
                "abstract": False,
                "default_manager_name": "every",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("team", None)),
                        fields=("code",),
                        name="code_of_a_skill_is_unique_in_the_catalogue",
                        violation_error_message="The catalogue has a skill with this code already.",
                    ),
                    models.UniqueConstraint(
                        fields=("team", "code"),
                        name="code_of_an_own_skill_is_unique_in_a_team",
                        violation_error_message="The team has an own skill with this code already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("team", None), ("code__startswith", "OWN-"), _connector="XOR"
                        ),
                        name="code_says_which_skill_is_a_teams_own",
                        violation_error_message="Codes that begin with OWN- are for the own skills of teams.",
                    ),
                ],
            },
            managers=[
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="StaffingProject",
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
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staffing_projects",
                        to="roles.team",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="project")),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What it is for, and until when.",
                        max_length=2000,
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TeamAccess",
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
                        related_name="accesses",
                        to="roles.team",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accesses",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("lead", "Operational lead"),
                            ("assessor", "Assessor"),
                            ("approver", "Approver"),
                            ("viewer", "Viewer"),
                        ],
                        max_length=20,
                        verbose_name="may",
                    ),
                ),
            ],
            options={
                "verbose_name": "access",
                "verbose_name_plural": "accesses",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "user"),
                        name="user_has_one_level_of_access_in_a_team",
                        violation_error_message="This account has access to the team already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="roles.position",
                        verbose_name="position",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="assignments",
                        to="roles.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(
                        blank=True,
                        help_text="The first day. With a day to come, the assignment is planned and begins by itself. Leave empty when the day is not known any more.",
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="from",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day, when there is one.",
                        null=True,
                        validators=[roles.models.days.sensible_day],
                        verbose_name="until",
                    ),
                ),
                (
                    "undated_plan",
                    models.BooleanField(
                        default=False,
                        help_text="This member is meant to come; the position stays open until there is a date.",
                        verbose_name="the date is not known yet",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ngo", "Left for a non-governmental organisation"),
                            ("un_agency", "Left for a UN agency"),
                            ("private_sector", "Left for the private sector"),
                            ("transfer", "Transfer"),
                            ("promotion", "Promotion"),
                            ("retirement", "Retirement"),
                            ("project_end", "End of a project"),
                            ("study_leave", "Study leave"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "destination",
                    models.CharField(
                        blank=True,
                        help_text="The organisation, town or post this member goes to.",
                        max_length=160,
                        verbose_name="where to",
                    ),
                ),
                ("handover", models.JSONField(blank=True, default=list, verbose_name="handover")),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            _connector="OR",
                        ),
                        name="assignment_ends_after_it_starts",
                        violation_error_message="The last day lies before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_reason", ""), ("ends_on__isnull", False), _connector="OR"
                        ),
                        name="assignment_has_a_reason_only_with_an_end",
                        violation_error_message="A reason belongs to an end. Enter the last day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("destination", ""),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assignment_has_a_destination_only_with_a_reason",
                        violation_error_message="Choose why the assignment ends.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undated_plan", False),
                            models.Q(("ends_on__isnull", True), ("starts_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="undated_plan_has_no_dates",
                        violation_error_message="Enter a date, or say that it is not known yet; not both.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("undated_plan", False)),
                        fields=("position",),
                        name="position_has_one_assignment_without_an_end",
                        violation_error_message="Somebody is in this position without an end. End that assignment first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undated_plan", True)),
                        fields=("position",),
                        name="position_has_one_plan_without_a_date",
                        violation_error_message="Somebody is meant for this position already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LearningResource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("academy", "Academy or course"),
                            ("solution", "Other learning solution"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("category", models.CharField(blank=True, max_length=100, verbose_name="category")),
                (
                    "category_basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        max_length=1,
                        verbose_name="basis of category",
                    ),
                ),
                ("format", models.TextField(blank=True, verbose_name="format")),
                ("format_en", models.TextField(blank=True, null=True, verbose_name="format")),
                ("format_fr", models.TextField(blank=True, null=True, verbose_name="format")),
                ("format_pt", models.TextField(blank=True, null=True, verbose_name="format")),
                ("format_es", models.TextField(blank=True, null=True, verbose_name="format")),
                ("format_ar", models.TextField(blank=True, null=True, verbose_name="format")),
                (
                    "prerequisites_text",
                    models.TextField(blank=True, verbose_name="prerequisites in words"),
                ),
                (
                    "prerequisites_text_en",
                    models.TextField(blank=True, null=True, verbose_name="prerequisites in words"),
                ),
                (
                    "prerequisites_text_fr",
                    models.TextField(blank=True, null=True, verbose_name="prerequisites in words"),
                ),
                (
                    "prerequisites_text_pt",
                    models.TextField(blank=True, null=True, verbose_name="prerequisites in words"),
                ),
                (
                    "prerequisites_text_es",
                    models.TextField(blank=True, null=True, verbose_name="prerequisites in words"),
                ),
                (
                    "prerequisites_text_ar",
                    models.TextField(blank=True, null=True, verbose_name="prerequisites in words"),
                ),
                ("duration", models.TextField(blank=True, verbose_name="duration seen")),
                (
                    "duration_en",
                    models.TextField(blank=True, null=True, verbose_name="duration seen"),
                ),
                (
                    "duration_fr",
                    models.TextField(blank=True, null=True, verbose_name="duration seen"),
                ),
                (
                    "duration_pt",
                    models.TextField(blank=True, null=True, verbose_name="duration seen"),
                ),
                (
                    "duration_es",
                    models.TextField(blank=True, null=True, verbose_name="duration seen"),
                ),
                (
                    "duration_ar",
                    models.TextField(blank=True, null=True, verbose_name="duration seen"),
                ),
                (
                    "material_year",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="year of the material"
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("health", "Health"),
                            ("education", "Education"),
                            ("agriculture", "Agriculture"),
                            ("water", "Water and sanitation"),
                            ("social", "Social protection"),
                            ("climate", "Climate and environment"),
                            ("other", "Other"),
                        ],
                        default="",
                        help_text="Teams of other sectors are not offered it. Empty: for all.",
                        max_length=40,
                        verbose_name="sector",
                    ),
                ),
                ("good_for", models.TextField(blank=True, verbose_name="good for")),
                ("good_for_en", models.TextField(blank=True, null=True, verbose_name="good for")),
                ("good_for_fr", models.TextField(blank=True, null=True, verbose_name="good for")),
                ("good_for_pt", models.TextField(blank=True, null=True, verbose_name="good for")),
                ("good_for_es", models.TextField(blank=True, null=True, verbose_name="good for")),
                ("good_for_ar", models.TextField(blank=True, null=True, verbose_name="good for")),
                ("watch", models.TextField(blank=True, verbose_name="watch")),
                ("watch_en", models.TextField(blank=True, null=True, verbose_name="watch")),
                ("watch_fr", models.TextField(blank=True, null=True, verbose_name="watch")),
                ("watch_pt", models.TextField(blank=True, null=True, verbose_name="watch")),
                ("watch_es", models.TextField(blank=True, null=True, verbose_name="watch")),
                ("watch_ar", models.TextField(blank=True, null=True, verbose_name="watch")),
                (
                    "prerequisites",
                    models.ManyToManyField(
                        blank=True,
                        related_name="prepares_for",
                        to="roles.learningresource",
                        verbose_name="prerequisites",
                    ),
                ),
                (
                    "skills",
                    models.ManyToManyField(
                        blank=True,
                        related_name="resources",
                        to="roles.skill",
                        verbose_name="skills it addresses",
                    ),
                ),
            ],
            options={
                "verbose_name": "learning resource",
                "verbose_name_plural": "learning resources",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrerequisiteAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prerequisite_answers",
                        to="roles.position",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prerequisite_answers",
                        to="roles.member",
                    ),
                ),
                (
                    "prerequisite",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="roles.roleprerequisite",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("has", "Has it"),
                            ("can_obtain", "Can obtain it"),
                            ("lacks", "Lacks it"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("by", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("note", models.TextField(blank=True, max_length=500, verbose_name="note")),
            ],
            options={
                "verbose_name": "answer to a prerequisite",
                "verbose_name_plural": "answers to prerequisites",
                "ordering": ["prerequisite__order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("position", "member", "prerequisite"),
                        name="prerequisite_is_answered_once_for_a_candidate",
                        violation_error_message="This prerequisite is answered already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "can_obtain"), _negated=True),
                            ("by__isnull", False),
                            _connector="OR",
                        ),
                        name="prerequisite_to_obtain_has_a_date",
                        violation_error_message="Enter the date by which it can be obtained.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by__isnull", True), ("answer", "can_obtain"), _connector="OR"
                        ),
                        name="only_a_prerequisite_to_obtain_has_a_date",
                        violation_error_message="A date belongs to a prerequisite that can be obtained. Choose that, or remove the date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionOutlook",
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
                    "member",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention_outlook",
                        to="roles.member",
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        choices=[
                            ("none", "No sign of leaving"),
                            ("some", "Some risk"),
                            ("high", "High risk"),
                        ],
                        max_length=10,
                        verbose_name="risk of leaving",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="Needed when there is a risk: what you see, in a sentence that the member may read.",
                        max_length=1000,
                        verbose_name="reason",
                    ),
                ),
            ],
            options={
                "verbose_name": "retention outlook",
                "verbose_name_plural": "retention outlooks",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("risk", "none"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="risk_of_leaving_has_a_reason",
                        violation_error_message="Say why there is a risk that this member leaves.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionStep",
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
                    "member",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention_steps",
                        to="roles.member",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="roles.retentionmeasure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("in_force", "In force"), ("planned", "Planned")],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        help_text="What has to be done next, and by whom.",
                        max_length=200,
                        verbose_name="next step",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
            ],
            options={
                "verbose_name": "retention step",
                "verbose_name_plural": "retention steps",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "measure"),
                        name="measure_stands_once_with_a_member",
                        violation_error_message="This measure is in the member's list already. Change it there.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffingTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="roles.staffingproject",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staffing_tasks",
                        to="roles.role",
                        verbose_name="role",
                    ),
                ),
                ("task", models.CharField(max_length=200, verbose_name="task")),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="staffing_tasks",
                        to="roles.member",
                        verbose_name="person",
                    ),
                ),
                (
                    "outside_help",
                    models.CharField(blank=True, max_length=300, verbose_name="help from outside"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "task of a project",
                "verbose_name_plural": "tasks of projects",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SubSkill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sub_skills",
                        to="roles.skill",
                        verbose_name="skill",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("name_en", models.CharField(max_length=255, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=255, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=255, null=True, verbose_name="name")),
                ("name_es", models.CharField(max_length=255, null=True, verbose_name="name")),
                ("name_ar", models.CharField(max_length=255, null=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "sub-skill",
                "verbose_name_plural": "sub-skills",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetLevel",
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
                        related_name="target_levels",
                        to="roles.team",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="target_levels",
                        to="roles.role",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="target_levels",
                        to="roles.position",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="target_levels",
                        to="roles.skill",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(3)],
                        verbose_name="target level",
                    ),
                ),
            ],
            options={
                "verbose_name": "target level",
                "verbose_name_plural": "target levels",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role", None), ("position", None), _connector="XOR"),
                        name="target_is_of_a_role_or_of_a_position",
                        violation_error_message="A target is set for a role or for one position.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__lte", 3)),
                        name="target_level_is_at_most_3",
                        violation_error_message="Choose a target level from 0 to 3.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("position", None)),
                        fields=("team", "role", "skill"),
                        name="role_has_one_target_in_a_skill",
                        violation_error_message="This role has a target for the skill already.",
                    ),
                    models.UniqueConstraint(
                        fields=("position", "skill"),
                        name="position_has_one_target_in_a_skill",
                        violation_error_message="This position has a target for the skill already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamSkill",
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
                        related_name="skill_switches",
                        to="roles.team",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="switches",
                        to="roles.skill",
                    ),
                ),
                ("asked", models.BooleanField(verbose_name="asked")),
                (
                    "since",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="since"),
                ),
            ],
            options={
                "verbose_name": "skill switched off or on",
                "verbose_name_plural": "skills switched off or on",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "skill"),
                        name="team_switches_a_skill_once",
                        violation_error_message="The team has said already whether it asks this skill.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsOfReference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="roles.position",
                        verbose_name="position",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        editable=False,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="version",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="The language you write in. Headings of the document follow it.",
                        max_length=10,
                        verbose_name="language of this text",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        help_text="Why the position exists, in one to three sentences.",
                        max_length=2000,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "responsibilities",
                    models.TextField(
                        help_text="One on each line, each beginning with what the person does.",
                        max_length=6000,
                        verbose_name="main responsibilities",
                    ),
                ),
                (
                    "background",
                    models.TextField(
                        blank=True,
                        help_text="Education and experience that somebody needs to begin.",
                        max_length=3000,
                        verbose_name="background",
                    ),
                ),
                (
                    "reporting_line",
                    models.CharField(
                        blank=True,
                        help_text="To whom the person reports: a function, not a name.",
                        max_length=400,
                        verbose_name="reporting line",
                    ),
                ),
                (
                    "dedication",
                    models.CharField(
                        blank=True,
                        help_text="How much of full time, and beside which other duties.",
                        max_length=400,
                        verbose_name="dedication",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Office and town, and whether the person has to be in the country.",
                        max_length=400,
                        verbose_name="place of work",
                    ),
                ),
                (
                    "duration",
                    models.CharField(
                        blank=True,
                        help_text="Permanent, or until when; how it can be prolonged.",
                        max_length=400,
                        verbose_name="duration",
                    ),
                ),
                (
                    "skills",
                    models.JSONField(
                        blank=True, default=list, verbose_name="skills with target levels"
                    ),
                ),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="saved"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "terms of reference",
                "verbose_name_plural": "terms of reference",
                "ordering": ["position", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("position", "number"),
                        name="terms_of_reference_have_one_version_of_a_number",
                        violation_error_message="This version of the terms of reference exists already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="versions_of_terms_of_reference_count_from_1",
                        violation_error_message="Versions count from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("purpose", ""), _negated=True),
                            models.Q(("responsibilities", ""), _negated=True),
                        ),
                        name="terms_of_reference_say_purpose_and_responsibilities",
                        violation_error_message="Say what the position is for and what the person does.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LearningPathStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Not from the guide; loading a new version never changes or retires it.",
                        verbose_name="added here",
                    ),
                ),
                (
                    "loaded",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="as the guide has it"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("D", "Documented"), ("S", "Sourced"), ("I", "Our inference")],
                        default="I",
                        help_text="Does the guide say it of this role, does a source say it, or do we infer it?",
                        max_length=1,
                        verbose_name="basis",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="path_steps",
                        to="roles.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("start", "Start"),
                            ("next", "Next"),
                            ("later", "Later or if needed"),
                        ],
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="path_steps",
                        to="roles.learningresource",
                        verbose_name="learning resource",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=255, verbose_name="in words")),
                (
                    "text_en",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="in words"
                    ),
                ),
                (
                    "text_fr",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="in words"
                    ),
                ),
                (
                    "text_pt",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="in words"
                    ),
                ),
                (
                    "text_es",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="in words"
                    ),
                ),
                (
                    "text_ar",
                    models.CharField(
                        blank=True, max_length=255, null=True, verbose_name="in words"
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=255, verbose_name="only if")),
                (
                    "condition_en",
                    models.CharField(blank=True, max_length=255, null=True, verbose_name="only if"),
                ),
                (
                    "condition_fr",
                    models.CharField(blank=True, max_length=255, null=True, verbose_name="only if"),
                ),
                (
                    "condition_pt",
                    models.CharField(blank=True, max_length=255, null=True, verbose_name="only if"),
                ),
                (
                    "condition_es",
                    models.CharField(blank=True, max_length=255, null=True, verbose_name="only if"),
                ),
                (
                    "condition_ar",
                    models.CharField(blank=True, max_length=255, null=True, verbose_name="only if"),
                ),
            ],
            options={
                "verbose_name": "learning path step",
                "verbose_name_plural": "learning path steps",
                "ordering": ["order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resource__isnull", False),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="path_step_names_a_resource_or_says_it_in_words",
                        violation_error_message="Choose a learning resource or describe the step.",
                    )
                ],
            },
        ),
    ]
