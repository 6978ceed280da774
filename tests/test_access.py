"""Who may see what: every URL name and method against every person. A page that is not in the
table fails here; GET never writes."""

import copy
import datetime
import inspect
import io
import re
import zipfile
from importlib import import_module
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib import admin
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from assessments.models import (
    AssessmentStep,
    LevelAccess,
    PhaseOverride,
    Rating,
    ResultComment,
    SubRating,
)
from plans.models import Need
from roles.models import RetentionOutlook, Skill, SubSkill
from tests.access_rows import PEOPLE
from tests.factories import MemberFactory, TeamAccessFactory, TeamFactory, UserFactory

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
NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
PUBLIC_POSTS = ("set_language", "plans:shared", "assessments:invited_end")


@pytest.fixture(scope="module")
def first_cast(django_db_setup, django_db_blocker):
    """Made once, as it is large. What a test writes is rolled back at its end, as everywhere."""
    with django_db_blocker.unblock(), transaction.atomic():
        team = TeamFactory(name="Tavaloa DHIS2 core team", slug="tavaloa")
        member = MemberFactory(team=team, user=UserFactory())
        users = {
            level: TeamAccessFactory(team=team, level=level).user
            for level in ("lead", "assessor", "viewer", "approver")
        }
        users["member"] = member.user
        users["outsider"] = TeamAccessFactory(team__slug="elsewhere").user
        users["staff"] = UserFactory(is_staff=True, is_superuser=True)
        cookies = {person: signed_in(user) for person, user in users.items()}
        cast = SimpleNamespace(team=team, member=member, users=users, cookies=cookies)
        known = users | {"team": team, "member": member, "cast": cast}
        for module in MODULES:
            if hasattr(module, "world"):
                wanted = inspect.signature(module.world).parameters
                vars(cast).update(module.world(**{name: known[name] for name in wanted}))
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def cast(first_cast, db):
    """A copy: what a test changes or remembers on an object is not there for the next."""
    return copy.deepcopy(first_cast)


def signed_in(user):
    """The cookies of a person who has signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies


def client_of(cast, person):
    client = Client()
    if person != "anonymous":
        client.cookies = copy.deepcopy(cast.cookies[person])
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


def test_a_name_means_one_url():
    """Else the row of one page would stand for another's too."""
    own = [name for name in names(get_resolver().url_patterns) if not name.startswith(FOREIGN)]

    assert sorted(own) == sorted(set(own))


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


SECRETS = ("sings-like-a-canary", "sings-like-a-wren")


def say(cast, secret):
    """All that is said about the member and meant for few, levels too, as one or the other.

    Nothing else differs: neither what is answered and how often, nor who did it and when.
    """
    other = secret == SECRETS[1]
    mine = Rating.objects.filter(assessment__member=cast.member)
    mine.filter(not_applicable=False).update(level=3 - F("level") if other else F("level"))
    mine.update(comment=secret, evidence=secret)
    SubRating.objects.filter(assessment__member=cast.member).update(level=3 if other else 0)
    ResultComment.objects.update(text=secret)
    PhaseOverride.objects.update(phase="foundational" if other else "expert", reason=secret)
    AssessmentStep.objects.update(note=secret)
    Need.objects.update(reason=secret)
    RetentionOutlook.objects.update(reason=secret)
    LevelAccess.objects.filter(member=cast.member).update(reason=secret)


@pytest.fixture
def told(cast):
    """Every sheet of the member is full, and everything that can be said about it was said."""
    for sheet in cast.member.assessments.all():
        skills = Skill.every.asked_by(cast.team.pk, sheet.section_id)
        for place, (skill, whose) in enumerate(product(skills, ("self", "assessor", "agreed"))):
            level = place % 4
            value = {"not_applicable": True} if place % 9 == 8 else {"level": level}
            Rating.objects.update_or_create(
                assessment=sheet,
                skill=skill,
                whose=whose,
                defaults={"level": None, "not_applicable": False, **value},
            )
    part = SubSkill.objects.filter(skill__code="OL-01").first()
    SubRating.objects.create(assessment=cast.sheet, sub_skill=part, whose="self", level=0)
    for sheet in cast.member.assessments.counted():
        ResultComment.objects.update_or_create(assessment=sheet, defaults={"text": SECRETS[0]})
        PhaseOverride.objects.update_or_create(
            assessment=sheet,
            withdrawn_at=None,
            defaults={"phase": "expert", "reason": SECRETS[0]},
        )
    AssessmentStep.objects.create(assessment=cast.sheet, step="returned", note=SECRETS[0])
    LevelAccess.objects.create(member=cast.member, name="Staff", reason=SECRETS[0])
    colleague = MemberFactory(team=cast.team, user=UserFactory())
    cast.cookies["colleague"] = signed_in(colleague.user)
    return cast


# What differs between two answers to the same question: tokens against forgery and for one form.
TOKENS = re.compile(rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]+"')


def read(response):
    """All that an answer says, also inside a workbook or a Word file; without its tokens."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        return tuple((name, parts.read(name)) for name in sorted(parts.namelist()))
    return TOKENS.sub(b"", content)


def addresses(cast, person):
    """Of the pages that person opens, by address. A further member has no column in the table, so
    that every page is tried; an approver opens what a viewer does, and the rest is theirs. The
    catalogue, which belongs to no team, is left to nobody and to that member."""
    wanted = [row for row in ROWS if row.method == "GET" and getattr(row, person, 200) == 200]
    if person == "approver":
        wanted = [row for row in wanted if row.viewer != 200]
    pages = {reverse(row.name, kwargs=row.kwargs(cast)): row.name for row in wanted}
    if person not in ("anonymous", "colleague"):
        guide = reverse("roles:catalogue")
        pages = {url: name for url, name in pages.items() if not url.startswith(guide)}
    return pages | (admin_addresses() if person == "staff" else {})


def admin_addresses():
    """Every list of the admin, and of every kind the first row with its history."""
    pages = {reverse("admin:index"): "admin"}
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages[reverse(f"{name}_changelist")] = name
        for pk in model._default_manager.values_list("pk", flat=True)[:1]:
            pages[reverse(f"{name}_change", args=[pk])] = name
            pages[reverse(f"{name}_history", args=[pk])] = name
    return pages


def pages_that_tell(cast, person, among=None):
    """Names of the pages that are not byte for byte the same when only the secrets differ."""
    client, found = client_of(cast, person), []
    pages = addresses(cast, person)
    if among:
        pages = {url: name for url, name in pages.items() if name in among}
    for secret in SECRETS:
        say(cast, secret)
        found.append({url: read(client.get(url)) for url in pages})
    return {pages[url] for url in pages if found[0][url] != found[1][url]}


@pytest.mark.parametrize(
    "person", ["anonymous", "outsider", "viewer", "approver", "colleague", "staff"]
)
@time_machine.travel(NOW, tick=False)
def test_what_is_said_about_a_member_reaches_nobody_else(person, told):
    """Neither word nor level, in no page, picture, workbook, document, file or list of the admin:
    fewer than five people were assessed, so that there are no totals either."""
    log = {"admin:assessments_levelaccess"} if person == "staff" else set()

    assert pages_that_tell(told, person) == log


@pytest.mark.parametrize(("person", "own"), [("member", "own_results"), ("lead", "workspace")])
@time_machine.travel(NOW, tick=False)
def test_secrets_are_told_to_those_who_may_hear_them(person, own, told):
    """So the test above can fail: the same pages do differ for who reads the levels."""
    names = (
        "results results_workbook picture radar sheet_result sheet_result_workbook sheet".split()
    )
    telling = {f"assessments:{name}" for name in names} | {own}

    assert pages_that_tell(told, person, among=telling) == telling
