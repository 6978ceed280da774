from django.urls import path

from . import (
    activity_views,
    assistance_views,
    budget_views,
    bulk_views,
    development_views,
    draft_views,
    file_views,
    letterhead_views,
    money_views,
    paste_views,
    price_views,
    proposal_views,
    question_views,
    share_views,
    spending_views,
    version_views,
    views,
    workbook_views,
)

app_name = "plans"

TEAM = "teams/<slug:slug>/"
PLAN = f"{TEAM}plan/"
ACTIVITY = f"{PLAN}activities/<int:pk>/"
LINE = f"{PLAN}lines/<int:pk>/"
SOURCE = f"{PLAN}sources/<int:pk>/"
PERSON = f"{PLAN}development/<int:pk>/"
PRICE = f"{PLAN}prices/<int:pk>/"
VERSION = f"{PLAN}versions/<int:number>/"

urlpatterns = [
    path(f"{TEAM}priorities/", views.priorities, name="priorities"),
    path(f"{TEAM}priorities/choose/", proposal_views.gap_choices, name="gap_choices"),
    path(f"{PLAN}proposals/", proposal_views.proposals, name="proposals"),
    path(f"{PLAN}draft/", draft_views.draft_plan, name="draft"),
    path(f"{PLAN}development/", development_views.development_list, name="development_list"),
    path(f"{PERSON}", development_views.development, name="development"),
    path(f"{PERSON}word/", development_views.development_word, name="development_word"),
    path(f"{PERSON}pdf/", development_views.development_pdf, name="development_pdf"),
    path(f"{PERSON}done/", development_views.mark_done, name="mark_done"),
    path(f"{PLAN}paths/<slug:role_slug>/", development_views.learning_path, name="learning_path"),
    path(PLAN, views.detail, name="detail"),
    path(f"{PLAN}new/", views.plan_create, name="plan_create"),
    path(f"{PLAN}edit/", views.plan_edit, name="plan_edit"),
    path(f"{PLAN}questions/", question_views.questions, name="questions"),
    path(f"{PLAN}file/", file_views.plan_file, name="file"),
    path(f"{PLAN}template/", letterhead_views.letterhead, name="letterhead"),
    path(f"{PLAN}template/emblem/", letterhead_views.emblem, name="emblem"),
    path(f"{PLAN}template/remove/", letterhead_views.letterhead_remove, name="letterhead_remove"),
    path(f"{PLAN}template/file/", letterhead_views.template_file, name="template_file"),
    path(f"{PLAN}template/fields/", letterhead_views.template_fields, name="template_fields"),
    path(f"{PLAN}versions/", version_views.versions, name="versions"),
    path(f"{PLAN}versions/submit/", version_views.version_submit, name="version_submit"),
    path(f"{PLAN}versions/compare/", version_views.version_compare, name="version_compare"),
    path(VERSION, version_views.version_detail, name="version_detail"),
    path(f"{VERSION}decide/", version_views.version_decide, name="version_decide"),
    path(f"{VERSION}withdraw/", version_views.version_withdraw, name="version_withdraw"),
    path(f"{PLAN}links/", share_views.share_links, name="share_links"),
    path(f"{PLAN}links/<int:pk>/revoke/", share_views.share_link_revoke, name="share_link_revoke"),
    path("shared/<str:token>/", share_views.shared, name="shared"),
    path(f"{PLAN}budget/", budget_views.budget, name="budget"),
    path(f"{PLAN}lines/", budget_views.lines, name="lines"),
    path(f"{PLAN}lines/edit/", bulk_views.lines_edit, name="lines_edit"),
    path(f"{PLAN}lines/paste/", paste_views.lines_paste, name="lines_paste"),
    path(f"{PLAN}lines/workbook/", workbook_views.workbook, name="workbook"),
    path(f"{PLAN}lines/upload/", workbook_views.workbook_upload, name="workbook_upload"),
    path(f"{PLAN}unfunded/", budget_views.unfunded, name="unfunded"),
    path(f"{PLAN}activities/new/", activity_views.activity_create, name="activity_create"),
    path(ACTIVITY, activity_views.activity_detail, name="activity_detail"),
    path(f"{ACTIVITY}assistance/", assistance_views.assistance_edit, name="assistance_edit"),
    path(f"{ACTIVITY}edit/", activity_views.activity_edit, name="activity_edit"),
    path(f"{ACTIVITY}delete/", activity_views.activity_delete, name="activity_delete"),
    path(f"{ACTIVITY}case/", budget_views.case_edit, name="case_edit"),
    path(f"{ACTIVITY}lines/new/", money_views.line_create, name="line_create"),
    path(f"{LINE}edit/", money_views.line_edit, name="line_edit"),
    path(f"{LINE}payments/", spending_views.spendings, name="spendings"),
    path(f"{LINE}delete/", money_views.line_delete, name="line_delete"),
    path(f"{PLAN}sources/", money_views.source_list, name="source_list"),
    path(f"{PLAN}sources/new/", money_views.source_create, name="source_create"),
    path(f"{SOURCE}edit/", money_views.source_edit, name="source_edit"),
    path(f"{SOURCE}delete/", money_views.source_delete, name="source_delete"),
    path(f"{PLAN}prices/", price_views.price_list, name="price_list"),
    path(f"{PLAN}prices/new/", price_views.price_create, name="price_create"),
    path(f"{PRICE}edit/", price_views.price_edit, name="price_edit"),
    path(f"{PRICE}delete/", price_views.price_delete, name="price_delete"),
]
