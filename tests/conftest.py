"""The cast: one team, and the people who stand in different relations to it."""

import os

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from roles.models import TeamAccess
from tests.factories import MemberFactory, TeamAccessFactory, TeamFactory, UserFactory

# A busy machine is slow now and then; that is no fault of what is tested.
hypothesis.settings.register_profile(
    "suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop


# What PostgreSQL runs: every page as everybody, promises, races, and what writes or reads much.
ON_POSTGRES = """
access constraints waiting actions assignments agreeing autosave bulk catalogue_versions change
forged heat_map invitations large_plan outcomes outside repeating results rounds shared steps
tailoring versions workspace workspace_opinions
""".split()


def pytest_addoption(parser):
    parser.addoption("--rest", action="store_true", help="leave out what PostgreSQL will run")


def pytest_collection_modifyitems(config, items):
    """PostgreSQL runs ON_POSTGRES; with --rest, SQLite all but those, and promises on both."""
    there = connection.vendor == "postgresql"
    if there or config.getoption("rest"):
        left = [item for item in items if _runs(item.path.stem.removeprefix("test_"), there)]
        config.hook.pytest_deselected(items=[item for item in items if item not in left])
        items[:] = left


def _runs(name, on_postgres):
    return (name in ON_POSTGRES) == on_postgres or name == "constraints"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The real catalogue, loaded once for the whole run."""
    with django_db_blocker.unblock():
        call_command("load_catalogue", verbosity=0)


@pytest.fixture(autouse=True)
def plain_settings(settings):
    translation.activate("en")  # a page in Arabic leaves its language behind
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def team(db):
    return TeamFactory(name="Tavaloa DHIS2 core team", slug="tavaloa")


@pytest.fixture
def lead(team):
    return TeamAccessFactory(team=team, level=TeamAccess.Level.LEAD, user__name="Mele").user


@pytest.fixture
def assessor(team):
    return TeamAccessFactory(team=team, level=TeamAccess.Level.ASSESSOR, user__name="Ana").user


@pytest.fixture
def viewer(team):
    return TeamAccessFactory(team=team, level=TeamAccess.Level.VIEWER, user__name="Vili").user


@pytest.fixture
def approver(team):
    """Decides about the plan; reads what a viewer reads."""
    return TeamAccessFactory(team=team, level=TeamAccess.Level.APPROVER, user__name="Tupou").user


@pytest.fixture
def member(team):
    """A member of the team with an account of their own; the account is `member.user`."""
    return MemberFactory(team=team, name="Semisi Faleono", user=UserFactory(name="Semisi"))


@pytest.fixture
def outsider(db):
    """Leads another team."""
    return TeamAccessFactory(team__slug="elsewhere", user__name="Out").user


@pytest.fixture
def staff(db):
    return UserFactory(name="Staff", is_staff=True, is_superuser=True)
