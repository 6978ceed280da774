"""Pages of terms of reference: the list, the text of a position, the form, the files."""

import pytest
from django.urls import reverse

from roles.models import Role, TermsOfReference
from tests.factories import MemberFactory, PositionFactory

TEXT = {
    "purpose": "Keeps DHIS2 one system",
    "responsibilities": "Leads the team\nReports each quarter",
    "language": "en",
    "seen": 0,
}


@pytest.fixture
def position(team):
    return PositionFactory(team=team, holder__name="Mele Tauvaka", local_title="HIS manager")


@pytest.fixture
def terms(position, lead):
    return TermsOfReference.objects.create(
        position=position,
        number=1,
        language="en",
        purpose="Keeps DHIS2 one system",
        responsibilities="Leads the team",
        skills=[{"code": "OL-01", "name": "Set strategy", "level": 3, "critical": True}],
        saved_by=lead,
    )


@pytest.fixture
def address(team, position):
    def address(name):
        kwargs = {"slug": team.slug}
        if not name.startswith("references"):
            kwargs["pk"] = position.pk
        return reverse(f"roles:{name}", kwargs=kwargs)

    return address


# The list


def test_list_says_which_version_each_position_has(client, lead, terms, address):
    PositionFactory(team=terms.position.team, slug="data-scientist")
    client.force_login(lead)

    text = client.get(address("references")).content.decode()

    assert "Version 1" in text and "Draft from the catalogue" in text
    assert text.count('name="position"') == text.count("checked>") == 2


def test_list_leaves_out_closed_positions(client, lead, team, address):
    PositionFactory(team=team, state="closed", holder=None, slug="data-scientist")
    client.force_login(lead)

    assert "Data Scientist" not in client.get(address("references")).content.decode()


def test_list_without_positions_offers_the_first_step_to_the_lead(client, team, lead, viewer):
    url = reverse("roles:references", args=[team.slug])
    client.force_login(lead)
    for_lead = client.get(url).content.decode()
    client.force_login(viewer)
    for_viewer = client.get(url).content.decode()

    create = reverse("roles:position_create", args=[team.slug])
    assert "No positions yet" in for_lead and create in for_lead
    assert "No positions yet" in for_viewer and create not in for_viewer


def test_structure_links_to_the_list(client, lead, team, address):
    client.force_login(lead)

    page = client.get(reverse("roles:structure", args=[team.slug])).content.decode()

    assert address("references") in page


def test_page_of_a_position_links_to_its_terms(client, lead, position, address):
    client.force_login(lead)

    assert address("reference_detail") in client.get(position.get_absolute_url()).content.decode()


@pytest.mark.parametrize("form", ["", "word", "pdf"])
def test_list_and_file_take_the_same_queries_for_more_positions(
    client, lead, team, terms, address, query_count, form
):
    client.force_login(lead)

    def get():
        ticked = [str(pk) for pk in team.positions.values_list("pk", flat=True)]
        if form:
            client.get(address("references_file"), {"position": ticked, "format": form})
        else:
            client.get(address("references"))

    get()
    before = query_count(get)
    for role in Role.objects.filter(is_family=False)[:10]:
        position = PositionFactory(team=team, role=role, holder=MemberFactory(team=team))
        terms.pk, terms.position = None, position
        terms.save(force_insert=True)

    assert query_count(get) == before < 20


# The text of a position


def test_draft_is_shown_before_anything_is_saved(client, viewer, position, address):
    client.force_login(viewer)

    text = client.get(address("reference_detail")).content.decode()

    assert "A first draft, not saved." in text and position.role.purpose in text
    assert address("reference_edit") not in text
    assert not TermsOfReference.objects.exists()


def test_saved_text_stands_beside_what_the_guide_says(client, lead, terms, address):
    client.force_login(lead)

    text = client.get(address("reference_detail")).content.decode()

    assert "Keeps DHIS2 one system" in text
    assert "The guide says" in text and terms.position.role.purpose in text
    assert "Set strategy" in text and "for one person" in text


def test_earlier_version_says_that_it_was_replaced(client, lead, terms, address):
    TermsOfReference.objects.create(
        position=terms.position, number=2, language="en", purpose="New", responsibilities="New"
    )
    client.force_login(lead)

    first, latest = (client.get(address("reference_detail"), {"version": n}) for n in (1, 2))

    assert "A later one has replaced it." in first.content.decode()
    assert "A later one has replaced it." not in latest.content.decode()


@pytest.mark.parametrize("name", ["reference_detail", "reference_file"])
@pytest.mark.parametrize("version", ["2", "x", "9" * 30, "-1"])
def test_version_that_is_not_there_is_not_found(client, lead, terms, address, name, version):
    client.force_login(lead)

    assert client.get(address(name), {"version": version}).status_code == 404


@pytest.mark.parametrize("name", ["reference_detail", "reference_edit", "reference_file"])
def test_position_of_another_team_is_not_found(client, lead, team, name):
    other = PositionFactory()
    client.force_login(lead)

    url = reverse(f"roles:{name}", args=[team.slug, other.pk])

    assert client.get(url).status_code == 404


def test_page_takes_the_same_queries_with_more_versions(client, lead, terms, address, query_count):
    client.force_login(lead)

    def get():
        client.get(address("reference_detail"))

    get()
    before = query_count(get)
    for number in range(2, 12):
        terms.pk, terms.number = None, number
        terms.save(force_insert=True)

    assert query_count(get) == before < 20


# The form


def test_saving_makes_a_version_and_says_so(client, lead, position, address):
    client.force_login(lead)

    page = client.post(address("reference_edit"), TEXT | {"skill-OL-01": "2"}, follow=True)

    terms = position.references.get()
    assert (terms.number, terms.saved_by, terms.skills[0]["level"]) == (1, lead, 2)
    assert "Version 1 of the terms of reference is saved." in page.content.decode()


def test_saving_without_a_change_makes_no_version(client, lead, terms, address):
    client.force_login(lead)
    data = TEXT | {"responsibilities": "Leads the team", "skill-OL-01": "3", "seen": 1}

    page = client.post(address("reference_edit"), data, follow=True)

    assert "Nothing was changed" in page.content.decode()
    assert terms.position.references.count() == 1


def test_second_of_two_is_told_and_keeps_what_was_typed(client, lead, terms, address):
    client.force_login(lead)

    page = client.post(address("reference_edit"), TEXT | {"place": "Room 7"}).content.decode()

    assert "Mele saved version 1" in page and "Room 7" in page
    assert 'name="seen" value="1"' in page
    assert terms.position.references.count() == 1


def test_bad_input_is_kept_and_writes_nothing(client, lead, position, address):
    client.force_login(lead)

    page = client.post(address("reference_edit"), TEXT | {"purpose": "", "place": "Room 7"})

    assert "1 thing needs a change" in page.content.decode() and "Room 7" in page.content.decode()
    assert not TermsOfReference.objects.exists()


def test_markup_is_shown_as_text(client, lead, terms, address):
    TermsOfReference.objects.filter(pk=terms.pk).update(purpose="<b>#panic</b>")
    client.force_login(lead)

    text = client.get(address("reference_detail")).content.decode()

    assert "&lt;b&gt;#panic&lt;/b&gt;" in text


# The files


@pytest.mark.parametrize(
    ("query", "name", "start"),
    [
        ({}, "tavaloa-his-manager-terms-of-reference-v1.docx", b"PK"),
        ({"format": "pdf"}, "tavaloa-his-manager-terms-of-reference-v1.pdf", b"%PDF"),
        ({"format": "exe"}, "tavaloa-his-manager-terms-of-reference-v1.docx", b"PK"),
        ({"language": "xx"}, "tavaloa-his-manager-terms-of-reference-v1.docx", b"PK"),
    ],
)
def test_file_has_a_plain_name(client, viewer, terms, address, query, name, start):
    client.force_login(viewer)

    response = client.get(address("reference_file"), query)

    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.content.startswith(start)


def test_file_of_several_leaves_out_what_was_not_ticked(client, viewer, team, terms, address):
    other = PositionFactory(team=team, slug="data-scientist")
    foreign = PositionFactory()
    client.force_login(viewer)

    query = {"position": [other.pk, foreign.pk, "x", "9" * 30], "format": "pdf"}
    response = client.get(address("references_file"), query)

    assert response["Content-Disposition"] == (
        'attachment; filename="tavaloa-terms-of-reference.pdf"'
    )
    assert response.content.startswith(b"%PDF")


def test_file_without_a_tick_asks_for_one(client, viewer, terms, address):
    client.force_login(viewer)

    response = client.get(address("references_file"), {"format": "pdf"})

    assert "Tick at least one position." in response.content.decode()


@pytest.mark.parametrize("query", [{}, {"language": "fr"}, {"format": "pdf", "language": "ar"}])
def test_sample_of_a_role_is_open_to_everybody(client, db, query):
    url = reverse("roles:role_reference", args=["server-administrator"])

    response = client.get(url, query)

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith('attachment; filename="')


def test_role_offers_its_sample_and_a_family_none(client, db):
    urls = [reverse("roles:role_reference", args=[s]) for s in ("implementer-program", "trainer")]
    pages = [
        client.get(reverse("roles:role_detail", args=[slug])).content.decode()
        for slug in ("implementer-program", "trainer")
    ]

    assert [url in page for url, page in zip(urls, pages, strict=True)] == [True, False]
    assert client.get(urls[1]).status_code == 404
