from django.urls import path

from . import (
    grid_views,
    invitation_views,
    invited_views,
    opinion_views,
    outside_views,
    result_views,
    round_views,
    sheet_views,
    step_views,
    workbook_views,
)

app_name = "assessments"
TEAM = "teams/<slug:slug>/"
INVITATIONS = TEAM + "rounds/<int:pk>/invitations/"
MINE = "my-sheets/"
RESULT = TEAM + "results/<int:member_pk>/<slug:role_slug>/"
urlpatterns = [
    path(TEAM + "rounds/", round_views.round_list, name="round_list"),
    path(TEAM + "rounds/new/", round_views.round_create, name="round_create"),
    path(TEAM + "rounds/import/", outside_views.outside_upload, name="outside_upload"),
    path(TEAM + "imports/<int:pk>/", outside_views.outside_preview, name="outside_preview"),
    path(TEAM + "imports/<int:pk>/columns/", outside_views.outside_columns, name="outside_columns"),
    path(TEAM + "imports/<int:pk>/forget/", outside_views.outside_forget, name="outside_forget"),
    path(TEAM + "rounds/<int:pk>/workbook/", workbook_views.workbook, name="workbook"),
    path(
        TEAM + "rounds/<int:pk>/workbook/file/", workbook_views.workbook_file, name="workbook_file"
    ),
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
    path(TEAM + "sheets/<int:pk>/agree/", step_views.sheet_agree, name="sheet_agree"),
    path(TEAM + "sheets/<int:pk>/repeat/", sheet_views.sheet_repeat, name="sheet_repeat"),
    path(TEAM + "sheets/<int:pk>/remove/", sheet_views.sheet_remove, name="sheet_remove"),
    path(TEAM + "results/", result_views.results, name="results"),
    path(TEAM + "results/change/", result_views.change, name="change"),
    path(TEAM + "results/differences/", result_views.differences, name="differences"),
    path(TEAM + "results/workbook/", result_views.workbook, name="results_workbook"),
    path(TEAM + "results/pictures/<slug:name>/", result_views.picture, name="picture"),
    path(TEAM + "results/consents/", opinion_views.consent_list, name="consents"),
    path(
        TEAM + "results/consents/<slug:what>/give/",
        opinion_views.consent_give,
        name="consent_give",
    ),
    path(INVITATIONS, invitation_views.invitations, name="invitations"),
    path(INVITATIONS + "send/", invitation_views.invitations_send, name="invitations_send"),
    path(INVITATIONS + "remind/", invitation_views.invitations_remind, name="invitations_remind"),
    path(INVITATIONS + "cards/", invitation_views.invitations_print, name="invitations_print"),
    path(
        INVITATIONS + "<int:member_pk>/link/",
        invitation_views.invitation_link,
        name="invitation_link",
    ),
    path(
        INVITATIONS + "<int:member_pk>/revoke/",
        invitation_views.invitation_revoke,
        name="invitation_revoke",
    ),
    path("s/<str:token>/", invited_views.invitation_open, name="invitation_open"),
    path("code/", invited_views.invitation_code, name="invitation_code"),
    path(MINE, invited_views.invited_sheets, name="invited_sheets"),
    path(MINE + "end/", invited_views.invited_end, name="invited_end"),
    path(MINE + "<int:pk>/", invited_views.invited_sheet, name="invited_sheet"),
    path(MINE + "<int:pk>/answer/", invited_views.invited_answer, name="invited_answer"),
    path(MINE + "<int:pk>/check/", invited_views.invited_check, name="invited_check"),
    path(MINE + "<int:pk>/submit/", invited_views.invited_submit, name="invited_submit"),
    path(MINE + "<int:pk>/reopen/", invited_views.invited_reopen, name="invited_reopen"),
    path(MINE + "<int:pk>/repeat/", invited_views.invited_repeat, name="invited_repeat"),
    path(
        TEAM + "results/consents/<int:pk>/withdraw/",
        opinion_views.consent_withdraw,
        name="consent_withdraw",
    ),
    path(RESULT, result_views.sheet_result, name="sheet_result"),
    path(RESULT + "workbook/", result_views.sheet_result_workbook, name="sheet_result_workbook"),
    path(RESULT + "radar/", result_views.radar_file, name="radar"),
    path(RESULT + "phase/", opinion_views.phase_overrule, name="phase_overrule"),
    path(RESULT + "phase/withdraw/", opinion_views.phase_withdraw, name="phase_withdraw"),
    path(RESULT + "comment/", opinion_views.result_comment, name="result_comment"),
]
