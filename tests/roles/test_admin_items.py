"""The admin's page of a catalogue item: languages, what uses it, retiring only after asking."""

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.urls import reverse

from roles.admin.resource_form import LearningResourceForm
from roles.catalogue_tables import TABLES
from roles.models import (
    Competency,
    CostCategory,
    LearningPathStep,
    LearningResource,
    Responsibility,
    RetentionMeasure,
    Role,
    Skill,
    SubSkill,
)
from tests.factories import (
    ActivityFactory,
    AssessmentFactory,
    CostLineFactory,
    PositionFactory,
    RatingFactory,
    RetentionStepFactory,
    RoundFactory,
    UserFactory,
)


@pytest.fixture
def keeper(client, staff):
    client.force_login(staff)
    return client


def url(model, page, *args):
    return reverse(f"admin:roles_{model._meta.model_name}_{page}", args=args)


def act(client, action, item, **data):
    sent = {"action": action, "_selected_action": [item.pk]} | data
    return client.post(url(type(item), "changelist"), sent)


def uses(client, item):
    response = client.get(url(type(item), "change", item.pk))
    return {use.kind: (use.count, use.within, use.teams) for use in response.context["uses"]}


@pytest.fixture
def skill(db):
    return Skill.objects.get(code="OL-01")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("words", ["Only English", "Seulement français"])
def test_search_finds_a_name_in_every_language(keeper, skill, language, words):
    Skill.objects.filter(pk=skill.pk).update(
        name_en="Only English words", name_fr="Seulement français"
    )
    keeper.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    found = keeper.get(url(Skill, "changelist"), {"q": words}).context["cl"].queryset

    assert [one.pk for one in found] == [skill.pk]


@pytest.mark.parametrize("action", ["retire", "bring_back"])
def test_retiring_asks_first_and_writes_nothing(keeper, skill, action):
    if action == "bring_back":
        act(keeper, "retire", skill, sure="yes")
    before = Skill.objects.current().filter(pk=skill.pk).exists()

    page = act(keeper, action, skill).content.decode()

    assert skill.name in page and 'name="sure"' in page
    assert Skill.objects.current().filter(pk=skill.pk).exists() == before


def test_confirm_page_counts_what_uses_the_items(keeper, skill):
    RatingFactory(code="OL-01")

    page = act(keeper, "retire", skill).content.decode()

    assert "Ratings" in page and "1 round" in page


def test_item_is_retired_and_brought_back_when_sure(keeper, skill):
    act(keeper, "retire", skill, sure="yes")
    retired = not Skill.objects.current().filter(pk=skill.pk).exists()
    act(keeper, "bring_back", skill, sure="yes")

    assert retired
    assert Skill.objects.current().filter(pk=skill.pk).exists()


def test_retiring_stands_in_the_history_of_the_item(keeper, staff, skill):
    act(keeper, "retire", skill, sure="yes")

    entry = LogEntry.objects.get(object_id=str(skill.pk))
    page = keeper.get(url(Skill, "history", skill.pk)).content.decode()
    assert (entry.user, entry.get_change_message()) == (staff, "Retired.")
    assert "Retired." in page


def test_retired_item_is_not_retired_again(keeper, skill):
    act(keeper, "retire", skill, sure="yes")
    before = Skill.objects.get(pk=skill.pk).retired_at

    page = act(keeper, "retire", skill).content.decode()
    act(keeper, "retire", skill, sure="yes")

    assert "retired already" in page
    assert Skill.objects.get(pk=skill.pk).retired_at == before


def test_retiring_needs_the_right_to_change(client, skill):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_skill"))
    client.force_login(user)

    act(client, "retire", skill, sure="yes")

    assert Skill.objects.current().filter(pk=skill.pk).exists()


def test_page_of_a_skill_counts_what_uses_it(keeper, skill):
    one = RoundFactory()
    for _number in range(2):
        RatingFactory(code="OL-01", assessment=AssessmentFactory(round=one))
    RatingFactory(code="OL-01")
    ActivityFactory().skills.add(skill)

    found = uses(keeper, skill)

    assert found["ratings"] == (3, "2 rounds", 2)
    assert found["activities"] == (1, "1 plan", 1)
    assert found["sub-skills"] == (skill.sub_skills.count(), "", None)


def test_page_of_a_role_counts_positions(keeper):
    position = PositionFactory()
    PositionFactory(team=position.team)

    assert uses(keeper, position.role)["positions"] == (2, "", 1)


def test_page_of_a_measure_counts_steps_without_names(keeper):
    step = RetentionStepFactory(code="R1", member__name="Semisi Faleono")
    measure = RetentionMeasure.objects.get(code="R1")

    page = keeper.get(url(RetentionMeasure, "change", measure.pk)).content.decode()

    assert uses(keeper, measure)["retention steps"] == (1, "1 member", 1)
    assert step.member.name not in page


def test_page_of_a_cost_category_counts_lines(keeper):
    CostLineFactory(code="C3")

    found = uses(keeper, CostCategory.objects.get(code="C3"))

    assert found["cost lines"] == (1, "1 plan", 1)


def test_page_of_an_unused_item_says_so(keeper):
    responsibility = Responsibility.objects.first()

    page = keeper.get(url(Responsibility, "change", responsibility.pk)).content.decode()

    assert "Nothing uses it yet." in page


def test_page_shows_english_with_all_other_fields(keeper, skill):
    form = keeper.get(url(Skill, "change", skill.pk)).context["adminform"].form

    assert "name_en" in form.fields and "competency" in form.fields
    assert "name_fr" not in form.fields


def test_page_of_a_translation_shows_the_english_beside_it(keeper, skill):
    response = keeper.get(url(Skill, "change", skill.pk), {"lang": "fr"})

    form = response.context["adminform"].form
    assert set(form.fields) == {"name_fr", "level_1_fr", "level_2_fr", "level_3_fr"}
    assert skill.name_en in response.content.decode()


def test_arabic_is_written_from_the_right(keeper, skill):
    page = keeper.get(url(Skill, "change", skill.pk), {"lang": "ar"}).content.decode()

    assert 'lang="ar" dir="rtl"' in page


def test_language_that_is_not_ours_is_english(keeper, skill):
    form = keeper.get(url(Skill, "change", skill.pk), {"lang": "xx"}).context["adminform"].form

    assert "name_en" in form.fields


def test_translation_is_saved_and_the_english_stays(keeper, skill):
    page = f"{url(Skill, 'change', skill.pk)}?lang=pt"
    inlines = {"sub_skills-TOTAL_FORMS": 0, "sub_skills-INITIAL_FORMS": 0}

    response = keeper.post(
        page, inlines | {"name_pt": "Definir a estratégia", "name_en": "x", "_continue": "1"}
    )

    skill.refresh_from_db()
    assert (skill.name_pt, skill.name_en) == (
        "Definir a estratégia",
        "Set DHIS2 strategy and roadmap",
    )
    assert response.url == page


def test_english_text_is_required(keeper, skill):
    response = keeper.post(url(Skill, "change", skill.pk), {"name_en": ""})

    assert "name_en" in response.context["adminform"].form.errors


def test_order_is_changed_in_the_list(keeper):
    competency = Competency.objects.first()
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "1"}
    row = {"form-0-id": competency.pk, "form-0-order": 77}

    keeper.post(url(Competency, "changelist"), rows | row)

    competency.refresh_from_db()
    assert competency.order == 77


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("model", [Role, Skill, LearningResource, LearningPathStep, SubSkill])
def test_page_needs_few_queries(keeper, model, lang, query_count):
    item = model.objects.first()

    queries = query_count(lambda: keeper.get(url(model, "change", item.pk), {"lang": lang}))

    assert queries < 25


def test_page_of_a_role_needs_as_many_queries_for_many_steps(keeper, query_count):
    role = Role.objects.get(slug="operational-lead")
    keeper.get(url(Role, "change", role.pk))  # content types are read once
    before = query_count(lambda: keeper.get(url(Role, "change", role.pk)))
    resource = LearningResource.objects.first()
    LearningPathStep.objects.bulk_create(
        LearningPathStep(role=role, stage="later", resource=resource, order=50 + number)
        for number in range(20)
    )

    after = query_count(lambda: keeper.get(url(Role, "change", role.pk)))

    assert after == before


@pytest.mark.parametrize("model", [Role, Skill, LearningPathStep, SubSkill, Responsibility])
def test_list_needs_few_queries(keeper, model, query_count):
    queries = query_count(lambda: keeper.get(url(model, "changelist")))

    assert queries < 15


def test_roles_of_the_guide_pass_their_own_check(db):
    for role in Role.objects.select_related("family"):
        role.clean()


def test_role_under_a_role_that_is_no_family_is_refused(db):
    lead, server = Role.objects.filter(is_family=False)[:2]
    lead.family = server

    with pytest.raises(ValidationError, match="Only a family"):
        lead.full_clean()


def test_family_with_roles_stays_a_family(db):
    family = Role.objects.filter(is_family=True, sub_roles__isnull=False).first()
    family.is_family = False

    with pytest.raises(ValidationError, match="stays a family"):
        family.full_clean()


def test_index_leads_to_the_check_of_a_new_version(keeper):
    page = keeper.get("/admin/roles/catalogueversion/").content.decode()
    check = reverse("admin:roles_catalogueversion_check")

    assert check in page
    assert keeper.get(check).status_code == 200


@pytest.mark.parametrize("model", [Role, Skill, Competency, LearningResource])
def test_code_of_an_item_of_the_guide_stays(keeper, model):
    item = model.objects.first()

    form = keeper.get(url(model, "change", item.pk)).context["adminform"].form

    assert not {"code", "slug"} & set(form.fields)


def test_code_of_an_own_item_may_change_and_says_what_it_is_for(keeper):
    own = Competency.objects.create(code="Z1", name="Ours", short_name="Ours")

    form = keeper.get(url(Competency, "change", own.pk)).context["adminform"].form

    assert "name the item by it" in form.fields["code"].help_text


@pytest.mark.parametrize(
    ("asks", "circle"),
    [
        (["AC-01"], None),
        (["AC-11"], "AC-11 → AC-11"),
        (["AC-07"], "AC-07"),
        ([], None),
    ],
)
def test_courses_that_wait_for_each_other_are_refused(db, asks, circle):
    """AC-07 asks for AC-05 in the guide; here AC-05 begins to ask for others."""
    code = "AC-11" if circle == "AC-11 → AC-11" else "AC-05"
    course = LearningResource.objects.get(code=code)
    fields = modelform_factory(
        LearningResource, form=LearningResourceForm, fields=["prerequisites"]
    )
    chosen = LearningResource.objects.filter(code__in=asks)

    form = fields({"prerequisites": [one.pk for one in chosen]}, instance=course)

    assert form.is_valid() is (circle is None)
    if circle:
        assert "would wait for each other" in form.errors["prerequisites"][0]
        assert circle in form.errors["prerequisites"][0]


def test_every_field_of_the_catalogue_has_a_name_to_translate():
    """A field without one is called by its English attribute, in every language."""
    unnamed = [
        f"{table.model.__name__}.{field.name}"
        for table in TABLES
        for field in table.model._meta.get_fields()
        if field.concrete and field.editable and not field.auto_created
        if type(field.verbose_name) is str
    ]

    assert unnamed == []
