"""The catalogue is open to everyone, and says for each line what it rests on."""

import gzip

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from roles.models import Role, Skill, SkillCrosswalk

PAGES = [
    ("catalogue", {}),
    ("role_detail", {"slug": "implementer-technical"}),
    ("role_detail", {"slug": "trainer"}),
    ("skill_list", {}),
    ("skill_detail", {"code": "IT-06"}),
    ("competency_list", {}),
    ("resource_list", {}),
]


@pytest.mark.parametrize(("name", "kwargs"), PAGES)
def test_page_is_open_cheap_and_light(name, kwargs, client, db, django_assert_max_num_queries):
    url = reverse(f"roles:{name}", kwargs=kwargs)

    with django_assert_max_num_queries(12):
        response = client.get(url)

    assert response.status_code == 200
    assert len(gzip.compress(response.content)) < 20_000


@pytest.mark.parametrize("slug", ["operational-lead", "app-developer"])
def test_role_page_shows_purpose_and_skills(slug, client, db):
    role = Role.objects.get(slug=slug)

    page = client.get(role.get_absolute_url()).content.decode()

    assert role.purpose[:20] in page
    assert all(skill.code in page for skill in role.skills.all())


def test_sub_role_of_trainer_shows_the_shared_set_and_marks_the_other_side(client, db):
    response = client.get(reverse("roles:role_detail", args=["trainer-program"]))

    rows = response.context["skills"]
    assert {row.skill.skill_set.slug for row in rows} == {"trainer"}
    assert {row.skill.track for row in rows if row.other_track} == {"technical"}


def test_family_shows_its_sub_roles(client, db):
    page = client.get(reverse("roles:role_detail", args=["implementer"])).content.decode()

    assert reverse("roles:role_detail", args=["implementer-program"]) in page
    assert reverse("roles:role_detail", args=["implementer-technical"]) in page


def test_basis_stands_with_its_word_and_meaning(client, db):
    page = client.get(reverse("roles:role_detail", args=["implementer-technical"]))

    assert "D · Documented" in page.content.decode()
    assert "The guide says it of this role" in page.content.decode()


def test_all_levels_can_be_opened_without_script(client, db):
    url = reverse("roles:role_detail", args=["operational-lead"])

    closed, opened = client.get(url), client.get(url, {"levels": "open"})

    assert '<details class="skill">' in closed.content.decode()
    assert '<details class="skill" open>' in opened.content.decode()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"q": "IT-06"}, {"IT-06"}),
        ({"q": "organisation unit hierarchy"}, {"IT-01"}),
        ({"q": "metadata sharing"}, {"IT-06"}),
        ({"role": "operational-lead", "critical": "1", "competency": "A3"}, {"OL-03"}),
    ],
)
def test_skills_can_be_narrowed_down(query, codes, client, db):
    response = client.get(reverse("roles:skill_list"), query)

    found = {skill.code for _, skills in response.context["groups"] for skill in skills}
    assert codes <= found
    assert len(found) < 10


@pytest.mark.parametrize("field", ["role", "competency", "basis", "role_class", "resource"])
def test_skill_filter_with_nonsense_says_so_and_stays_a_page(field, client, db):
    response = client.get(reverse("roles:skill_list"), {field: "\x00'; nonsense"})

    assert response.status_code == 200


def test_skills_without_a_match_offer_all_of_them(client, db):
    page = client.get(reverse("roles:skill_list"), {"q": "zebra"}).content.decode()

    assert "No skill matches" in page


def test_class_filter_leaves_out_other_classes(client, db):
    response = client.get(reverse("roles:skill_list"), {"role_class": "optional"})

    assert {role.role_class for role, _ in response.context["groups"]} == {"optional"}


def test_resources_by_kind_leave_out_academies(client, db):
    response = client.get(reverse("roles:resource_list"), {"kind": "solution"})

    kinds = {item.kind for _, resources in response.context["groups"] for item in resources}
    assert kinds == {"solution"}


def test_resource_links_to_what_it_asks_for(client, db):
    page = client.get(reverse("roles:resource_list")).content.decode()

    assert 'href="#AC-05"' in page


def test_skill_page_names_the_academies_that_address_it(client, db):
    response = client.get(reverse("roles:skill_detail", args=["IT-06"]))

    assert {"AC-06", "AC-07"} <= {resource.code for resource in response.context["resources"]}


@pytest.mark.parametrize("url", ["/catalogue/skills/XX-99/", "/catalogue/roles/nobody/"])
def test_unknown_item_is_not_found(url, client, db):
    assert client.get(url).status_code == 404


def test_retired_skill_is_left_out_of_the_list_and_stays_readable(client, db):
    Skill.objects.filter(code="IT-06").update(retired_at=timezone.now())

    page = client.get(reverse("roles:skill_detail", args=["IT-06"])).content.decode()
    response = client.get(reverse("roles:skill_list"))

    assert "No longer in the catalogue" in page
    assert response.context["found"] == Skill.objects.count() - 1


def test_retired_role_stays_readable_and_leaves_the_overview(client, db):
    Role.objects.filter(slug="app-developer").update(retired_at=timezone.now())
    url = reverse("roles:role_detail", args=["app-developer"])

    assert "No longer in the catalogue" in client.get(url).content.decode()
    assert url not in client.get(reverse("roles:catalogue")).content.decode()


@pytest.mark.parametrize("typed", ["metadonnees", "MÉTADONNÉES", "acces controle"])
def test_search_needs_no_accents(typed, client, db):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    response = client.get(reverse("roles:skill_list"), {"q": typed})

    found = {skill.code for _, skills in response.context["groups"] for skill in skills}
    assert "IT-06" in found or "IT-12" in found
    assert len(found) < 30


def test_lists_of_skills_are_closed_until_something_is_asked(client, db):
    whole = client.get(reverse("roles:skill_list")).content.decode()
    narrowed = client.get(reverse("roles:skill_list"), {"q": "IT-06"}).content.decode()

    assert '<details class="disclosure" open>' not in whole
    assert '<details class="disclosure" open>' in narrowed


def test_retired_skill_names_what_took_its_place_and_that_one_what_it_was(client, db):
    SkillCrosswalk.objects.create(old="IT-06", new="IT-07", kind="split", since="2027.1")
    SkillCrosswalk.objects.create(old="XX-01", new="IT-07", kind="merged", since="2027.1")

    old = client.get(reverse("roles:skill_detail", args=["IT-06"]))
    new = client.get(reverse("roles:skill_detail", args=["IT-07"]))

    assert [one["code"] for one in old.context["successors"]] == ["IT-07"]
    assert 'href="/catalogue/skills/IT-07/"' in old.content.decode()
    assert [one["code"] for one in new.context["predecessors"]] == ["IT-06", "XX-01"]
    assert "XX-01" in new.content.decode()
