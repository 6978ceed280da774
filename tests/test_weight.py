"""Every page on a slow line: few queries, small HTML, and a first visit under 100 kB."""

import gzip

import brotli
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Assessment
from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from roles.models import Role, Skill
from tests.factories import MemberFactory, RoundFactory, TeamAccessFactory

MOST_QUERIES = 19
MOST_QUERIES_OF_A_FILE = 30
LATER_PAGE = 20_000
FIRST_VISIT = 100_000
DOCUMENTS = ("plans:file", "workspace")


def addresses(team):
    """The pages that a lead opens, with the fullest rows of the case."""
    slug = {"slug": team.slug}
    plain = (
        "team_detail risks share roles:departures roles:references roles:governance "
        "roles:staffing_list roles:retention roles:team_edit roles:structure roles:position_create "
        "roles:member_list roles:member_create roles:access assessments:round_list "
        "assessments:round_create assessments:results assessments:change "
        "assessments:differences assessments:consents "
        "plans:priorities plans:detail "
        "plans:activity_create plans:source_list plans:source_create plans:questions plans:budget "
        "plans:unfunded plans:price_list plans:lines plans:lines_edit plans:lines_paste "
        "plans:plan_edit plans:file workspace"
    ).split()
    yield from ((name, slug) for name in plain)
    sheet = team.rounds.last().assessments.first()
    activity = team.plan.activities.first()
    yield "roles:position_edit", slug | {"pk": team.positions.first().pk}
    yield "roles:member_detail", slug | {"pk": team.members.first().pk}
    for name in ("round_detail", "invitations"):
        yield f"assessments:{name}", slug | {"pk": team.rounds.first().pk}
    yield "assessments:sheet", slug | {"pk": sheet.pk}
    yield (
        "assessments:sheet_result",
        slug | {"member_pk": sheet.member_id, "role_slug": sheet.section.slug},
    )
    yield "plans:activity_detail", slug | {"pk": activity.pk}
    yield "plans:activity_edit", slug | {"pk": activity.pk}
    yield "plans:line_create", slug | {"pk": activity.pk}
    yield "plans:line_edit", slug | {"pk": activity.cost_lines.first().pk}
    for name in ("catalogue", "skill_list", "competency_list", "resource_list"):
        yield f"roles:{name}", {}
    yield "roles:role_detail", {"slug": "implementer-technical"}
    yield "roles:role_detail", {"slug": "trainer"}
    yield "roles:skill_detail", {"code": Skill.objects.get(code="IT-06").code}
    yield "home", {}
    yield "help", {}


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["tavaloa", "lakhana"])
def test_no_page_is_heavy(slug):
    team = import_workspace((FOLDER / f"{slug}.json").read_bytes())
    client = Client()
    client.force_login(TeamAccessFactory(team=team).user)

    heavy = {}
    for name, kwargs in addresses(team):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(reverse(name, kwargs=kwargs))
        weight = len(gzip.compress(response.content))
        assert response.status_code == 200, name
        is_file = name in DOCUMENTS
        most = MOST_QUERIES_OF_A_FILE if is_file else MOST_QUERIES
        if len(queries) > most or (weight > LATER_PAGE and not is_file):
            heavy[name] = (len(queries), weight)

    assert not heavy


@pytest.mark.parametrize("name", ["round_detail", "round_close", "invitations"])
def test_round_of_sixty_members_in_three_roles_is_light(team, lead, name):
    round_ = RoundFactory(team=team)
    sections = Role.objects.filter(slug__in=["operational-lead", "trainer", "server-administrator"])
    for member in MemberFactory.create_batch(60, team=team):
        for section in sections:
            Assessment.objects.create(round=round_, member=member, section=section)
    client = Client()
    client.force_login(lead)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse(f"assessments:{name}", args=[team.slug, round_.pk]))

    assert len(queries) <= MOST_QUERIES
    assert len(gzip.compress(page.content)) < LATER_PAGE


@pytest.mark.django_db
def test_first_visit_stays_under_100_kb(client):
    html = len(gzip.compress(client.get(reverse("home")).content))
    files = [path for path in (settings.BASE_DIR / "static").rglob("*") if path.is_file()]

    everything = html + sum(len(brotli.compress(path.read_bytes())) for path in files)

    assert everything < FIRST_VISIT
