from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from . import own_views, staffing_phases, styleguide, views

admin.site.login = secure_admin_login(admin.site.login)  # one sign-in, with one limit on attempts

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    # An address is the key to what others share: only an administrator changes it.
    path("account/email/", views.closed, name="account_email"),
    path("account/", include("allauth.account.urls")),
    path("language/", views.choose_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("", include("roles.urls")),  # before team_detail: teams/new/ is no team
    path("", include("assessments.urls")),
    path("", include("plans.urls")),
    path("teams/<slug:slug>/", views.team_detail, name="team_detail"),
    path(
        "teams/<slug:slug>/staffing/<int:pk>/",
        staffing_phases.staffing_detail,
        name="staffing_detail",
    ),
    path("teams/<slug:slug>/risks/", views.risks, name="risks"),
    path("teams/<slug:slug>/results/own/", own_views.own_results, name="own_results"),
    path("teams/<slug:slug>/share/", views.share, name="share"),
    path("teams/<slug:slug>/workspace/", views.workspace, name="workspace"),
    path("teams/<slug:slug>/stages/<int:stage>/end/", views.end_stage, name="end_stage"),
    path("teams/<slug:slug>/stages/<int:stage>/undo/", views.undo_stage, name="undo_stage"),
]

if settings.DEBUG:
    urlpatterns.append(path("styleguide/", styleguide.styleguide, name="styleguide"))
