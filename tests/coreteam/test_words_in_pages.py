"""The words of a team where it reads the guide: candidates, questions, paths, and the plan."""

import pytest
from django.urls import reverse

from plans.plan_document import plan_document
from roles.models import LearningPathStep, PrincipleQuestion, Role, RolePrerequisite
from tests.factories import MemberFactory, PlanFactory, PositionFactory

pytestmark = pytest.mark.django_db
WRITTEN, SAID = "Know each health facility", "Know each school"


@pytest.fixture
def school_team(team):
    team.sector = "education"
    team.save(update_fields=["sector"])
    RolePrerequisite.objects.update(text_en=WRITTEN)
    PrincipleQuestion.objects.update(text_en=WRITTEN, advice_en=WRITTEN)
    LearningPathStep.objects.update(condition_en=WRITTEN)
    Role.objects.update(purpose_en=WRITTEN)
    return team


@pytest.fixture
def pages(school_team, client, lead):
    client.force_login(lead)
    role = Role.objects.get(slug="operational-lead")
    position = PositionFactory(team=school_team, role=role, holder=None)
    member, slug = MemberFactory(team=school_team), school_team.slug
    PlanFactory(team=school_team)
    new = f"{reverse('roles:position_create', args=[slug])}?role={role.slug}"
    urls = {
        "candidate": reverse("roles:candidate_check", args=[slug, position.pk, member.pk]),
        "new position": new,
        "questions": reverse("plans:questions", args=[slug]),
        "learning path": reverse("plans:learning_path", args=[slug, role.slug]),
    }
    return {name: client.get(url).content.decode() for name, url in urls.items()}


@pytest.mark.parametrize("name", ["candidate", "new position", "questions", "learning path"])
def test_page_speaks_of_schools(name, pages):
    assert SAID in pages[name] and "facility" not in pages[name]


def test_the_plan_speaks_of_schools(school_team):
    PositionFactory(team=school_team)

    document = plan_document(PlanFactory(team=school_team), "en")

    assert {row.question for row in document.principles} == {SAID}
    assert [row.purpose for row in document.terms] == [SAID]


def test_the_catalogue_keeps_what_is_written(pages):
    assert not RolePrerequisite.objects.exclude(text_en=WRITTEN).exists()
