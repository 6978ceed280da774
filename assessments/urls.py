from django.urls import path

from . import views

app_name = "assessments"
TEAM = "teams/<slug:slug>/"
urlpatterns = [
    path(TEAM + "rounds/", views.round_list, name="round_list"),
    path(TEAM + "rounds/new/", views.round_create, name="round_create"),
    path(TEAM + "rounds/<int:pk>/", views.round_detail, name="round_detail"),
    path(TEAM + "rounds/<int:pk>/edit/", views.round_edit, name="round_edit"),
    path(TEAM + "rounds/<int:pk>/sheets/", views.sheets_add, name="sheets_add"),
    path(TEAM + "rounds/<int:pk>/close/", views.round_close, name="round_close"),
    path(TEAM + "sheets/<int:pk>/", views.sheet, name="sheet"),
    path(TEAM + "sheets/<int:pk>/submit/", views.sheet_submit, name="sheet_submit"),
    path(TEAM + "sheets/<int:pk>/reopen/", views.sheet_reopen, name="sheet_reopen"),
    path(TEAM + "sheets/<int:pk>/remove/", views.sheet_remove, name="sheet_remove"),
    path(TEAM + "results/", views.results, name="results"),
    path(
        TEAM + "results/<int:member_pk>/<slug:role_slug>/", views.sheet_result, name="sheet_result"
    ),
]
