"""Rows of the access table for the pages above the apps."""

from tests.access_rows import Row


def none(cast):
    return {}


def team(cast):
    return {"slug": cast.team.slug}


def stage(cast):
    return {"slug": cast.team.slug, "stage": 3}


ALL = {"anonymous": 200, "outsider": 200, "viewer": 200, "member": 200, "assessor": 200}
ALL |= {"lead": 200, "staff": 200}
SEEN = {"anonymous": 302, "outsider": 404, "viewer": 200, "member": 200, "assessor": 200}
SEEN |= {"lead": 200, "staff": 404}
ONLY_LEAD = SEEN | {"viewer": 403, "member": 403, "assessor": 403}

ROWS = [
    Row("home", "GET", none, **ALL),
    Row("help", "GET", none, **ALL),
    Row(
        "set_language",
        "POST",
        none,
        data={"language": "fr"},
        **dict.fromkeys(ALL, 302),
    ),
    Row("team_detail", "GET", team, **SEEN),
    Row("risks", "GET", team, **SEEN),
    Row("share", "GET", team, **SEEN),
    Row("workspace", "GET", team, **ONLY_LEAD),
    Row("end_stage", "POST", stage, **ONLY_LEAD | {"lead": 302}),
    Row("undo_stage", "POST", stage, **ONLY_LEAD | {"lead": 302}),
]
