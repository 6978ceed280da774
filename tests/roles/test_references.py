"""Terms of reference: versions that never change, the draft from the catalogue, the form."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from roles.models import Role, TermsOfReference
from roles.reference_actions import SavedMeanwhileError, save_terms
from roles.reference_forms import ReferenceForm, one_a_line, plain_text
from roles.reference_guide import read_guide
from roles.reference_texts import document_language, draft_for, draft_for_role, guide_texts
from tests.factories import PositionFactory


def terms_of(position, number=1, **values):
    values = {"language": "en", "purpose": "Leads", "responsibilities": "Leads the team"} | values
    return TermsOfReference(position=position, number=number, **values)


@pytest.fixture
def position(team):
    return PositionFactory(team=team, holder__name="Mele Tauvaka")


def form_for(position, data=None, current=None, **changes):
    guide = read_guide([position.role])
    shown = current or draft_for(position, guide, "en")
    if data is not None:
        data = {
            "purpose": "Leads the team",
            "responsibilities": "Coordinates partners",
            "language": "en",
            "seen": current.number if current else 0,
        } | data
    return ReferenceForm(data, position=position, shown=shown, current=current, guide=guide)


# The model


def test_number_is_unique_in_a_position(position):
    terms_of(position).save()

    with pytest.raises(IntegrityError), transaction.atomic():
        terms_of(position).save()


def test_versions_count_from_1(position):
    with pytest.raises(IntegrityError), transaction.atomic():
        terms_of(position, number=0).save()


@pytest.mark.parametrize("name", ["purpose", "responsibilities"])
def test_purpose_and_responsibilities_are_never_empty(position, name):
    with pytest.raises(IntegrityError), transaction.atomic():
        terms_of(position, **{name: ""}).save()


def test_current_leaves_out_what_was_replaced(team, position):
    other = PositionFactory(team=team)
    for row in (terms_of(position), terms_of(position, 2), terms_of(other)):
        row.save()

    current = TermsOfReference.objects.current()

    assert {(row.position_id, row.number) for row in current} == {(position.pk, 2), (other.pk, 1)}


def test_visible_to_leaves_out_other_teams(position, viewer, outsider):
    terms_of(position).save()

    assert TermsOfReference.objects.visible_to(viewer).count() == 1
    assert TermsOfReference.objects.visible_to(outsider).count() == 0


# Saving


def test_saving_makes_the_next_number_and_keeps_the_first(position, lead):
    first = save_terms(terms_of(position, None), seen=0, by=lead)

    second = save_terms(terms_of(position, None, purpose="Leads more"), seen=1, by=lead)

    first.refresh_from_db()
    assert (first.number, first.purpose) == (1, "Leads")
    assert (second.number, second.purpose, second.saved_by) == (2, "Leads more", lead)


@pytest.mark.parametrize("seen", [0, 2, 10**30])
def test_saving_after_another_version_than_the_latest_writes_nothing(position, lead, seen):
    terms_of(position).save()

    with pytest.raises(SavedMeanwhileError):
        save_terms(terms_of(position, None), seen=seen, by=lead)

    assert position.references.count() == 1


def test_of_two_saves_at_once_the_database_lets_one_through(position, lead, monkeypatch):
    """The other save happens between looking for the latest number and writing the next."""
    save = TermsOfReference.save

    def overtaken(self, **kwargs):
        monkeypatch.setattr(TermsOfReference, "save", save)
        TermsOfReference.objects.bulk_create([terms_of(position)])
        save(self, **kwargs)

    monkeypatch.setattr(TermsOfReference, "save", overtaken)
    with pytest.raises(SavedMeanwhileError):
        save_terms(terms_of(position, None), seen=0, by=lead)

    assert not position.references.exists()  # the stand-in for the other save went back as well


# The draft


def test_draft_has_the_words_of_the_catalogue(position):
    draft = draft_for(position, read_guide([position.role]), "en")

    assert draft.purpose == position.role.purpose
    assert (
        draft.responsibilities.splitlines()[0]
        == "Coordinates internal and external groups and partners"
    )
    assert draft.dedication == "Full-time"
    assert draft.place == "Tavaloa. In the country, always"
    assert draft.duration == "Permanent"


def test_draft_of_the_lead_reports_to_the_governing_body(position):
    position.team.governing_body = "HIS steering committee"

    draft = draft_for(position, read_guide([position.role]), "en")

    assert draft.reporting_line == "HIS steering committee"


@pytest.mark.parametrize(
    ("slug", "line"),
    [
        ("implementer-technical", "The Operational Lead of the core team"),
        (
            "data-scientist",
            "The own department; for work of the core team, the Operational Lead",
        ),
    ],
)
def test_draft_of_the_others_reports_to_the_lead(team, slug, line):
    position = PositionFactory(team=team, slug=slug)

    assert draft_for(position, read_guide([position.role]), "en").reporting_line == line


def test_draft_says_the_share_when_it_is_not_full_time(team):
    position = PositionFactory(team=team, slug="operational-lead", fte="0.60")
    position.refresh_from_db()

    assert draft_for(position, read_guide([position.role]), "en").dedication == "0.60 of full time"


def test_draft_lasts_as_long_as_the_contract(team):
    position = PositionFactory(
        team=team,
        holder__engagement="fixed_term",
        holder__contract_end=datetime.date(2028, 6, 30),
        holder__in_country=False,
    )

    draft = draft_for(position, read_guide([position.role]), "en")

    assert draft.duration.replace("\xa0", " ") == "Fixed term, until 30 June 2028"
    assert draft.place.endswith("The present holder works from outside the country.")


def test_draft_without_a_holder_leaves_the_duration_open(team):
    position = PositionFactory(team=team, state="vacant", holder=None)

    assert draft_for(position, read_guide([position.role]), "en").duration == ""


def test_draft_asks_2_of_each_skill_and_3_of_critical_ones(position):
    skills = draft_for(position, read_guide([position.role]), "en").skills

    assert len(skills) == 16
    assert {entry["level"] for entry in skills if entry["critical"]} == {3}
    assert {entry["level"] for entry in skills if not entry["critical"]} == {2}


def test_draft_of_a_trainer_leaves_out_the_skills_of_the_other_side(team):
    position = PositionFactory(team=team, slug="trainer-program")
    guide = read_guide([position.role])
    tracks = {skill.code: skill.track for skill in guide.skills_of(position.role)}

    skills = draft_for(position, guide, "en").skills

    assert "technical" in tracks.values()
    assert skills and "technical" not in {tracks[entry["code"]] for entry in skills}


def test_draft_is_in_the_language_of_documents(position):
    Role.objects.filter(pk=position.role.pk).update(purpose_fr="Dirige l’équipe")
    position.role.refresh_from_db()

    assert draft_for(position, read_guide([position.role]), "fr").purpose == "Dirige l’équipe"


def test_draft_of_a_role_needs_no_position(db):
    role = Role.objects.get(slug="server-administrator")

    draft = draft_for_role(role, read_guide([role]), "en")

    assert (draft.place, draft.reporting_line) == (role.location, "")


def test_guide_texts_leave_out_what_the_guide_does_not_say(position):
    said = guide_texts(position.role, read_guide([position.role]), "en")

    assert said["place"] == "In the country, always"
    assert "reporting_line" not in said


def test_document_language_is_one_that_the_planner_has():
    assert document_language("xx", "fr") == "fr"
    assert document_language("xx", None) == "en"


def test_guide_takes_the_same_queries_for_more_roles(db, django_assert_num_queries):
    roles = list(Role.objects.filter(is_family=False))

    for some in (roles[:1], roles):
        with django_assert_num_queries(4):
            read_guide(some)


# The form


def test_form_begins_with_the_draft_and_shows_every_skill(position):
    form = form_for(position)

    assert form["purpose"].value() == position.role.purpose
    assert len(form.skill_rows()) == 16
    assert form["skill-OL-01"].value() == 3


def test_form_freezes_the_chosen_skills(position, lead):
    form = form_for(position, {"skill-OL-01": "1"})
    assert form.is_valid(), form.errors

    terms = form.save_next(lead)

    entry = {
        "code": "OL-01",
        "name": "Set DHIS2 strategy and roadmap",
        "level": 1,
        "critical": True,
    }
    assert terms.skills == [entry]


def test_form_keeps_a_skill_that_the_catalogue_no_longer_has(position, lead):
    gone = {"code": "XX-01", "name": "Keep the fax machine", "level": 2, "critical": False}
    current = terms_of(position, skills=[gone])
    current.save()

    form = form_for(position, {"skill-XX-01": "3"}, current=current)
    assert form.is_valid(), form.errors

    assert form.save_next(lead).skills == [gone | {"level": 3}]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("purpose", ""),
        ("purpose", " \n "),
        ("purpose", "x" * 2001),
        ("responsibilities", "-  \n • "),
        ("responsibilities", "x" * 6001),
        ("background", "a\x00b"),
        ("place", "x" * 401),
        ("language", "tlh"),
        ("skill-OL-01", "4"),
        ("seen", "-1"),
    ],
)
def test_form_tells_bad_input_at_its_field(position, name, value):
    form = form_for(position, {name: value})

    assert list(form.errors) == [name]


def test_form_says_when_nothing_was_changed(position):
    current = terms_of(position)
    current.save()
    data = {"purpose": "Leads", "responsibilities": "Leads the team"}

    same, other = (form_for(position, data | extra, current) for extra in ({}, {"place": "Here"}))

    assert same.is_valid() and same.says_the_same()
    assert other.is_valid() and not other.says_the_same()


def test_form_tells_who_was_faster_and_saves_on_the_second_press(position, lead, viewer):
    current = terms_of(position, saved_by=viewer)
    current.save()
    form = form_for(position, {"seen": "0", "place": "Head office"}, current)
    assert form.is_valid()

    refused = form.save_next(lead)

    (message,) = form.non_field_errors()
    assert refused is None
    assert "Vili saved version 1" in message and "Place of work" in message
    assert form["place"].value() == "Head office"
    assert form["seen"].value() == 1
    again = form_for(position, {"seen": "1", "place": "Head office"}, current)
    assert again.is_valid() and again.save_next(lead).number == 2


def test_pasted_bullets_and_line_ends_are_made_plain():
    assert (
        one_a_line("- Leads\n\n •  Plans - and more\n* Reports")
        == "Leads\nPlans - and more\nReports"
    )
    assert plain_text(" a\r\nb\x0b\x01 ") == "a\nb"
