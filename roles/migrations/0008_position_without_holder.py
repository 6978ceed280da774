from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0007_holders_become_assignments"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="position",
            name="share_of_full_time_is_0_only_while_planned",
        ),
        migrations.RemoveConstraint(
            model_name="position",
            name="filled_position_has_a_holder",
        ),
        migrations.RemoveConstraint(
            model_name="position",
            name="vacant_position_has_no_holder",
        ),
        migrations.RemoveField(
            model_name="position",
            name="holder",
        ),
        migrations.RenameField(
            model_name="position",
            old_name="state",
            new_name="vacancy",
        ),
        migrations.AlterField(
            model_name="position",
            name="vacancy",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fte__gt", 0), ("vacancy__in", ["planned", "closed"]), _connector="OR"
                ),
                name="share_of_full_time_is_0_only_while_planned",
                violation_error_message="Only a planned position can have a share of 0.00. Enter the share of full time, or mark the position as planned.",
            ),
        ),
    ]
