from django.urls import path

from . import assignment_views, catalogue_views, member_views, views

app_name = "roles"
urlpatterns = [
    path("catalogue/", catalogue_views.catalogue, name="catalogue"),
    path("catalogue/roles/<slug:slug>/", catalogue_views.role_detail, name="role_detail"),
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
    path("teams/<slug:slug>/members/", member_views.member_list, name="member_list"),
    path("teams/<slug:slug>/members/new/", member_views.member_create, name="member_create"),
    path("teams/<slug:slug>/members/<int:pk>/", member_views.member_detail, name="member_detail"),
    path("teams/<slug:slug>/members/<int:pk>/edit/", member_views.member_edit, name="member_edit"),
    path(
        "teams/<slug:slug>/members/<int:pk>/delete/",
        member_views.member_delete,
        name="member_delete",
    ),
    path("teams/<slug:slug>/access/", member_views.access, name="access"),
    path(
        "teams/<slug:slug>/access/<int:pk>/remove/",
        member_views.access_remove,
        name="access_remove",
    ),
]
