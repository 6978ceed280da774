"""The phase of a person on the sheet of a project: only for who may read it by name."""

import pytest
from django.urls import reverse

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from tests.factories import StaffingProjectFactory, StaffingTaskFactory, TeamAccessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    team = import_workspace((FOLDER / "tavaloa.json").read_bytes())
    project = StaffingProjectFactory(team=team)
    for slug, member in (("implementer", "A1"), ("trainer", "A2"), ("program-manager", "A3")):
        StaffingTaskFactory(project=project, slug=slug, member=team.members.get(code=member))
    return project


def page(client, project, level):
    client.force_login(TeamAccessFactory(team=project.team, level=level).user)
    return client.get(reverse("staffing_detail", args=[project.team.slug, project.pk]))


def test_lead_reads_the_phase_in_the_role_of_the_task(client, project):
    response = page(client, project, "lead")

    phases = {
        task.role.slug: [phase.key for phase in task.phases]
        for group in response.context["groups"]
        for task in group.tasks
    }
    assert phases == {
        "implementer": ["proficient"],
        "trainer": ["foundational"],
        "program-manager": [],
    }
    assert '<th scope="col">Phase</th>' in response.content.decode()


@pytest.mark.parametrize("level", ["viewer", "approver", "assessor"])
def test_others_see_no_column(client, project, level):
    response = page(client, project, level)

    assert response.status_code == 200
    assert '<th scope="col">Phase</th>' not in response.content.decode()


def test_member_sees_the_own_phase_only(client, project):
    member = project.team.members.get(code="A2")
    member.user = TeamAccessFactory(level="viewer").user
    member.save()
    client.force_login(member.user)

    response = client.get(reverse("staffing_detail", args=[project.team.slug, project.pk]))

    seen = {t.role.slug for g in response.context["groups"] for t in g.tasks if t.phases}
    assert seen == {"trainer"}
