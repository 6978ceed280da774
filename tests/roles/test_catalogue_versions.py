"""From version 1 to 2 of the catalogue: exactly what the files changed, and nothing local."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.models import Rating
from assessments.results import read_sheet
from roles.catalogue_changes import Kind
from roles.catalogue_loader import back_to_guide, check_catalogue, load_catalogue
from roles.catalogue_words import CatalogueError, report
from roles.models import (
    CatalogueVersion,
    Competency,
    LearningResource,
    PrincipleQuestion,
    Role,
    Skill,
    SkillCrosswalk,
    SubSkill,
)
from tests.factories import RatingFactory
from tests.roles.catalogue_folder import GuideFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(tmp_path):
    """The files as they are loaded: version 1."""
    return GuideFolder(tmp_path / "guide")


def what_happens(changes, *kinds):
    """Model, label and kind of whatever a load changes; places in lists left out."""
    kinds = kinds or (Kind.ADDED, Kind.CHANGED, Kind.RETIRED, Kind.BACK)
    return {
        (part.table.model.__name__, change.label, change.kind.value)
        for part in changes.tables
        for change in part.of(*kinds)
    }


def version_two(guide):
    """One skill reworded, one new, one split in two, and the version raised."""
    with guide.item("skills", "OL-01") as skill:
        skill["name"] = "Set the strategy"
    guide.drop_skill("IT-06")
    guide.add_skill("IT-90", "Manage users")
    guide.add_skill("IT-91", "Manage sharing")
    guide.add_skill("OL-90", "Use what AI offers with care", like="OL-02")
    guide.write(
        "crosswalk",
        [
            {"old": "IT-06", "new": new, "kind": "split", "since": "2099.1"}
            for new in ("IT-90", "IT-91")
        ],
    )
    guide.raise_version("2099.1")


def call(*options, **named):
    out = io.StringIO()
    call_command("load_catalogue", *options, stdout=out, **named)
    return out.getvalue()


def test_second_load_writes_nothing(guide, django_assert_num_queries):
    before = CatalogueVersion.objects.latest().loaded_at

    with django_assert_num_queries(24) as queries:  # savepoints, 16 models, 4 sets, versions
        changes = load_catalogue(guide.path)

    words = {query["sql"].split()[0] for query in queries.captured_queries}
    assert words <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert not changes.writes
    assert CatalogueVersion.objects.latest().loaded_at == before


def test_check_of_the_same_version_says_so_and_ends_well(guide):
    assert "Nothing would change." in call("--check", folder=guide.path)


def test_check_shows_exactly_what_version_two_changes(guide):
    version_two(guide)

    changes = check_catalogue(guide.path)

    assert what_happens(changes) == {
        ("Skill", "OL-01", "changed"),
        ("Skill", "IT-06", "retired"),
        ("Skill", "IT-90", "added"),
        ("Skill", "IT-91", "added"),
        ("Skill", "OL-90", "added"),
        ("SubSkill", "IT-06", "retired"),
        ("LearningResource", "AC-06", "changed"),
        ("LearningResource", "AC-07", "changed"),
        ("SkillCrosswalk", "IT-06 IT-90", "added"),
        ("SkillCrosswalk", "IT-06 IT-91", "added"),
    }


def test_check_prints_old_and_new_text_and_returns_1(guide, capsys):
    version_two(guide)

    with pytest.raises(SystemExit) as ended:
        call_command("load_catalogue", "--check", folder=guide.path)

    printed = capsys.readouterr().out
    assert ended.value.code == 1
    assert "Version 2026.1 is followed by 2099.1." in printed
    assert "name [en]: “Set DHIS2 strategy and roadmap” → “Set the strategy”" in printed
    assert "IT-90  Manage users" in printed


def test_check_writes_nothing(guide, django_assert_num_queries):
    version_two(guide)

    with django_assert_num_queries(21) as queries:
        check_catalogue(guide.path)

    assert {query["sql"].split()[0] for query in queries.captured_queries} == {"SELECT"}


def test_load_applies_what_the_check_showed(guide):
    version_two(guide)
    shown = report(check_catalogue(guide.path))

    applied = report(load_catalogue(guide.path))

    assert applied == shown
    assert Skill.objects.get(code="OL-01").name == "Set the strategy"
    assert Skill.objects.get(code="IT-06").retired_at
    assert Skill.objects.get(code="IT-90").skill_set.slug == "implementer-technical"
    assert not check_catalogue(guide.path).writes


def test_retired_skill_keeps_its_ratings_in_an_open_round(guide):
    rating = RatingFactory(code="IT-06", assessment__slug="implementer-technical", level=2)
    round_ = rating.assessment.round
    version_two(guide)

    load_catalogue(guide.path)

    rating.refresh_from_db()
    round_.refresh_from_db()
    answered = {answer.skill.code: answer.level for answer in read_sheet(rating.assessment)}
    assert Rating.objects.count() == 1
    assert (rating.skill.code, rating.level) == ("IT-06", 2)
    assert answered["IT-06"] == 2
    assert round_.catalogue_version.code == "2026.1"
    assert CatalogueVersion.objects.latest().code == "2099.1"


def test_skill_that_returns_to_the_guide_is_brought_back(guide):
    skills = guide.read("skills")
    guide.drop_skill("IT-06")
    load_catalogue(guide.path)
    guide.write("skills", skills)

    changes = load_catalogue(guide.path)

    assert ("Skill", "IT-06", "back") in what_happens(changes)
    assert Skill.objects.get(code="IT-06").retired_at is None
    assert SubSkill.objects.current().filter(skill__code="IT-06").count() == 6


def test_new_line_in_a_list_leaves_the_others_as_they_are(guide):
    first = SubSkill.objects.filter(skill__code="OL-02").order_by("order").first()
    guide.insert_sub_skill("OL-02", "Know the law")

    changes = load_catalogue(guide.path)

    first.refresh_from_db()
    assert what_happens(changes) == {("SubSkill", "OL-02", "added")}
    assert first.order == 2
    assert [one.name for one in Skill.objects.get(code="OL-02").sub_skills.all()][0] == (
        "Know the law"
    )


def test_reworded_line_of_a_list_stays_the_same_item(guide):
    first = SubSkill.objects.filter(skill__code="OL-02").order_by("order").first()
    with guide.item("skills", "OL-02") as skill:
        skill["sub_skills"][0] = "Write papers and options"

    changes = load_catalogue(guide.path)

    first.refresh_from_db()
    assert what_happens(changes) == {("SubSkill", "OL-02", "changed")}
    assert first.name == "Write papers and options"


def test_links_to_many_follow_the_guide(guide):
    with guide.item("resources", "AC-01") as resource:
        resource["skills"] = ["OL-01", "OL-02"]
        resource["prerequisites"] = ["AC-02"]

    load_catalogue(guide.path)

    resource = LearningResource.objects.get(code="AC-01")
    assert [skill.code for skill in resource.skills.all()] == ["OL-01", "OL-02"]
    assert [one.code for one in resource.prerequisites.all()] == ["AC-02"]


def test_new_family_and_its_role_are_linked(guide):
    with guide.editing("roles") as roles:
        model = roles[0] | {"responsibilities": [], "required": False}
        roles.append(model | {"slug": "crew", "is_family": True, "skill_set": "crew"})
        roles.append(model | {"slug": "crew-one", "family": "crew", "skill_set": "crew"})

    load_catalogue(guide.path)

    role = Role.objects.get(slug="crew-one")
    assert (role.family.slug, role.skill_set.slug) == ("crew", "crew")
    assert not check_catalogue(guide.path).writes


def test_items_that_change_under_the_same_version_are_remarked_on(guide):
    with guide.item("skills", "OL-01") as skill:
        skill["name"] = "Set the strategy"

    printed = report(check_catalogue(guide.path))

    assert "the version stays 2026.1" in printed


def test_local_addition_is_neither_retired_nor_changed(guide):
    competency = Competency.objects.first()
    Skill.objects.create(
        code="XX-1", name="Our own", skill_set=Role.objects.first(), competency=competency
    )
    version_two(guide)

    load_catalogue(guide.path)

    skill = Skill.objects.get(code="XX-1")
    assert skill.local and skill.retired_at is None and skill.name == "Our own"


def test_code_taken_by_a_local_addition_is_refused(guide):
    Skill.objects.create(
        code="IT-90",
        name="Our own",
        skill_set=Role.objects.first(),
        competency=Competency.objects.first(),
    )
    version_two(guide)

    with pytest.raises(CatalogueError, match="skills.yaml, IT-90: an item added here has this"):
        load_catalogue(guide.path)

    assert not CatalogueVersion.objects.filter(code="2099.1").exists()


def test_local_wording_survives_and_stands_beside_the_guides(guide):
    Skill.objects.filter(code="OL-01").update(name_en="Our strategy")
    version_two(guide)

    printed = report(check_catalogue(guide.path))
    load_catalogue(guide.path)

    assert "name [en]: here “Our strategy”, new in the guide “Set the strategy”" in printed
    assert Skill.objects.get(code="OL-01").name == "Our strategy"
    assert not check_catalogue(guide.path).writes


def test_other_columns_of_a_reworded_item_follow_the_guide(guide):
    Skill.objects.filter(code="OL-01").update(name_en="Our strategy")
    with guide.item("skills", "OL-01") as skill:
        skill["levels"][1] = "Has read the roadmap"

    load_catalogue(guide.path)

    skill = Skill.objects.get(code="OL-01")
    assert (skill.name, skill.level_1) == ("Our strategy", "Has read the roadmap")


def test_local_wording_alone_is_shown_and_is_no_change(guide):
    Skill.objects.filter(code="OL-01").update(name_en="Our strategy")

    changes = check_catalogue(guide.path)

    assert not changes.writes
    assert "here “Our strategy”, the guide says “Set DHIS2 strategy and" in report(changes)


def test_line_ends_of_a_form_are_no_local_wording(guide):
    with guide.item("questions", "Q01") as question:
        question["advice"] = "One\nTwo"
    load_catalogue(guide.path)
    PrincipleQuestion.objects.filter(code="Q01").update(advice_en="One\r\nTwo")

    changes = check_catalogue(guide.path)

    assert what_happens(changes, *Kind) == set()


def test_item_retired_here_stays_retired(guide):
    Skill.objects.filter(code="OL-01").update(retired_at=timezone.now())
    version_two(guide)

    load_catalogue(guide.path)

    assert Skill.objects.get(code="OL-01").retired_at


def test_item_of_the_guide_returns_to_its_text(guide, staff):
    Skill.objects.filter(code="OL-01").update(name_en="Our strategy")
    skill = Skill.objects.get(code="OL-01")

    back_to_guide(item=skill, name="name_en", by=staff)

    skill.refresh_from_db()
    entry = staff.logentry_set.get()
    assert skill.name == "Set DHIS2 strategy and roadmap"
    assert "Until now it was “Our strategy”." in entry.change_message
    assert what_happens(check_catalogue(guide.path), *Kind) == set()


def test_links_of_an_item_return_to_the_guide(guide, staff):
    resource = LearningResource.objects.get(code="AC-01")
    resource.skills.add(Skill.objects.get(code="OL-02"))

    load_catalogue(guide.path)
    assert resource.skills.count() == 2
    back_to_guide(item=resource, name="skills", by=staff)

    assert [skill.code for skill in resource.skills.all()] == ["OL-15"]


def test_thresholds_set_here_pass_to_the_next_version(guide):
    CatalogueVersion.objects.update(horizon_months=24)
    guide.raise_version("2099.1", expert_from="2.6")

    printed = report(load_catalogue(guide.path))

    version = CatalogueVersion.objects.latest()
    assert (version.code, version.horizon_months, str(version.expert_from)) == (
        "2099.1",
        24,
        "2.60",
    )
    assert "are counted: stays 24 as set here; the guide says 12" in printed
    assert str(CatalogueVersion.objects.get(code="2026.1").expert_from) == "2.50"


def test_items_loaded_before_the_guides_values_were_kept_follow_the_files(guide):
    Skill.objects.filter(code="OL-01").update(loaded={}, name_en="Older text")

    load_catalogue(guide.path)

    assert Skill.objects.get(code="OL-01").name == "Set DHIS2 strategy and roadmap"


def test_load_needs_as_many_statements_for_many_items_as_for_few(
    guide, django_assert_max_num_queries
):
    version_two(guide)
    with guide.editing("skills") as skills:
        for skill in skills:
            skill["source"] = "A new source"

    with django_assert_max_num_queries(50):
        changes = load_catalogue(guide.path)

    assert changes.counts[Kind.CHANGED] > 120


def test_skill_is_comparable_with_those_it_took_the_place_of(guide):
    for old, new, kind in (
        ("OL-70", "OL-80", "renamed"),
        ("OL-80", "OL-01", "renamed"),
        ("OL-60", "OL-70", "split"),
        ("OL-60", "OL-02", "split"),
        ("OL-50", "OL-60", "renamed"),
    ):
        SkillCrosswalk.objects.create(old=old, new=new, kind=kind, since="2099.1")

    found = SkillCrosswalk.objects.comparable("OL-01")

    assert [(one.code, one.exact) for one in found] == [
        ("OL-01", True),
        ("OL-80", True),
        ("OL-70", True),
        ("OL-60", False),
        ("OL-50", False),
    ]


def test_skill_without_a_past_is_comparable_with_itself(guide, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = SkillCrosswalk.objects.comparable("OL-01")

    assert [one.code for one in found] == ["OL-01"]


def test_step_that_leaves_the_crosswalk_no_longer_counts(guide):
    version_two(guide)
    load_catalogue(guide.path)
    guide.write("crosswalk", [])

    load_catalogue(guide.path)

    assert [one.code for one in SkillCrosswalk.objects.comparable("IT-90")] == ["IT-90"]
