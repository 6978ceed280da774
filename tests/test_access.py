"""Who may see what: every URL name and method against every person. A page that is not in the
table fails here; GET never writes."""

import inspect
import io
import zipfile
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from assessments.models import AssessmentStep, LevelAccess, PhaseOverride, Rating, ResultComment
from plans.models import Need
from roles.models import RetentionOutlook
from tests.access_rows import PEOPLE
from tests.factories import MemberFactory, RatingFactory, UserFactory

# The worlds of the apps come first; those of single features build on them.
APPS = ["access_coreteam", "access_roles", "access_assessments", "access_plans"]
FEATURES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("access_*.py")
    if path.stem not in (*APPS, "access_rows")
)
MODULES = [import_module(f"tests.{name}") for name in APPS + FEATURES]
ROWS = [row for module in MODULES for row in module.ROWS]
# Not ours: allauth and the admin have their own tests. The style guide exists in development only.
FOREIGN = ("account_", "admin", "styleguide")
PUBLIC_POSTS = ("set_language", "plans:shared", "assessments:invited_end")


@pytest.fixture
def cast(team, lead, assessor, viewer, approver, member, outsider, staff):
    cast = SimpleNamespace(
        team=team,
        member=member,
        users={
            "lead": lead,
            "assessor": assessor,
            "viewer": viewer,
            "approver": approver,
            "member": member.user,
            "outsider": outsider,
            "staff": staff,
        },
    )
    for module in MODULES:
        if hasattr(module, "world"):
            world = module.world
            wanted = inspect.signature(world).parameters
            known = {"team": team, "member": member, "cast": cast, "lead": lead}
            known |= {"assessor": assessor}
            vars(cast).update(world(**{name: known[name] for name in wanted}))
    return cast


def client_of(cast, person):
    client = Client()
    if person != "anonymous":
        client.force_login(cast.users[person])
    return client


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)


def writes():
    """Grows with every row that is written, changed or deleted: both databases count them."""
    if connection.vendor == "sqlite":
        return connection.connection.total_changes
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method}-{row.name}")
def test_statuses_are_those_of_the_table(row, cast):
    """Each person finds the world as it was: what the one before wrote is rolled back."""
    url = reverse(row.name, kwargs=row.kwargs(cast))
    data = row.data(cast) if callable(row.data) else row.data
    found, wrote = {}, []

    for person in PEOPLE:
        with transaction.atomic():
            client = client_of(cast, person)
            before = writes()
            response = getattr(client, row.method.lower())(url, data)
            found[person] = response.status_code
            if row.method == "GET" and writes() != before:
                wrote.append(person)
            if person == "anonymous" and response.status_code == 302:
                assert row.name in PUBLIC_POSTS or response["Location"].startswith(
                    reverse("account_login")
                )
            transaction.set_rollback(True)

    assert found == {person: getattr(row, person) for person in PEOPLE}
    assert not wrote


def test_every_url_stands_in_the_table():
    listed = {row.name for row in ROWS}

    missing = {
        name
        for name in names(get_resolver().url_patterns)
        if name not in listed and not name.startswith(FOREIGN)
    }

    assert not missing


def test_views_that_write_refuse_get(cast):
    """A URL that the table has only with POST answers GET with 405."""
    methods = {}
    for row in ROWS:
        methods.setdefault(row.name, (set(), row))[0].add(row.method)

    answers = {
        name: client_of(cast, "lead").get(reverse(name, kwargs=row.kwargs(cast))).status_code
        for name, (allowed, row) in methods.items()
        if allowed == {"POST"}
    }

    assert set(answers.values()) == {405}


CANARY = "sings-like-a-canary"


@pytest.fixture
def told(cast):
    """Everything that is said about the member and meant for few, told in one odd word."""
    for sheet in cast.member.assessments.all():
        for whose in ("self", "assessor", "agreed"):
            RatingFactory(assessment=sheet, code="OL-05", whose=whose)
    Rating.objects.update(comment=CANARY, evidence=CANARY)
    for sheet in cast.member.assessments.counted():
        ResultComment.objects.update_or_create(assessment=sheet, defaults={"text": CANARY})
        PhaseOverride.objects.update_or_create(
            assessment=sheet, withdrawn_at=None, defaults={"phase": "expert", "reason": CANARY}
        )
    AssessmentStep.objects.create(assessment=cast.sheet, step="returned", note=CANARY)
    Need.objects.update(reason=CANARY)
    RetentionOutlook.objects.update(reason=CANARY)
    LevelAccess.objects.create(member=cast.member, name="Staff", reason=CANARY)
    cast.users["colleague"] = MemberFactory(team=cast.team, user=UserFactory()).user
    return cast


def read(response):
    """All that an answer says, also inside a workbook or a Word file."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(parts.read(name) for name in parts.namelist())
    return content.decode(errors="replace")


def pages_that_tell(cast, person):
    """Names of the pages that person opens and finds the word on. A further member has no column
    in the table, so that every page is tried."""
    client = client_of(cast, person)
    pages = {
        reverse(row.name, kwargs=row.kwargs(cast)): row.name
        for row in ROWS
        if row.method == "GET" and getattr(row, person, 200) == 200
    }
    return {name for url, name in pages.items() if CANARY in read(client.get(url))}


@pytest.mark.parametrize("person", ["anonymous", "outsider", "viewer", "approver", "colleague"])
def test_what_is_said_about_a_member_reaches_nobody_else(person, told):
    """In no page, picture, workbook, document or workspace file."""
    assert pages_that_tell(told, person) == set()


def test_canary_sings_for_those_who_may_hear_it(told):
    assert {"assessments:sheet", "assessments:sheet_result"} <= pages_that_tell(told, "member")
    assert {"assessments:sheet", "workspace"} <= pages_that_tell(told, "lead")
