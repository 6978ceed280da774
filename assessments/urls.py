from django.urls import path

from . import grid_views, result_views, round_views, sheet_views, step_views

app_name = "assessments"
TEAM = "teams/<slug:slug>/"
urlpatterns = [
    path(TEAM + "rounds/", round_views.round_list, name="round_list"),
    path(TEAM + "rounds/new/", round_views.round_create, name="round_create"),
    path(TEAM + "rounds/<int:pk>/", round_views.round_detail, name="round_detail"),
    path(TEAM + "rounds/<int:pk>/edit/", round_views.round_edit, name="round_edit"),
    path(TEAM + "rounds/<int:pk>/sheets/", round_views.sheets_add, name="sheets_add"),
    path(TEAM + "rounds/<int:pk>/close/", round_views.round_close, name="round_close"),
    path(TEAM + "rounds/<int:pk>/grid/<slug:role_slug>/", grid_views.grid, name="grid"),
    path(
        TEAM + "rounds/<int:pk>/grid/<slug:role_slug>/answer/",
        grid_views.grid_answer,
        name="grid_answer",
    ),
    path(TEAM + "sheets/<int:pk>/", sheet_views.sheet, name="sheet"),
    path(TEAM + "sheets/<int:pk>/answer/", sheet_views.sheet_answer, name="sheet_answer"),
    path(TEAM + "sheets/<int:pk>/check/", sheet_views.sheet_check, name="sheet_check"),
    path(TEAM + "sheets/<int:pk>/submit/", sheet_views.sheet_submit, name="sheet_submit"),
    path(TEAM + "sheets/<int:pk>/reopen/", sheet_views.sheet_reopen, name="sheet_reopen"),
    path(TEAM + "sheets/<int:pk>/return/", step_views.sheet_return, name="sheet_return"),
    path(TEAM + "sheets/<int:pk>/remove/", sheet_views.sheet_remove, name="sheet_remove"),
    path(TEAM + "results/", result_views.results, name="results"),
    path(
        TEAM + "results/<int:member_pk>/<slug:role_slug>/",
        result_views.sheet_result,
        name="sheet_result",
    ),
]
