from django.db import migrations


def holders_become_assignments(apps, schema_editor):
    """Nobody knows since when a holder is there; a holder of a planned post was meant for it."""
    Assignment = apps.get_model("roles", "Assignment")
    Position = apps.get_model("roles", "Position")
    held = Position._base_manager.exclude(holder=None)
    Assignment._base_manager.bulk_create(
        Assignment(
            position_id=position.pk,
            member_id=position.holder_id,
            undated_plan=position.state != "filled",
        )
        for position in held.order_by("pk")
    )
    held.exclude(state="filled").update(holder=None)
    Position._base_manager.filter(state="filled").update(holder=None, state="vacant")


def assignments_become_holders(apps, schema_editor):
    """The way back knows neither dates nor those who have left."""
    Assignment = apps.get_model("roles", "Assignment")
    Position = apps.get_model("roles", "Position")
    for assignment in Assignment._base_manager.filter(ends_on=None).order_by("-undated_plan"):
        position = Position._base_manager.filter(pk=assignment.position_id)
        if not assignment.undated_plan:
            position.update(holder=assignment.member_id, state="filled")
        else:
            open_ones = position.filter(state__in=["recruiting", "planned"])
            open_ones.update(holder=assignment.member_id)


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0006_assignments"),
    ]

    operations = [
        migrations.RunPython(holders_become_assignments, assignments_become_holders),
    ]
