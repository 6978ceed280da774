"""Filling in a sheet: whose value, two editors, states, what nobody may see."""

import datetime
import re
import zlib

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.actions import Frozen, remove_sheet, reopen_sheet, submit_sheet
from assessments.answer_actions import save_answers
from assessments.merging import Entered, seen_mark
from assessments.models import Assessment, Rating, Round
from roles.models import Skill
from tests.factories import AssessmentFactory, RatingFactory, RoundFactory


@pytest.fixture
def sheet(team, member):
    return AssessmentFactory(round__team=team, member=member)


def url(sheet, name="sheet"):
    kwargs = {"slug": sheet.round.team.slug, "pk": sheet.pk}
    return reverse(f"assessments:{name}", kwargs=kwargs)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def answer(code, value, comment="", was=("", "")):
    return {code: value, f"{code}-comment": comment, f"{code}-was": seen_mark(*was)}


def stored(sheet, whose="self"):
    return {
        rating.skill.code: (rating.answer, rating.comment)
        for rating in Rating.objects.filter(assessment=sheet, whose=whose).select_related("skill")
    }


def test_answer_stays_on_the_open_sheet_when_its_skill_is_retired(sheet, member):
    RatingFactory(assessment=sheet, code="OL-03", level=3, comment="Chairs the meetings")
    Skill.objects.filter(code__in=["OL-03", "OL-04"]).update(retired_at=timezone.now())
    client = signed_in(member.user)

    page = client.get(url(sheet)).content.decode()
    client.post(url(sheet), answer("OL-03", "2", "Chairs them", was=("3", "Chairs the meetings")))

    assert "Chairs the meetings" in page and page.count("No longer in the catalogue.") == 1
    assert 'name="OL-04"' not in page
    assert stored(sheet) == {"OL-03": ("2", "Chairs them")}


def test_member_saves_the_own_sheet_as_a_draft(sheet, member):
    client = signed_in(member.user)
    data = answer("OL-01", "2", "Wrote the roadmap") | answer("OL-02", "na") | answer("OL-03", "0")

    response = client.post(url(sheet), data, follow=True)

    assert stored(sheet) == {
        "OL-01": ("2", "Wrote the roadmap"),
        "OL-02": ("na", ""),
        "OL-03": ("0", ""),
    }
    page = response.content.decode()
    assert "Saved at" in page
    assert "3 of 16 answered" in page
    assert sheet.ratings.get(skill__code="OL-01").rated_by == member.user


@pytest.mark.parametrize("who", ["lead", "assessor"])
def test_others_enter_the_assessor_level(sheet, who, request):
    user = request.getfixturevalue(who)
    sheet.round.assessors.add(user)

    signed_in(user).post(url(sheet), answer("OL-01", "1"))

    assert stored(sheet, "assessor") == {"OL-01": ("1", "")}
    assert stored(sheet) == {}


def test_answer_can_be_taken_back_and_its_comment_stays(sheet, member):
    RatingFactory(assessment=sheet, level=2, comment="Why")
    RatingFactory(assessment=sheet, code="OL-02", level=2)
    client = signed_in(member.user)
    data = answer("OL-01", "", "Why", ("2", "Why")) | answer("OL-02", "", "", ("2", ""))

    client.post(url(sheet), data)

    assert stored(sheet) == {"OL-01": ("", "Why")}


def test_skill_that_was_not_sent_is_not_touched(sheet, member):
    RatingFactory(assessment=sheet, code="OL-01", level=3)

    signed_in(member.user).post(url(sheet), answer("OL-02", "1"))

    assert stored(sheet) == {"OL-01": ("3", ""), "OL-02": ("1", "")}


def test_other_device_is_kept_where_mine_was_not_changed(sheet, member):
    RatingFactory(assessment=sheet, code="OL-01", level=3, comment="From the phone")
    client = signed_in(member.user)

    response = client.post(url(sheet), answer("OL-01", "") | answer("OL-02", "1"))

    assert response.status_code == 302
    assert stored(sheet) == {"OL-01": ("3", "From the phone"), "OL-02": ("1", "")}


def test_conflict_is_shown_mine_is_kept_and_the_rest_is_saved(sheet, member):
    RatingFactory(assessment=sheet, code="OL-01", level=3, rated_by=member.user)
    client = signed_in(member.user)
    data = answer("OL-01", "1", "Mine") | answer("OL-02", "1")

    response = client.post(url(sheet), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert "They entered: 3" in page
    assert 'name="OL-01" value="1" checked' in page
    assert "Mine" in page
    assert f'name="OL-01-seen" value="{seen_mark("3", "Mine")}"' in page
    assert stored(sheet) == {"OL-01": ("3", "Mine"), "OL-02": ("1", "")}


def sent_again(page):
    """The fields of the first skill as the browser sends them."""
    fields = dict(re.findall(r'name="(OL-01-(?:was|seen))" value="([^"]+)"', page))
    return fields | {"OL-01": re.search(r'name="OL-01" value="(.)" checked', page)[1]}


@pytest.mark.parametrize("button", ["check", "save"])
def test_conflict_stays_until_somebody_chooses(sheet, member, button):
    RatingFactory(assessment=sheet, code="OL-01", level=3)
    client = signed_in(member.user)
    page = client.post(url(sheet), answer("OL-01", "1")).content.decode()

    again = client.post(url(sheet), sent_again(page) | {button: "1"})

    assert "They entered: 3" in again.content.decode()
    assert stored(sheet) == {"OL-01": ("3", "")}


def test_mine_wins_where_it_is_kept_and_a_third_value_is_asked_about(sheet, member):
    rating = RatingFactory(assessment=sheet, code="OL-01", level=3)
    client = signed_in(member.user)
    page = client.post(url(sheet), answer("OL-01", "1")).content.decode()
    type(rating).objects.update(level=2)

    asked = client.post(url(sheet), sent_again(page) | {"keep": "OL-01"}).content.decode()
    kept = client.post(url(sheet), sent_again(asked) | {"keep": "OL-01"})

    assert "They entered: 2" in asked
    assert kept.url == f"{url(sheet)}#OL-02"
    assert stored(sheet) == {"OL-01": ("1", "")}


def test_conflict_in_the_comment_does_not_bring_back_an_old_value(sheet, member):
    RatingFactory(assessment=sheet, code="OL-01", level=3, comment="Theirs")
    client = signed_in(member.user)

    page = client.post(url(sheet), answer("OL-01", "2", "Mine", ("2", "Old"))).content.decode()

    assert 'name="OL-01" value="3" checked' in page
    assert "Mine" in page
    assert "3; Theirs" in page
    assert stored(sheet) == {"OL-01": ("3", "Theirs")}


@pytest.mark.parametrize(
    "data",
    [
        {"OL-01": "7"},
        {"OL-01": "-1"},
        {"OL-01": "²"},
        {"OL-01": "1\x00"},
        {"OL-01": "2", "OL-01-comment": "x" * 2001},
        {"OL-01": "2", "OL-01-comment": "a\x00b"},
        {"OL-01": "2", "OL-01-was": "x" * 100},
    ],
)
def test_forged_input_is_told_at_its_skill_and_the_rest_is_saved(sheet, member, data):
    response = signed_in(member.user).post(url(sheet), data | answer("OL-02", "1"))

    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert stored(sheet) == {"OL-02": ("1", "")}


def test_skill_of_another_role_is_ignored(sheet, member):
    response = signed_in(member.user).post(url(sheet), {"IT-01": "3", "nonsense": "1"})

    assert response.status_code == 302
    assert not sheet.ratings.exists()


def test_wrong_input_keeps_what_the_page_had_seen(sheet, member):
    RatingFactory(assessment=sheet, code="OL-01", level=3)
    data = answer("OL-01", "1", "x" * 2001, ("2", ""))

    page = signed_in(member.user).post(url(sheet), data).content.decode()

    assert f'value="{seen_mark("2", "")}"' in page
    assert "x" * 2001 in page


def test_check_page_comes_after_saving_and_handing_in_freezes_the_sheet(sheet, member):
    client = signed_in(member.user)

    check = client.post(url(sheet), answer("OL-01", "2") | {"check": "1"}, follow=True)
    client.post(url(sheet, "sheet_submit"))

    assert "1 of 16 skills that apply" in check.content.decode()
    assert check.content.decode().count("#OL-") == 15

    sheet.refresh_from_db()
    assert (sheet.state, sheet.submitted_by) == ("submitted", member.user)
    assert client.post(url(sheet), answer("OL-02", "2")).status_code == 409
    assert stored(sheet) == {"OL-01": ("2", "")}
    assert 'name="OL-02"' not in client.get(url(sheet)).content.decode()


def test_sheet_without_an_answer_is_not_submitted(sheet, member):
    response = signed_in(member.user).post(url(sheet, "sheet_submit"), follow=True)

    sheet.refresh_from_db()
    assert sheet.state == "draft"
    assert "there is no answer yet" in response.content.decode()


def test_conflict_comes_before_the_check_page(sheet, member):
    RatingFactory(assessment=sheet, code="OL-01", level=3)

    response = signed_in(member.user).post(url(sheet), answer("OL-01", "1") | {"check": "1"})

    assert response.status_code == 200
    assert "They entered: 3" in response.content.decode()


def test_submitted_sheet_is_reopened_while_the_round_is_open(sheet, member):
    RatingFactory(assessment=sheet)
    client = signed_in(member.user)
    client.post(url(sheet, "sheet_submit"))

    client.post(url(sheet, "sheet_reopen"), {"reason": "One more answer"})

    sheet.refresh_from_db()
    assert sheet.state == "draft"


def test_submitted_sheet_of_a_closed_round_stays_submitted(team, member):
    round_ = RoundFactory(team=team, closed=datetime.date(2026, 11, 1))
    sheet = AssessmentFactory(
        round=round_, member=member, state="submitted", submitted_at=timezone.now()
    )

    page = (
        signed_in(member.user)
        .post(url(sheet, "sheet_reopen"), {"reason": "One more"}, follow=True)
        .content.decode()
    )

    sheet.refresh_from_db()
    assert sheet.state == "submitted"
    assert "its round is closed" in page


@pytest.mark.parametrize("change", [{"state": "submitted", "submitted_at": timezone.now()}])
def test_answers_that_come_after_the_submission_are_refused(sheet, member, change):
    Assessment.objects.filter(pk=sheet.pk).update(**change)
    skill = Skill.objects.get(code="OL-01")

    with pytest.raises(Frozen):
        save_answers(
            assessment=sheet, whose="self", answers={skill: Entered("1", "", None)}, by=member.user
        )


def test_sheet_of_a_round_that_was_closed_meanwhile_is_left_as_it_is(sheet, lead):
    draft = RatingFactory(assessment=AssessmentFactory(round=sheet.round)).assessment
    Assessment.objects.filter(pk=sheet.pk).update(state="submitted", submitted_at=timezone.now())
    Round.objects.filter(pk=sheet.round_id).update(closed=datetime.date(2026, 11, 1))

    done = [
        submit_sheet(assessment=draft, by=lead),
        reopen_sheet(assessment=sheet, by=None, reason="More"),
        remove_sheet(assessment=AssessmentFactory(round=sheet.round), by=lead),
    ]

    assert done == [False, False, False]
    assert sorted(sheet.round.assessments.values_list("state", flat=True)) == [
        "draft",
        "draft",
        "submitted",
    ]


def test_answers_that_came_too_late_stay_on_the_page_and_are_saved_by_reopening(sheet, member):
    RatingFactory(assessment=sheet, code="OL-01", level=1)
    client = signed_in(member.user)
    client.post(url(sheet, "sheet_submit"))
    data = answer("OL-01", "1", was=("1", "")) | answer("OL-02", "3", "Ran the meetings")

    late = client.post(url(sheet), data)
    before = stored(sheet)
    client.post(url(sheet, "sheet_reopen"), dict(late.context["fields"]) | {"answers": "1"})

    assert late.status_code == 409
    assert "Ran the meetings" in late.content.decode()
    assert [row["skill"].code for row in late.context["late"]] == ["OL-02"]
    assert before == {"OL-01": ("1", "")}
    assert stored(sheet) == {"OL-01": ("1", ""), "OL-02": ("3", "Ran the meetings")}


def test_answers_to_a_closed_round_are_shown_and_cannot_be_saved(team, member):
    sheet = AssessmentFactory(round__team=team, round__closed=datetime.date(2026, 11, 1))
    sheet.member.user = member.user
    type(sheet.member).objects.filter(pk=member.pk).update(user=None)
    sheet.member.save()
    client = signed_in(sheet.member.user)

    late = client.post(url(sheet), answer("OL-01", "2", "Kept here"))
    again = client.post(url(sheet, "sheet_reopen"), answer("OL-01", "2") | {"answers": "1"})

    assert (late.status_code, again.status_code) == (409, 409)
    assert "Kept here" in late.content.decode()
    assert "Reopen the sheet" not in late.content.decode()
    assert stored(sheet) == {}


def test_saving_at_a_skill_goes_on_with_the_next(sheet, member):
    client = signed_in(member.user)

    middle = client.post(url(sheet), answer("OL-01", "2") | {"save": "OL-01"})
    last = client.post(url(sheet), {"save": "OL-16"})
    forged = client.post(url(sheet), {"save": "https://example.org"})

    assert middle.url == f"{url(sheet)}#OL-02"
    assert (last.url, forged.url) == (url(sheet), url(sheet))


def test_assessor_sees_the_self_level_in_a_guided_round_only(sheet, lead):
    RatingFactory(assessment=sheet, level=2, comment="By myself")
    client = signed_in(lead)

    alone = client.get(url(sheet)).content.decode()
    type(sheet.round).objects.filter(pk=sheet.round_id).update(mode="supervisor")
    guided = client.get(url(sheet)).content.decode()

    assert "By myself" not in alone
    assert "By myself" in guided
    assert "You enter the assessor level" in guided


def test_member_does_not_see_the_assessors_draft_in_the_own_form(sheet, member):
    RatingFactory(assessment=sheet, whose="assessor", level=1, comment="Seen by the assessor")

    page = signed_in(member.user).get(url(sheet)).content.decode()

    assert "Seen by the assessor" not in page


def test_sheet_of_another_team_is_not_found_under_this_address(sheet, lead, member):
    foreign = AssessmentFactory(member__user=None)
    address = reverse("assessments:sheet", kwargs={"slug": sheet.round.team.slug, "pk": foreign.pk})

    assert signed_in(lead).get(address).status_code == 404


def test_sheet_of_20_skills_is_small_and_takes_a_known_number_of_queries(team, lead, member):
    sheet = AssessmentFactory(round__team=team, member=member, slug="server-administrator")
    client = signed_in(lead)

    with CaptureQueriesContext(connection) as empty:
        client.get(url(sheet))
    for skill in Skill.objects.filter(skill_set=sheet.section):
        Rating.objects.create(
            assessment=sheet, skill=skill, whose="assessor", level=1, comment="Seen"
        )
    with CaptureQueriesContext(connection) as full:
        page = client.get(url(sheet))

    assert len(empty) == len(full) < 20
    assert page.context["progress_at"] == 21
    assert len(zlib.compress(page.content)) < 20_000


def test_saving_a_whole_sheet_takes_a_known_number_of_queries(team, member):
    sheet = AssessmentFactory(round__team=team, member=member)
    codes = Skill.objects.filter(skill_set=sheet.section).values_list("code", flat=True)
    client = signed_in(member.user)

    with CaptureQueriesContext(connection) as one:
        client.post(url(sheet), answer("OL-01", "1"))
    whole = {}
    for code in codes:
        whole |= answer(code, "2", was=("1", "") if code == "OL-01" else ("", ""))
    with CaptureQueriesContext(connection) as all_of_them:
        client.post(url(sheet), whole)

    assert len(stored(sheet)) == len(codes)
    assert len(one) == len(all_of_them) < 20


EDITS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),
        st.sampled_from(["OL-01", "OL-02"]),
        st.sampled_from(["", "0", "1", "2", "3", "na"]),
        st.sampled_from(["", "one", "two"]),
        st.booleans(),
    ),
    max_size=8,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edits=EDITS)
def test_two_devices_never_lose_an_answer_unknowingly(sheet, member, edits):
    """Each device edits what it last saw; what is stored is what the last knowing save said."""
    Rating.objects.filter(assessment=sheet).delete()
    skills = {code: Skill.objects.get(code=code) for code in ("OL-01", "OL-02")}
    seen = [{}, {}]
    truth = {}

    for device, code, value, comment, refresh in edits:
        if refresh:
            seen[device] = dict(truth)
        was = seen[device].get(code, ("", ""))
        before = truth.get(code, ("", ""))
        entered = Entered(value, comment, seen_mark(*was))
        conflicts = save_answers(
            assessment=sheet, whose="self", answers={skills[code]: entered}, by=member.user
        )
        now = stored(sheet).get(code, ("", ""))
        for part in (0, 1):
            mine = (value, comment)[part]
            if mine == was[part]:
                assert now[part] == before[part]
            elif now[part] != mine:
                assert code in conflicts
                assert now[part] == before[part]
        truth = stored(sheet)
        seen[device] = dict(truth)
    assert stored(sheet, "assessor") == {}
