"""The admin's page of a new version: look, confirm, apply exactly what was looked at."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import include, path

from roles import catalogue_admin
from roles.models import Skill
from tests.factories import UserFactory
from tests.roles.catalogue_folder import GuideFolder

# The page has its address in roles.admin; here it has one of its own.
urlpatterns = [
    path("check-catalogue/", admin.site.admin_view(catalogue_admin.catalogue_check)),
    path("", include("coreteam.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PAGE = "/check-catalogue/"


@pytest.fixture
def guide(tmp_path, monkeypatch):
    """The next version, where the page looks for it: one skill reworded."""
    folder = GuideFolder(tmp_path / "guide")
    with folder.item("skills", "OL-01") as skill:
        skill["name"] = "Set the <strategy>"
    monkeypatch.setattr(catalogue_admin, "FOLDER", folder.path)
    return folder


@pytest.fixture
def keeper(client, staff):
    client.force_login(staff)
    return client


def may(user, *names):
    user.user_permissions.set(Permission.objects.filter(codename__in=names))


def seal_of(client):
    return client.get(PAGE).context["seal"]


def reword(code, text):
    Skill.objects.filter(code=code).update(name_en=text)
    return Skill.objects.get(code=code)


def test_page_needs_an_account(client):
    response = client.get(PAGE)

    assert response.status_code == 302 and "login" in response.url


def test_page_is_not_for_people_of_a_team(client, lead):
    client.force_login(lead)

    response = client.get(PAGE)

    assert response.status_code == 302 and "login" in response.url


@pytest.mark.parametrize("method", ["get", "post"])
def test_page_needs_the_right_to_add_a_version(client, guide, method):
    client.force_login(UserFactory(is_staff=True))

    response = getattr(client, method)(PAGE)

    assert response.status_code == 403
    assert not Skill.objects.filter(name_en="Set the <strategy>").exists()


def test_page_is_for_staff_who_may_add_a_version(client, guide):
    user = UserFactory(is_staff=True)
    may(user, "add_catalogueversion")
    client.force_login(user)

    response = client.get(PAGE)

    assert response.status_code == 200


def test_page_shows_old_and_new_text_by_model(keeper, guide):
    page = keeper.get(PAGE).content.decode()

    assert "<h2>Skills</h2>" in page
    assert "<td>Set DHIS2 strategy and roadmap</td>" in page
    assert "Set the &lt;strategy&gt;" in page
    assert "style=" not in page.split('id="content-main"')[1].split("</main>")[0]


def test_page_says_when_nothing_would_change(keeper, guide):
    with guide.item("skills", "OL-01") as skill:
        skill["name"] = "Set DHIS2 strategy and roadmap"

    response = keeper.get(PAGE)

    assert "Nothing would change." in response.content.decode()
    assert response.context["seal"] is None


def test_looking_and_confirming_write_nothing(keeper, guide):
    page = keeper.get(PAGE, {"confirm": seal_of(keeper)}).content.decode()

    assert "Apply this version" in page
    assert not Skill.objects.filter(name_en="Set the <strategy>").exists()


def test_apply_writes_what_was_looked_at(keeper, guide):
    response = keeper.post(PAGE, {"seal": seal_of(keeper)}, follow=True)

    assert Skill.objects.get(code="OL-01").name == "Set the <strategy>"
    assert "1 changed" in response.content.decode()


@pytest.mark.parametrize("field", ["name", "source"])
def test_apply_is_refused_when_the_files_have_changed(keeper, guide, field):
    seal = seal_of(keeper)
    with guide.item("skills", "OL-02") as skill:
        skill[field] = "Somebody was quicker"

    response = keeper.post(PAGE, {"seal": seal}, follow=True)

    assert "has changed since you looked" in response.content.decode()
    assert not Skill.objects.filter(name_en="Set the <strategy>").exists()


def test_apply_is_refused_when_a_file_has_changed_without_effect(keeper, guide):
    seal = seal_of(keeper)
    with (guide.path / "terms.yaml").open("a") as file:
        file.write("# Read again, found good.\n")

    keeper.post(PAGE, {"seal": seal})

    assert not Skill.objects.filter(name_en="Set the <strategy>").exists()


def test_apply_is_refused_when_the_words_here_have_changed(keeper, guide):
    seal = seal_of(keeper)
    reword("OL-01", "Our strategy")

    response = keeper.post(PAGE, {"seal": seal}, follow=True)

    assert "has changed since you looked" in response.content.decode()


def test_confirming_what_is_out_of_date_leads_back(keeper, guide):
    response = keeper.get(PAGE, {"confirm": "0" * 64}, follow=True)

    assert "has changed since you looked" in response.content.decode()


def test_apply_without_a_seal_is_refused(keeper, guide):
    keeper.post(PAGE)

    assert not Skill.objects.filter(name_en="Set the <strategy>").exists()


@pytest.mark.parametrize("act", ["look", "apply"])
def test_damaged_files_are_named_on_the_page(keeper, guide, act):
    seal = seal_of(keeper)
    with guide.item("skills", "OL-01") as skill:
        skill["competency"] = "A9"

    response = keeper.get(PAGE) if act == "look" else keeper.post(PAGE, {"seal": seal})

    assert response.status_code == 409
    assert "skills.yaml, OL-01: no competency &quot;A9&quot;" in response.content.decode()


def test_local_wording_stands_beside_the_guides_and_goes_back(keeper, guide):
    skill = reword("OL-02", "Our committees")
    page = keeper.get(PAGE).content.decode()

    keeper.post(PAGE, {"model": "skill", "pk": skill.pk, "name": "name_en"})

    skill.refresh_from_db()
    assert "Our committees" in page and "Use the guide’s text for OL-02, name [en]" in page
    assert skill.name == "Work with governance bodies"


def test_going_back_needs_the_right_to_change_the_item(client, guide):
    user = UserFactory(is_staff=True)
    may(user, "add_catalogueversion", "change_term")
    client.force_login(user)
    skill = reword("OL-02", "Our committees")

    response = client.post(PAGE, {"model": "skill", "pk": skill.pk, "name": "name_en"})

    skill.refresh_from_db()
    assert response.status_code == 403
    assert skill.name == "Our committees"


@pytest.mark.parametrize(
    "sent",
    [
        {"model": "user", "pk": 1, "name": "email"},
        {"model": "skill", "pk": "one", "name": "name_en"},
        {"model": "skill", "pk": 0, "name": "name_en"},
        {"model": "skill", "pk": None, "name": "loaded"},
    ],
)
def test_going_back_to_what_the_guide_does_not_have_is_404(keeper, guide, sent):
    pk = Skill.objects.get(code="OL-01").pk if sent["pk"] is None else sent["pk"]

    assert keeper.post(PAGE, sent | {"pk": pk}).status_code == 404


def test_page_needs_as_many_queries_for_many_changes_as_for_one(
    keeper, guide, django_assert_max_num_queries
):
    with guide.editing("skills") as skills:
        for skill in skills:
            skill["source"] = "A new source"

    with django_assert_max_num_queries(25):  # 19 to compare, the rest for session and account
        keeper.get(PAGE)


def test_list_of_versions_opens(keeper):
    assert keeper.get("/admin/roles/catalogueversion/").status_code == 200
