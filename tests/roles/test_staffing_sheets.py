"""Staffing sheets: tasks of a project by role, who is named, where outside help is needed."""

import pytest
from django.urls import reverse

from roles import guide_examples
from roles.actions import copy_staffing_example, save_staffing
from roles.models import Role, StaffingProject, StaffingTask
from tests.factories import (
    MemberFactory,
    StaffingProjectFactory,
    StaffingTaskFactory,
)


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def url(name, team, *args):
    return reverse(
        "staffing_detail" if name == "staffing_detail" else f"roles:{name}", args=[team.slug, *args]
    )


def role(slug="implementer"):
    return Role.objects.get(slug=slug).pk


def sheet(*rows, **changed):
    """What the form sends: rows of (role, task, member, outside help)."""
    data = {"title": "New tracker", "note": "", "tasks-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        for name, value in zip(("role", "task", "member", "outside_help"), row, strict=True):
            data[f"tasks-{number}-{name}"] = value
    return data | {"tasks-TOTAL_FORMS": len(rows)} | changed


def test_sheet_is_saved_with_its_rows_in_their_order(signed_in, team, member):
    rows = [
        (role("trainer"), "Train", member.pk, ""),
        ("", "", "", ""),
        (role(), "Configure", "", "HISP group"),
    ]

    response = signed_in.post(url("staffing_create", team), sheet(*rows))

    project = StaffingProject.objects.get(team=team)
    assert response["Location"] == project.get_absolute_url()
    assert [(t.task, t.member, t.outside_help) for t in project.tasks.all()] == [
        ("Train", member, ""),
        ("Configure", None, "HISP group"),
    ]


def test_rows_emptied_or_marked_go_and_the_rest_stays(signed_in, team):
    project = StaffingProjectFactory(team=team)
    for name in ("Stays", "Emptied", "Marked"):
        StaffingTaskFactory(project=project, task=name)
    rows = [(role(), "Stays", "", ""), ("", "", "", ""), ("", "Marked", "", "")]
    data = sheet(*rows, **{"tasks-2-remove": "on", "seen": 1})

    signed_in.post(url("staffing_edit", team, project.pk), data)

    assert [task.task for task in project.tasks.all()] == ["Stays"]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("", "Configure", "", ""), "role"),
        (("0", "Configure", "", ""), "role"),
        ((None, "", "", "HISP group"), "task"),
        ((None, "x" * 201, "", ""), "task"),
        ((None, "a\x00b", "", ""), "task"),
        ((None, "Configure", "0", ""), "member"),
        ((None, "Configure", "", "x" * 301), "outside_help"),
    ],
)
def test_bad_row_is_refused_at_its_field_and_all_is_kept(row, field, signed_in, team):
    row = (role(), *row[1:]) if row[0] is None else row
    rows = [(role("trainer"), "What I typed", "", ""), row]

    response = signed_in.post(url("staffing_create", team), sheet(*rows))

    assert list(response.context["tasks"].forms[1].errors) == [field]
    text = response.content.decode()
    assert "What I typed" in text and f"#id_tasks-1-{field}" in text
    assert not StaffingProject.objects.exists()


def test_member_of_another_team_is_refused(signed_in, team):
    foreign = MemberFactory()
    rows = [(role(), "Configure", foreign.pk, "")]

    response = signed_in.post(url("staffing_create", team), sheet(*rows))

    assert list(response.context["tasks"].forms[0].errors) == ["member"]
    assert foreign.name not in response.content.decode()


@pytest.mark.parametrize("title", ["", "x" * 161])
def test_bad_title_is_refused_at_its_field(title, signed_in, team):
    response = signed_in.post(url("staffing_create", team), sheet(title=title))

    assert list(response.context["form"].errors) == ["title"]


@pytest.mark.parametrize("total", ["", "many", "101", "99999999999999999999"])
def test_broken_number_of_rows_is_a_message(total, signed_in, team):
    data = sheet() | {"tasks-TOTAL_FORMS": total}

    saving = signed_in.post(url("staffing_create", team), data)
    more = signed_in.post(url("staffing_create", team), data | {"more": "1"})

    assert saving.status_code == more.status_code == 200
    assert not StaffingProject.objects.exists()


def test_more_rows_come_without_saving_and_keep_what_was_typed(signed_in, team):
    rows = [(role(), "Half typed", "", ""), ("", "", "", "From outside")]

    response = signed_in.post(url("staffing_create", team), sheet(*rows, more="1"))

    text = response.content.decode()
    assert len(response.context["tasks"].forms) == 7
    assert "Half typed" in text and "From outside" in text and "New tracker" in text
    assert "error-summary" not in text
    assert not StaffingProject.objects.exists()


def test_more_rows_end_at_a_hundred(signed_in, team):
    rows = [(role(), "Configure", "", "")] * 99

    response = signed_in.post(url("staffing_create", team), sheet(*rows, more="1"))

    assert len(response.context["tasks"].forms) == 100


def test_more_rows_keep_the_version_that_was_seen(signed_in, team):
    project = StaffingProjectFactory(team=team)
    StaffingProject.objects.update(version=5)

    response = signed_in.post(url("staffing_edit", team, project.pk), sheet(more="1", seen=3))

    assert 'name="seen" value="3"' in response.content.decode()


def test_second_editor_is_told_the_tasks_of_the_first_and_may_save_again(signed_in, team):
    project = StaffingProjectFactory(team=team)
    page = url("staffing_edit", team, project.pk)
    signed_in.post(page, sheet((role(), "Theirs", "", ""), seen=1))

    response = signed_in.post(page, sheet((role(), "Mine", "", ""), seen=1))
    kept = [task.task for task in project.tasks.all()]
    again = signed_in.post(page, sheet((role(), "Mine", "", ""), seen=2))

    text = response.content.decode()
    assert "Somebody else saved this sheet" in text and "Theirs" in text and "Mine" in text
    assert kept == ["Theirs"]
    assert again.status_code == 302 and project.tasks.get().task == "Mine"


def test_refused_rows_do_not_use_up_the_version(signed_in, team):
    project = StaffingProjectFactory(team=team)
    page = url("staffing_edit", team, project.pk)
    signed_in.post(page, sheet(("", "No role", "", ""), seen=1))

    response = signed_in.post(page, sheet((role(), "With role", "", ""), seen=1))

    assert response.status_code == 302


def test_person_who_left_meanwhile_is_left_out(team, lead):
    member = MemberFactory(team=team)
    project = StaffingProjectFactory(team=team)
    task = StaffingTask(role_id=role(), task="Configure", member=member)
    type(member).objects.filter(pk=member.pk).delete()

    save_staffing(project, [task], by=lead)

    assert project.tasks.get().member is None


def test_deleting_a_member_leaves_the_task_open(signed_in, team):
    member = MemberFactory(team=team)
    task = StaffingTaskFactory(project__team=team, member=member)

    signed_in.post(url("member_delete", team, member.pk))

    task.refresh_from_db()
    assert task.member is None and task.is_open


def test_example_is_copied_with_all_its_tasks_and_families(team, lead):
    project = copy_staffing_example(team, by=lead)

    roles = list(project.tasks.values_list("role__slug", flat=True).distinct().order_by("role"))
    assert project.tasks.count() == 20
    assert {"implementer", "trainer", "app-developer", "operational-lead"} <= set(roles)


@pytest.mark.parametrize("language", ["fr", "xx"])
def test_example_falls_back_to_english_where_there_is_no_translation(language, team, lead):
    team.language = language
    team.save()

    project = copy_staffing_example(team, by=lead)

    assert project.tasks.count() == 20


def test_example_takes_the_words_of_a_translation(tmp_path, monkeypatch):
    words = "\n".join(f"- task: Tâche {n}\n  role: x" for n in range(20))
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "staffing_example.yaml").write_text(words, encoding="utf-8")
    english = (guide_examples.FOLDER / "staffing_example.yaml").read_bytes()
    (tmp_path / "staffing_example.yaml").write_bytes(english)
    monkeypatch.setattr(guide_examples, "FOLDER", tmp_path)

    items = guide_examples.staffing_example.__wrapped__("fr")

    assert items[0] == {"task": "Tâche 0", "role": "operational-lead", "basis": "D"}


def test_sheet_groups_tasks_by_role_in_the_guides_order(signed_in, team, member):
    project = StaffingProjectFactory(team=team)
    for slug in ("app-developer", "implementer", "operational-lead"):
        StaffingTaskFactory(project=project, slug=slug)
    StaffingTaskFactory(project=project, slug="implementer", member=member, outside_help="HISP")

    response = signed_in.get(project.get_absolute_url())

    groups = response.context["groups"]
    assert [group.role.slug for group in groups] == [
        "operational-lead",
        "implementer",
        "app-developer",
    ]
    assert response.context["facts"] == [
        "4 tasks",
        "1 with a person",
        "1 with help from outside",
        "3 still open",
    ]
    assert 'class="level' not in response.content.decode()


def test_list_counts_tasks_of_each_project(team):
    project = StaffingProjectFactory(team=team)
    empty = StaffingProjectFactory(team=team)
    member = MemberFactory(team=team)
    StaffingTaskFactory(project=project, member=member, outside_help="HISP")
    StaffingTaskFactory(project=project, outside_help="HISP")
    StaffingTaskFactory(project=project)

    rows = {row.pk: row for row in StaffingProject.objects.with_counts()}

    counts = ("task_count", "named_count", "outside_count", "open_count")
    assert [getattr(rows[project.pk], name) for name in counts] == [3, 1, 2, 1]
    assert [getattr(rows[empty.pk], name) for name in counts] == [0, 0, 0, 0]


def test_project_of_another_team_is_not_found(signed_in, team):
    foreign = StaffingProjectFactory()

    answers = [
        signed_in.get(url(name, team, foreign.pk)).status_code
        for name in ("staffing_detail", "staffing_edit", "staffing_delete")
    ]

    assert answers == [404, 404, 404]


def test_viewer_of_an_empty_list_reads_what_it_is_for(client, viewer, team):
    client.force_login(viewer)

    text = client.get(url("staffing_list", team)).content.decode()

    assert "No project yet" in text and "Copy the surveillance example" not in text


@pytest.mark.parametrize("page", ["staffing_list", "staffing_detail", "staffing_edit"])
def test_pages_take_the_same_queries_with_ten_more_rows(page, signed_in, team, query_count):
    project = StaffingTaskFactory(project__team=team, member=MemberFactory(team=team)).project
    address = url(page, team) if page == "staffing_list" else url(page, team, project.pk)
    before = query_count(lambda: signed_in.get(address))
    for slug in ["trainer", "app-developer"] * 5:
        member = MemberFactory(team=team)
        StaffingTaskFactory(project=project, slug=slug, member=member)
        StaffingTaskFactory(project__team=team)

    assert query_count(lambda: signed_in.get(address)) == before
    assert before < 20
