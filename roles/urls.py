from django.urls import path

from . import (
    assignment_views,
    candidate_views,
    catalogue_views,
    governance_views,
    member_views,
    reference_views,
    retention_views,
    staffing_views,
    team_skills_views,
    views,
)

app_name = "roles"
urlpatterns = [
    path("catalogue/", catalogue_views.catalogue, name="catalogue"),
    path("catalogue/roles/<slug:slug>/", catalogue_views.role_detail, name="role_detail"),
    path(
        "catalogue/roles/<slug:slug>/terms-of-reference/",
        reference_views.role_reference,
        name="role_reference",
    ),
    path("catalogue/skills/", catalogue_views.SkillList.as_view(), name="skill_list"),
    path("catalogue/skills/<slug:code>/", catalogue_views.skill_detail, name="skill_detail"),
    path("catalogue/competencies/", catalogue_views.competency_list, name="competency_list"),
    path("catalogue/learning/", catalogue_views.ResourceList.as_view(), name="resource_list"),
    path("teams/new/", views.team_create, name="team_create"),
    path("teams/<slug:slug>/edit/", views.team_edit, name="team_edit"),
    path("teams/<slug:slug>/structure/", views.structure, name="structure"),
    path("teams/<slug:slug>/positions/new/", views.position_create, name="position_create"),
    path("teams/<slug:slug>/positions/<int:pk>/edit/", views.position_edit, name="position_edit"),
    path(
        "teams/<slug:slug>/positions/<int:pk>/delete/",
        views.position_delete,
        name="position_delete",
    ),
    path("teams/<slug:slug>/positions/<int:pk>/appoint/", assignment_views.appoint, name="appoint"),
    path(
        "teams/<slug:slug>/positions/<int:pk>/check/<int:member_pk>/",
        candidate_views.candidate_check,
        name="candidate_check",
    ),
    path(
        "teams/<slug:slug>/assignments/<int:pk>/end/",
        assignment_views.assignment_end,
        name="assignment_end",
    ),
    path(
        "teams/<slug:slug>/assignments/<int:pk>/edit/",
        assignment_views.assignment_edit,
        name="assignment_edit",
    ),
    path(
        "teams/<slug:slug>/assignments/<int:pk>/delete/",
        assignment_views.assignment_delete,
        name="assignment_delete",
    ),
    path("teams/<slug:slug>/departures/", assignment_views.departures, name="departures"),
    path("teams/<slug:slug>/references/", reference_views.references, name="references"),
    path(
        "teams/<slug:slug>/references/file/",
        reference_views.references_file,
        name="references_file",
    ),
    path(
        "teams/<slug:slug>/positions/<int:pk>/reference/",
        reference_views.reference_detail,
        name="reference_detail",
    ),
    path(
        "teams/<slug:slug>/positions/<int:pk>/reference/edit/",
        reference_views.reference_edit,
        name="reference_edit",
    ),
    path(
        "teams/<slug:slug>/positions/<int:pk>/reference/file/",
        reference_views.reference_file,
        name="reference_file",
    ),
    path("teams/<slug:slug>/members/", member_views.member_list, name="member_list"),
    path("teams/<slug:slug>/members/new/", member_views.member_create, name="member_create"),
    path("teams/<slug:slug>/members/<int:pk>/", member_views.member_detail, name="member_detail"),
    path("teams/<slug:slug>/members/<int:pk>/edit/", member_views.member_edit, name="member_edit"),
    path(
        "teams/<slug:slug>/members/<int:pk>/delete/",
        member_views.member_delete,
        name="member_delete",
    ),
    path(
        "teams/<slug:slug>/members/<int:pk>/retention/",
        retention_views.member_retention,
        name="member_retention",
    ),
    path(
        "teams/<slug:slug>/members/<int:pk>/retention/new/",
        retention_views.step_create,
        name="retention_step_create",
    ),
    path("teams/<slug:slug>/retention/", retention_views.retention, name="retention"),
    path(
        "teams/<slug:slug>/retention/<int:pk>/edit/",
        retention_views.step_edit,
        name="retention_step_edit",
    ),
    path(
        "teams/<slug:slug>/retention/<int:pk>/delete/",
        retention_views.step_delete,
        name="retention_step_delete",
    ),
    path("teams/<slug:slug>/governance/", governance_views.governance, name="governance"),
    path("teams/<slug:slug>/governance/new/", governance_views.body_create, name="body_create"),
    path(
        "teams/<slug:slug>/governance/<int:pk>/edit/", governance_views.body_edit, name="body_edit"
    ),
    path(
        "teams/<slug:slug>/governance/<int:pk>/delete/",
        governance_views.body_delete,
        name="body_delete",
    ),
    path("teams/<slug:slug>/skills/", team_skills_views.team_skills, name="team_skills"),
    path(
        "teams/<slug:slug>/skills/role/<slug:role_slug>/",
        team_skills_views.role_levels,
        name="role_levels",
    ),
    path(
        "teams/<slug:slug>/skills/position/<int:pk>/",
        team_skills_views.position_levels,
        name="position_levels",
    ),
    path(
        "teams/<slug:slug>/skills/own/new/",
        team_skills_views.own_skill_create,
        name="own_skill_create",
    ),
    path(
        "teams/<slug:slug>/skills/own/<int:pk>/edit/",
        team_skills_views.own_skill_edit,
        name="own_skill_edit",
    ),
    path(
        "teams/<slug:slug>/skills/own/<int:pk>/retire/",
        team_skills_views.own_skill_retire,
        name="own_skill_retire",
    ),
    path(
        "teams/<slug:slug>/skills/own/<int:pk>/restore/",
        team_skills_views.own_skill_restore,
        name="own_skill_restore",
    ),
    path("teams/<slug:slug>/staffing/", staffing_views.staffing_list, name="staffing_list"),
    path("teams/<slug:slug>/staffing/new/", staffing_views.staffing_create, name="staffing_create"),
    path(
        "teams/<slug:slug>/staffing/example/",
        staffing_views.staffing_example,
        name="staffing_example",
    ),
    path(
        "teams/<slug:slug>/staffing/<int:pk>/edit/",
        staffing_views.staffing_edit,
        name="staffing_edit",
    ),
    path(
        "teams/<slug:slug>/staffing/<int:pk>/delete/",
        staffing_views.staffing_delete,
        name="staffing_delete",
    ),
    path("teams/<slug:slug>/access/", member_views.access, name="access"),
    path(
        "teams/<slug:slug>/access/<int:pk>/remove/",
        member_views.access_remove,
        name="access_remove",
    ),
]
