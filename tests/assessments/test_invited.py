"""What a personal link opens, and what it never opens."""

import re

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import invitation_keys as keys
from assessments.actions import close_round
from assessments.invitation_actions import print_cards, renew_link, revoke
from assessments.models import Assessment, Invitation, Rating, Round
from tests.factories import AssessmentFactory, RatingFactory, RoundFactory

MINE = "/my-sheets/"


@pytest.fixture
def sheet(team):
    return AssessmentFactory(round__team=team, member__name="Lupe Tau", member__team=team)


@pytest.fixture
def token(sheet, lead):
    return renew_link(round=sheet.round, member=sheet.member, by=lead)


@pytest.fixture
def by_link(token, client):
    response = client.post(f"/s/{token}/")
    assert response["Location"] == MINE
    return client


def test_looking_at_a_link_opens_nothing_and_writes_nothing(token, client, sheet):
    response = client.get(f"/s/{token}/")

    assert "Lupe Tau" in response.content.decode()
    assert "no-store" in response["Cache-Control"] and response["Referrer-Policy"] == "same-origin"
    assert client.get(MINE).status_code == 404
    assert Invitation.objects.get().opened_at is None and not client.session.keys()


def test_link_fills_in_and_hands_in_the_own_sheet(by_link, sheet):
    url = f"{MINE}{sheet.pk}/"

    assert "OL-01" in by_link.get(url).content.decode()
    by_link.post(url, {"OL-01": "2"})
    by_link.post(f"{url}answer/", {"unit": "OL-02", "OL-02": "na"})
    assert by_link.get(f"{url}check/").status_code == 200
    assert by_link.post(f"{url}submit/")["Location"] == MINE

    sheet.refresh_from_db()
    ratings = Rating.objects.values_list("skill__code", "whose", "rated_by")
    assert set(ratings) == {("OL-01", "self", None), ("OL-02", "self", None)}
    assert sheet.state == "submitted" and sheet.submitted_by is None
    assert Invitation.objects.get().opened_at
    assert "Lupe Tau, by personal link" in by_link.get(url).content.decode()


def test_step_by_link_has_no_account(sheet, lead):
    with pytest.raises(IntegrityError, match="step_by_link_has_no_account"):
        sheet.steps.create(step="submitted", by=lead, by_link=True)


def test_link_signs_nobody_in(by_link, team):
    assert "_auth_user_id" not in by_link.session
    assert by_link.get(f"/teams/{team.slug}/").status_code == 302


def test_link_opens_no_sheet_of_others_and_no_other_round(by_link, sheet):
    others = [
        AssessmentFactory(round=sheet.round),
        AssessmentFactory(round=RoundFactory(team=sheet.round.team), member=sheet.member),
        AssessmentFactory(),
    ]
    acts = {"": "get", "check/": "get", "answer/": "post", "submit/": "post", "reopen/": "post"}

    found = {
        getattr(by_link, method)(f"{MINE}{other.pk}/{act}", {"unit": "OL-01"}).status_code
        for other in others
        for act, method in acts.items()
    }

    assert found == {404}
    page = by_link.get(MINE).content.decode()
    assert re.findall(r'href="/my-sheets/([0-9]+)/"', page) == [str(sheet.pk)]


def test_pages_of_a_link_lead_to_no_team_page(by_link, sheet):
    pages = [by_link.get(url).content.decode() for url in (MINE, f"{MINE}{sheet.pk}/")]

    assert not re.search(r'(href|action)="/teams/', "".join(pages))


def test_link_is_kept_by_no_cache(by_link, sheet):
    for url in (MINE, f"{MINE}{sheet.pk}/"):
        assert "no-store" in by_link.get(url)["Cache-Control"]


def test_withdrawn_link_stops_an_open_page_at_once(by_link, sheet, token):
    revoke(invitation=Invitation.objects.get())

    answers = by_link.post(f"{MINE}{sheet.pk}/", {"OL-01": "3"})

    assert answers.status_code == 410 and not Rating.objects.exists()
    assert by_link.get(MINE).status_code == 410
    assert by_link.post(f"/s/{token}/").status_code == 410


def test_link_expires(by_link, token):
    Invitation.objects.update(created_at="2026-01-01T00:00Z", expires_at="2026-01-02T00:00Z")

    assert {by_link.get(url).status_code for url in (MINE, f"/s/{token}/")} == {410}


def test_visit_ends_after_half_a_day(by_link):
    session = by_link.session
    session["invitation"] = session["invitation"] | {"at": int(timezone.now().timestamp()) - 43300}
    session.save()

    assert by_link.get(MINE).status_code == 404


def test_end_button_leaves_nothing(by_link):
    response = by_link.post("/my-sheets/end/")

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert by_link.get(MINE).status_code == 404


def test_end_button_does_not_sign_out_an_account(token, lead, client):
    client.force_login(lead)
    client.post(f"/s/{token}/")

    client.post("/my-sheets/end/")

    assert client.get(MINE).status_code == 404 and client.get("/").wsgi_request.user == lead


def test_closed_round_is_read_only_and_shows_the_own_result(by_link, sheet, lead):
    RatingFactory(assessment=sheet, level=3)
    close_round(round=sheet.round, by=lead)

    page = by_link.get(f"{MINE}{sheet.pk}/")
    late = by_link.post(f"{MINE}{sheet.pk}/", {"OL-02": "1"})

    assert "Round closed" in page.content.decode() and late.status_code == 409
    by_link.post(f"{MINE}{sheet.pk}/reopen/", {"reason": "I forgot"})
    assert Assessment.objects.get(pk=sheet.pk).state == "submitted"
    assert Rating.objects.count() == 1


def test_member_by_link_reads_phase_and_change_of_a_closed_round(by_link, sheet, lead):
    before = AssessmentFactory(round__team=sheet.round.team, member=sheet.member)
    RatingFactory(assessment=before, code="OL-01", level=1)
    close_round(round=before.round, by=lead, today=before.round.opened)
    Round.objects.filter(pk=sheet.round.pk).update(reference=before.round)
    for number in range(1, 17):
        RatingFactory(assessment=sheet, code=f"OL-{number:02}", level=0 if number == 2 else 2)
    open_page = by_link.get(f"{MINE}{sheet.pk}/")
    by_link.post(f"{MINE}{sheet.pk}/submit/")
    handed_in = by_link.get(f"{MINE}{sheet.pk}/")
    close_round(round=sheet.round, by=lead)

    with CaptureQueriesContext(connection) as queries:
        page = by_link.get(f"{MINE}{sheet.pk}/")

    assert "result" not in open_page.context and handed_in.context["result"] == {}
    assert (page.context["result"]["phase"], len(queries) < 20) == ("foundational", True)
    assert "Held back by critical skills." in page.content.decode()
    assert [item["change"] for item in page.context["items"]][:2] == [1, None]


def test_code_of_a_card_opens_the_same_sheets(sheet, lead, client):
    [(_member, _qr, code)] = print_cards(round=sheet.round, members=[sheet.member], by=lead)

    response = client.post("/code/", {"code": f" {code.lower()} "})

    assert response["Location"] == MINE
    assert "Lupe Tau" in client.get(MINE).content.decode()


def test_wrong_withdrawn_and_expired_codes_read_the_same(sheet, lead, client):
    [(_member, _qr, code)] = print_cards(round=sheet.round, members=[sheet.member], by=lead)
    Invitation.objects.update(revoked_at=timezone.now())

    pages = [client.post("/code/", {"code": text}) for text in (code, "AAAA-AAAA")]

    assert {page.status_code for page in pages} == {200}
    texts = [re.sub('(?:value|content)="[^"]*"', "", page.content.decode()) for page in pages]
    assert len(texts) == 2 and texts[0] == texts[1] and "opens nothing" in texts[0]


def test_guessing_codes_is_refused_also_with_the_right_one(sheet, lead, client):
    [(_member, _qr, code)] = print_cards(round=sheet.round, members=[sheet.member], by=lead)
    for _number in range(keys.TRIES):
        client.post("/code/", {"code": "AAAA-AAAA"})

    assert client.post("/code/", {"code": code}).status_code == 429
    assert Client(REMOTE_ADDR="10.1.1.1").post("/code/", {"code": code}).status_code == 302


def test_sheets_by_link_keep_their_number_of_queries(by_link, sheet, django_assert_max_num_queries):
    for slug in ("implementer-technical", "server-administrator"):
        AssessmentFactory(round=sheet.round, member=sheet.member, slug=slug)

    with django_assert_max_num_queries(6):
        assert by_link.get(MINE).status_code == 200
    with django_assert_max_num_queries(12):
        by_link.get(f"{MINE}{sheet.pk}/")
