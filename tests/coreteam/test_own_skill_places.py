"""Where a team's own skill is named it is marked, and no link to it leads nowhere."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from assessments.models import Rating
from tests.assessments.test_result_pages import CLOSED, assess
from tests.factories import ActivityFactory, PositionFactory, RoundFactory
from tests.roles.test_tailoring import own_skill

pytestmark = pytest.mark.django_db
MARK = '<span class="tag outline">Own</span>'


@pytest.fixture
def skill(team, member):
    """An own, critical skill, asked in a closed round, with an activity that builds it."""
    PositionFactory(team=team, holder=member)
    skill = own_skill(team, critical=True)
    sheet = assess(RoundFactory(team=team, closed=CLOSED, baseline=True), member, level=1)
    Rating.objects.create(assessment=sheet, skill=skill, whose="self", level=1)
    ActivityFactory(plan__team=team, code="T-77").skills.add(skill)
    return skill


@pytest.mark.parametrize("name", ["results", "sheet", "priorities", "activity", "reference"])
def test_own_skill_is_marked_and_its_links_lead_somewhere(client, lead, team, member, skill, name):
    client.force_login(lead)
    activity = team.plan.activities.get(code="T-77")
    url = {
        "results": reverse("assessments:results", args=[team.slug]),
        "sheet": reverse(
            "assessments:sheet_result", args=[team.slug, member.pk, "operational-lead"]
        ),
        "priorities": reverse("plans:priorities", args=[team.slug]),
        "activity": activity.get_absolute_url(),
        "reference": reverse("roles:reference_detail", args=[team.slug, team.positions.get().pk]),
    }[name]

    page = client.get(url).content.decode()

    assert "Speak for the schools" in page and MARK in page
    assert reverse("roles:skill_detail", args=["OWN-01"]) not in page
    for link in re.findall(r'href="(/[^"#]*OWN-01[^"#]*)', page):
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def text_of_file(content):
    """All that a Word or Excel file says."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = " ".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml"))
    return re.sub(r"<[^>]+>", "", xml)


@pytest.mark.parametrize("name", ["results", "plan", "reference", "development", "picture"])
def test_own_skill_is_marked_in_documents_and_pictures(client, lead, team, member, skill, name):
    client.force_login(lead)
    position = team.positions.get()
    address = {
        "results": reverse("assessments:results_workbook", args=[team.slug]),
        "plan": reverse("plans:file", args=[team.slug]),
        "reference": reverse("roles:reference_file", args=[team.slug, position.pk]),
        "development": reverse("plans:development_word", args=[team.slug, member.pk]),
        "picture": reverse("assessments:picture", args=[team.slug, "heat-map"]),
    }[name]

    content = client.get(address, {"format": "word"}).content

    text = content.decode() if name == "picture" else text_of_file(content)
    assert "Speak for the schools (own skill)" in text


def test_own_skill_is_not_named_to_another_team(client, outsider, team, skill):
    client.force_login(outsider)
    names = ["roles:team_skills", "assessments:results", "plans:priorities", "roles:references"]

    pages = [client.get(reverse(name, args=["elsewhere"])) for name in names]

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert not any("Speak for the schools" in page.content.decode() for page in pages)
