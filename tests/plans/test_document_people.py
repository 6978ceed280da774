"""Keeping and developing people in documents: nobody by name without the own consent."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from assessments.models import Consent
from plans.document_choices import ON_CHOICE, SECTIONS, Choices, chosen
from plans.document_format import Formats
from plans.document_people import development_annex, retention_rows
from plans.documents import context_of
from plans.models import Maturity
from plans.plan_document import plan_document
from plans.plan_workbook import render_workbook
from roles.models import RetentionMeasure, RetentionStep, Skill
from tests.factories import ActivityFactory, MemberFactory, PositionFactory
from tests.plans.reading_documents import whole_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def learners(plan, counted_sheet):
    """Ada and Bo stand at 0 in a skill that an activity builds, with a gap in another."""
    activity = ActivityFactory(plan=plan, title="Strategy course")
    activity.skills.add(Skill.objects.get(code="OL-01"))
    found = []
    for name in ("Ada Agreed", "Bo Silent"):
        member = MemberFactory(team=plan.team, name=name)
        PositionFactory(team=plan.team, holder=member)
        counted_sheet({"OL-01": 0, "OL-02": 1}, member)
        activity.participants.add(member)
        found.append(member)
    Consent.objects.create(member=found[0], what=Consent.What.PUBLICATION)
    return found


def annexed(plan):
    return [(one.member, len(one.activities)) for one in development_annex(plan, "en").plans]


def test_only_who_agreed_stands_in_the_annex_and_the_others_are_counted(plan, learners):
    annex = development_annex(plan, "en", datetime.date(2026, 11, 25))

    (ada,) = annex.plans
    assert (ada.member, annex.others) == ("Ada Agreed", 1)
    assert ada.activities[0].skills == (f"{Skill.objects.get(code='OL-01').name} 0 → target 2",)
    assert [(gap.level, gap.target) for gap in ada.gaps] == [(1, 2)]


@pytest.mark.parametrize("what", [Consent.What.READERS, Consent.What.PLAN])
def test_other_consents_do_not_open_the_annex(plan, learners, what):
    Consent.objects.create(member=learners[1], what=what)

    assert annexed(plan) == [("Ada Agreed", 1)]


def test_consent_withdrawn_leaves_the_annex_at_once(plan, learners):
    Consent.objects.update(withdrawn_at=timezone.now())

    assert annexed(plan) == []


def downloaded(page, team, **query):
    return page.get(reverse("plans:file", args=[team.slug]), query).content


def test_annex_stands_in_a_file_only_when_asked_for(page, plan, learners):
    sections = [*SECTIONS]
    usual = whole_text(downloaded(page, plan.team, section=sections))
    asked = whole_text(downloaded(page, plan.team, section=[*sections, *ON_CHOICE]))
    pdf = PdfReader(
        BytesIO(downloaded(page, plan.team, format="pdf", section=["cover", *ON_CHOICE]))
    )

    assert "Development plans of members" not in usual and "→ target" not in usual
    assert "0 → target 2" in asked and "The plans of" not in asked
    assert "The plan of 1 other member stays" in asked
    assert "Annex 4" not in usual and "Annex 4" in asked
    words = " ".join(one.extract_text() for one in pdf.pages)
    assert "Ada Agreed" in words and "Bo Silent" not in words


def test_annex_keeps_its_number_of_queries(plan, counted_sheet, learners, django_assert_num_queries,
                                           django_assert_max_num_queries):  # fmt: skip
    with django_assert_max_num_queries(16) as before:
        development_annex(plan, "en")
    for _number in range(4):
        member = MemberFactory(team=plan.team)
        counted_sheet({"OL-01": 0}, member)
        Consent.objects.create(member=member, what=Consent.What.PUBLICATION)

    with django_assert_num_queries(len(before)):
        development_annex(plan, "en")


def test_version_never_holds_the_annex(plan, learners):
    assert plan_document(plan, "en").development is None


def test_sections_left_out_are_not_taken_for_the_whole(rf):
    one = chosen(rf.get("/", {"section": ["development"]}).GET)

    assert one.show["development"] and one.show["cover"] and one.method_number == 4
    assert not chosen(rf.get("/").GET).show["development"]


# --- what keeps the team


def stay(member, state, measure=0):
    return RetentionStep.objects.create(
        member=member,
        measure=RetentionMeasure.objects.current().order_by("order")[measure],
        state=state,
        next_step="Talk with Bo about leaving",
        note="Bo has an offer",
    )


def test_measures_stand_without_people_roles_or_notes(plan, learners):
    stay(learners[0], "in_force")
    stay(learners[1], "planned")
    ActivityFactory(plan=plan, code="A-77", title="Career path", kind="hr_measure")

    rows = context_of(plan_document(plan, "en"), Formats("en", "USD"))["keeping"]

    assert [row["whom"] for row in rows][0] == "the team"
    assert rows[0]["state"] == "in force for some, planned for others"
    assert rows[-1]["measure"] == "A-77 Career path" and rows[-1]["state"] == "no cost entered"
    assert "Bo" not in str(rows) and "offer" not in str(rows)


@pytest.mark.parametrize(("people", "roles"), [(4, ()), (5, ("Operational Lead",))])
def test_role_beside_a_measure_needs_five_people(team, people, roles):
    members = MemberFactory.create_batch(people, team=team)
    for member in members:
        stay(member, "planned")
    held = {str(member.pk): ["Operational Lead"] for member in members}

    (row,) = retention_rows(team, held)

    assert row.roles == roles and row.planned and not row.in_force


def test_readiness_is_the_guides_advice_once_somebody_has_said(plan):
    assert plan_document(plan, "en").readiness is None
    Maturity.objects.create(team=plan.team, leadership=0)

    found = plan_document(plan, "en").readiness

    assert not found.ok and "aggregate" in found.lead and "Leadership" in found.text


# --- Excel, as Word


def test_workbook_hides_holders_and_adds_the_annex_as_word_does(plan, learners):
    document = plan_document(plan, "en")
    hidden = load_workbook(BytesIO(render_workbook(document, choices=Choices(named=False))))
    shown = load_workbook(BytesIO(render_workbook(document)))

    def words(book):
        return " ".join(
            str(value) for sheet in book for row in sheet.values for value in row if value
        )

    assert "Ada Agreed" in words(shown) and "filled" in words(hidden)
    assert "Ada Agreed" not in words(hidden) and "Bo Silent" not in words(hidden)
    assert "Development plans of members" not in shown.sheetnames


@pytest.mark.parametrize(("language", "words"), [("en", "Annex 1"), ("fr", "Annexe 1")])
def test_language_of_the_document_is_not_that_of_the_reader(client, lead, plan, language, words):
    client.force_login(lead)
    client.cookies["django_language"] = "fr" if language == "en" else "en"

    content = downloaded(client, plan.team, language=language)

    assert words.split()[0] + " 1" in whole_text(content)
    assert Document(BytesIO(content)).core_properties.language.startswith(language)
