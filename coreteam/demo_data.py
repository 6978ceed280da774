"""The demo: three invented countries and the people who sign in to look at them."""

from pathlib import Path

from django.db import transaction

from coreteam.workspace_import import import_workspace
from roles.models import Team, TeamAccess, User

FOLDER = Path(__file__).parent / "demo"
TEAMS = ("tavaloa", "beloume", "lakhana")
PASSWORD = "coreteam-demo"
ACCOUNTS = {
    "admin@example.org": "keeps the catalogue in /admin/",
    "lead@example.org": "operational lead of Tavaloa",
    "assessor@example.org": "assessor in Tavaloa",
    "member@example.org": "Semisi Faleono, a member in Tavaloa",
    "viewer@example.org": "looks at Tavaloa",
    "director@example.org": "approves the plan of Tavaloa",
    "regional@example.org": "looks at all three teams",
}
NAMES = {
    "admin@example.org": "Demo administrator",
    "lead@example.org": "Mele Tauvaka",
    "assessor@example.org": "Ana Assessor",
    "member@example.org": "Semisi Faleono",
    "viewer@example.org": "Vili Viewer",
    "director@example.org": "Dr Sione Director",
    "regional@example.org": "Rosa Regional",
}


@transaction.atomic
def load_demo():
    """Makes what is missing: a team or an account that is there is left as it is.

    The caller sees to it that this never runs in production.
    """
    for slug in TEAMS:
        if not Team.objects.filter(slug=slug).exists():
            import_workspace((FOLDER / f"{slug}.json").read_bytes())
    users = {email: _account(email) for email in ACCOUNTS}
    tavaloa = Team.objects.get(slug="tavaloa")
    _give(users["lead@example.org"], tavaloa, TeamAccess.Level.LEAD)
    _give(users["assessor@example.org"], tavaloa, TeamAccess.Level.ASSESSOR)
    _give(users["viewer@example.org"], tavaloa, TeamAccess.Level.VIEWER)
    _give(users["director@example.org"], tavaloa, TeamAccess.Level.APPROVER)
    for slug in TEAMS:
        team = Team.objects.get(slug=slug)
        _give(users["regional@example.org"], team, TeamAccess.Level.VIEWER)
    tavaloa.members.filter(code="A2", user=None).update(user=users["member@example.org"])
    for the_round in tavaloa.rounds.filter(code="r1"):
        the_round.assessors.add(users["assessor@example.org"])


def _account(email):
    user = User.objects.filter(email=email).first()
    if user is None:
        is_admin = email == "admin@example.org"
        user = User.objects.create_user(
            email, PASSWORD, name=NAMES[email], is_staff=is_admin, is_superuser=is_admin
        )
    return user


def _give(user, team, level):
    TeamAccess.objects.get_or_create(user=user, team=team, defaults={"level": level})
