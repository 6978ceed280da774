"""Consents, overruled phases, comments and looks: each promise broken once, and who reads what."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import consents
from assessments.models import Assessment, Consent, LevelAccess, PhaseOverride, ResultComment
from assessments.once import save_once
from coreteam.figures import figures
from roles.models import TeamAccess
from tests.assessments.test_change import picture
from tests.assessments.test_result_pages import CLOSED, assess, get
from tests.factories import (
    AssessmentFactory,
    MemberFactory,
    RoundFactory,
    TeamAccessFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(team):
    return RoundFactory(team=team, closed=CLOSED, baseline=True)


def override(**values):
    values = {"phase": "expert", "reason": "Built it alone."} | values
    return PhaseOverride.objects.create(
        assessment=values.pop("assessment", None) or AssessmentFactory(), **values
    )


def consent(member=None, **values):
    return Consent.objects.create(member=member or MemberFactory(), **({"what": "plan"} | values))


def twice(row):
    row.pk = None
    row.save(force_insert=True)


BREAKS = {
    "sheet_has_one_overruled_phase_at_a_time": lambda: twice(override()),
    "overruled_phase_has_a_reason": lambda: override(reason=""),
    "overruled_phase_is_a_phase": lambda: override(phase="master"),
    "comment_on_a_result_has_a_text": lambda: ResultComment.objects.create(
        assessment=AssessmentFactory(), text=""
    ),
    "member_consents_once_to_the_same": lambda: twice(consent()),
    "consent_is_withdrawn_after_it_was_given": lambda: consent(
        withdrawn_at=timezone.now() - datetime.timedelta(days=1)
    ),
    "consent_is_to_something_known": lambda: consent(what="everything"),
    "look_at_levels_has_a_reason": lambda: LevelAccess.objects.create(
        member=MemberFactory(), reason="", name="Staff"
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_promise_is_kept_by_the_database(name):
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        BREAKS[name]()

    columns = {
        "sheet_has_one_overruled_phase_at_a_time": "assessments_phaseoverride.assessment_id",
        "member_consents_once_to_the_same": "assessments_consent.member_id",
    }
    assert name in str(broken.value) or columns.get(name, name) in str(broken.value)


def test_withdrawn_rows_leave_room_for_new_ones(member):
    first = consent(member)
    once, again = consents.withdraw(consent=first), consents.withdraw(consent=first)

    assert (once, again) == (True, False)
    assert save_once(Consent(member=member, what="plan"))
    assert not save_once(Consent(member=member, what="plan"))


def test_consents_of_a_team_are_those_in_force(team, member):
    consent(member, what="plan")
    gone = consent(member, what="readers")
    consents.withdraw(consent=gone)
    consent(what="plan")

    assert consents.of(team) == {"plan": {member.pk}, "readers": set(), "publication": set()}


def test_readers_see_the_result_with_consent_and_no_more_after_it(team, viewer, closed, member):
    sheet = assess(closed, member, level=2, comment="Not even now")
    names = {"member_pk": member.pk, "role_slug": "operational-lead"}
    agreed = consent(member, what="readers")

    during = get(viewer, "results", team).content.decode()
    own = get(viewer, "sheet_result", team, **names)
    of_the_sheet = get(viewer, "sheet", team, pk=sheet.pk)
    consents.withdraw(consent=agreed)
    after = get(viewer, "results", team).content.decode()

    assert member.name in during
    assert own.status_code == 200
    assert "Not even now" not in own.content.decode()
    assert "Self level" not in own.content.decode()
    assert of_the_sheet.status_code == 404
    assert member.name not in after
    assert get(viewer, "sheet_result", team, **names).status_code == 404


def test_consent_opens_the_overruled_phase_and_not_the_reason(team, viewer, closed, member):
    """The lead wrote it for the member."""
    sheet = assess(closed, member, level=2)
    override(assessment=sheet, reason="Canary reason")
    consent(member, what="readers")
    names = {"member_pk": member.pk, "role_slug": "operational-lead"}

    by_consent = get(viewer, "sheet_result", team, **names)
    by_right = get(member.user, "sheet_result", team, **names)

    assert "has overruled the phase" in by_consent.content.decode()
    assert "Canary reason" not in by_consent.content.decode()
    assert "Canary reason" in by_right.content.decode()


def test_consent_opens_counted_results_to_the_own_team_only(team, outsider, viewer, member):
    open_round = RoundFactory(team=team)
    AssessmentFactory(round=open_round, member=member)
    consent(member, what="readers")

    assert not Assessment.objects.results_visible_to(viewer).exists()
    assess(RoundFactory(team=team, closed=CLOSED), member)
    assert Assessment.objects.results_visible_to(viewer).count() == 1
    assert not Assessment.objects.results_visible_to(outsider).exists()


@pytest.mark.parametrize("what", ["readers", "plan", "publication"])
def test_totals_less_those_known_by_consent_are_of_five_people_or_hidden(
    team, viewer, closed, what
):
    """Five people, one of them known by name elsewhere: the totals would be of four."""
    members = MemberFactory.create_batch(5, team=team)
    for one in members:
        assess(closed, one)

    before = get(viewer, "results", team)
    consent(members[0], what=what)
    four_left = get(viewer, "results", team)
    assess(closed, MemberFactory(team=team))
    five_left = get(viewer, "results", team)

    assert "phase_counts" in before.context
    assert "phase_counts" not in four_left.context
    assert "phase_counts" in five_left.context


def test_totals_stay_hidden_when_everybody_is_known_but_not_seen(team, viewer, closed):
    for one in MemberFactory.create_batch(3, team=team):
        assess(closed, one)
        consent(one, what="plan")

    page = get(viewer, "results", team)

    assert "counts" not in page.context
    assert "coverage" not in page.context


def post(user, name, team, data=None, **kwargs):
    client = Client()
    client.force_login(user)
    return client.post(reverse(f"assessments:{name}", kwargs={"slug": team.slug} | kwargs), data)


def test_member_consents_for_the_own_person_and_withdraws(team, member):
    other = consent(MemberFactory(team=team))

    post(member.user, "consent_give", team, what="readers")
    post(member.user, "consent_give", team, what="readers")
    (own,) = Consent.objects.filter(member=member)
    others = post(member.user, "consent_withdraw", team, pk=other.pk)
    post(member.user, "consent_withdraw", team, pk=own.pk)

    own.refresh_from_db()
    other.refresh_from_db()
    assert others.status_code == 404
    assert own.withdrawn_at is not None
    assert own.recorded_by == member.user
    assert other.withdrawn_at is None
    assert post(member.user, "consent_give", team, what="all").status_code == 404


def test_lead_records_a_signed_consent_and_no_future_one(team, lead):
    quiet = MemberFactory(team=team)
    data = {"member": quiet.pk, "what": "plan", "signed": "2026-10-01", "note": "HR file 12"}
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    late = post(lead, "consents", team, data | {"signed": tomorrow.isoformat()})
    undated = post(lead, "consents", team, data | {"signed": ""})
    foreign = post(lead, "consents", team, data | {"member": MemberFactory().pk})
    post(lead, "consents", team, data)
    again = post(lead, "consents", team, data)

    for page in (late, undated, foreign, again):
        assert page.status_code == 200
        assert page.context["form"].errors
    assert Consent.objects.get().recorded_by == lead


def test_overruled_phase_stands_beside_the_derived_one_and_figures_keep_that(
    team, lead, closed, member
):
    sheet = assess(closed, member, level=2)
    names = {"member_pk": member.pk, "role_slug": "operational-lead"}
    before = figures(team)
    same = post(lead, "phase_overrule", team, {"phase": "proficient", "reason": "x"}, **names)
    empty = post(lead, "phase_overrule", team, {"phase": "expert", "reason": " "}, **names)
    data = {"phase": "expert", "reason": "Leads the region’s training."}
    done = post(lead, "phase_overrule", team, data, **names)
    second = post(lead, "phase_overrule", team, data, **names)

    page = get(member.user, "sheet_result", team, **names)
    row = get(lead, "results", team).context["rows"][0]
    assert (same.status_code, empty.status_code, done.status_code) == (200, 200, 302)
    assert second.status_code == 200
    assert "Leads the region’s training." in page.content.decode()
    assert (row.phase.key, row.phase.derived) == ("expert", "proficient")
    assert figures(team) == before
    post(lead, "phase_withdraw", team, **names)
    assert get(lead, "results", team).context["rows"][0].phase.key == "proficient"
    assert sheet.overrides.get().withdrawn_at is not None


def test_comment_is_read_by_those_who_read_the_levels_by_right(team, lead, viewer, closed, member):
    assess(closed, member)
    names = {"member_pk": member.pk, "role_slug": "operational-lead"}
    consent(member, what="readers")

    post(member.user, "result_comment", team, {"text": "I had no server."}, **names)

    assert "I had no server." in get(lead, "sheet_result", team, **names).content.decode()
    assert "I had no server." not in get(viewer, "sheet_result", team, **names).content.decode()
    stale = post(member.user, "result_comment", team, {"text": "Mine", "seen": "9"}, **names)
    assert stale.status_code == 200
    assert ResultComment.objects.get().text == "I had no server."
    post(member.user, "result_comment", team, {"text": " "}, **names)
    assert not ResultComment.objects.exists()


def test_staff_sees_levels_only_after_a_reason_which_the_member_and_the_lead_read(
    team, lead, viewer, staff, closed, member
):
    assess(closed, member, level=3)
    client = Client()
    client.force_login(staff)
    add = reverse("admin:assessments_levelaccess_add")

    form = client.get(add).content.decode()
    refused = client.post(add, {"member": member.pk, "reason": ""})
    shown = client.post(add, {"member": member.pk, "reason": "Asked by the member."})
    log = client.get(reverse("admin:assessments_levelaccess_changelist")).content.decode()

    assert 'class="level' not in form + log
    assert "Asked by the member." in log
    assert (refused.status_code, 'class="level' in refused.content.decode()) == (200, False)
    assert 'class="level level-3' in shown.content.decode()
    assert LevelAccess.objects.get().by == staff
    assert "Asked by the member." in get(lead, "consents", team).content.decode()
    own = Client()
    own.force_login(member.user)
    page = own.get(reverse("own_results", args=[team.slug])).content.decode()
    assert "Asked by the member." in page
    assert not LevelAccess.objects.visible_to(viewer).exists()


def test_staff_without_the_permission_and_the_log_itself_are_shut(team, staff, closed, member):
    look = LevelAccess.objects.create(member=member, reason="Once", name="Staff")
    plain = UserFactory(is_staff=True)
    client = Client()
    client.force_login(plain)

    assert client.get(reverse("admin:assessments_levelaccess_add")).status_code == 403
    client.force_login(staff)
    delete = reverse("admin:assessments_levelaccess_delete", args=[look.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_no_result_page_names_anybody_to_a_viewer_or_another_assessor(team, viewer, closed, member):
    assess(closed, member, level=3)
    later = RoundFactory(team=team, code="r2", opened=CLOSED, closed=CLOSED)
    assess(later, member, level=2)
    override(assessment=later.assessments.get())
    regional = TeamAccessFactory(team=team, level=TeamAccess.Level.ASSESSOR).user
    other = MemberFactory(team=team, user=UserFactory())

    for user in (viewer, regional, other.user):
        for name in ("results", "change", "differences", "results_workbook"):
            response = get(user, name, team)
            assert response.status_code == 200
            assert member.name.encode() not in response.content
        for name in ("heat-map", "phases", "coverage"):
            assert picture(user, team, name).status_code == 404
