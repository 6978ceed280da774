"""Invitations: what the database promises, links and codes, guessing."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from assessments import invitation_keys as keys
from assessments.actions import Frozen, close_round
from assessments.invitation_actions import note_opening, print_cards, renew_link, revoke
from assessments.models import Invitation, InvitationKey, WrongCode
from tests.factories import InvitationFactory, MemberFactory, RoundFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def round_(team):
    return RoundFactory(team=team)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("invitation_expires_after_it_was_made", {"created_at": NOW, "expires_at": NOW}),
        ("sent_invitation_has_an_address", {"sent_at": NOW}),
        ("reminders_have_a_date", {"reminders": 1}),
        ("reminders_have_a_date", {"reminded_at": NOW}),
    ],
)
def test_database_refuses(name, values):
    with pytest.raises(IntegrityError, match=name):
        InvitationFactory(**values)


def test_member_has_one_live_invitation_and_any_number_of_withdrawn_ones(round_, member):
    for _number in range(2):
        InvitationFactory(round=round_, member=member, revoked_at=NOW)
    InvitationFactory(round=round_, member=member)

    with pytest.raises(IntegrityError):
        InvitationFactory(round=round_, member=member)


@pytest.mark.parametrize(
    "rows",
    [
        [("card", "a" * 64), ("card", "b" * 64)],
        [("link", "a" * 64), ("mail", "a" * 64)],
        [("link", "the link itself")],
    ],
    ids=["two cards", "one hash twice", "no hash"],
)
def test_database_refuses_keys(rows):
    invitation = InvitationFactory()

    with pytest.raises(IntegrityError):
        for kind, hash_ in rows:
            InvitationKey.objects.create(invitation=invitation, kind=kind, hash=hash_)


def test_link_opens_its_invitation_and_is_not_kept():
    invitation = InvitationFactory()

    token = keys.add_link(invitation, keys.Kind.LINK)

    assert keys.invitation_of_link(token) == invitation
    assert not InvitationKey.objects.filter(hash__in=[token, token.split(".")[0]]).exists()


def test_link_with_another_signature_opens_nothing(django_assert_num_queries):
    token = keys.add_link(InvitationFactory(), keys.Kind.LINK)

    with django_assert_num_queries(0):
        assert keys.invitation_of_link(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
        assert keys.invitation_of_link(token.split(".")[0]) is None


def test_renewing_withdraws_what_was_given_before(round_, member, lead):
    first = renew_link(round=round_, member=member, by=lead)

    second = renew_link(round=round_, member=member, by=lead)

    assert not keys.invitation_of_link(first).is_live()
    assert keys.invitation_of_link(second).is_live()


def test_new_cards_stop_the_old_ones_and_leave_links(round_, member, lead):
    link = renew_link(round=round_, member=member, by=lead)
    [(_member, old_qr, old_code)] = print_cards(round=round_, members=[member], by=lead)

    [(_member, qr, code)] = print_cards(round=round_, members=[member], by=lead)

    assert keys.invitation_of_link(link) == keys.invitation_of_link(qr)
    assert keys.invitation_of_code(code.lower().replace("-", " ")) is not None
    assert keys.invitation_of_link(old_qr) is None and keys.invitation_of_code(old_code) is None


def test_code_is_no_link_and_a_link_no_code(round_, member, lead):
    [(_member, qr, code)] = print_cards(round=round_, members=[member], by=lead)

    signed_code = keys.SIGNER.sign(code.replace("-", "")).replace(":", ".")

    assert keys.invitation_of_link(signed_code) is None and keys.invitation_of_code(qr) is None


def test_expired_invitation_is_replaced_when_cards_are_printed(round_, member, lead):
    old = InvitationFactory(
        round=round_, member=member, created_at=NOW - 2 * DAY, expires_at=NOW - DAY
    )

    print_cards(round=round_, members=[member], by=lead)

    old.refresh_from_db()
    assert old.revoked_at and Invitation.objects.live().get(member=member) != old


def test_nobody_is_invited_to_a_closed_round(round_, member, lead):
    close_round(round=round_, by=lead)

    with pytest.raises(Frozen):
        renew_link(round=round_, member=member, by=lead)
    assert not Invitation.objects.exists()


def test_withdrawn_once_and_opened_first():
    invitation = InvitationFactory()

    note_opening(invitation=invitation, now=NOW)
    note_opening(invitation=invitation, now=NOW + DAY)

    assert [revoke(invitation=invitation), revoke(invitation=invitation)] == [True, False]
    invitation.refresh_from_db()
    assert invitation.opened_at == NOW


def test_expired_code_opens_nothing(round_, member, lead):
    [(_member, _qr, code)] = print_cards(
        round=round_, members=[member], by=lead, now=NOW - 90 * DAY
    )

    assert keys.invitation_of_code(code) is None


def test_guessing_stops_after_twenty_wrong_codes_and_goes_on_later():
    tries = [keys.allow_a_try("10.0.0.1", NOW) for _number in range(keys.TRIES)]

    assert all(tries)
    assert not keys.allow_a_try("10.0.0.1", NOW)
    assert keys.allow_a_try("10.0.0.2", NOW)
    assert keys.allow_a_try("10.0.0.1", NOW + keys.WINDOW + DAY)
    assert WrongCode.objects.count() == 1


def test_right_codes_are_not_counted():
    for _number in range(keys.TRIES + 1):
        keys.forgive(keys.allow_a_try("10.0.0.1", NOW))

    assert not WrongCode.objects.exists()


def test_cards_of_many_take_a_fixed_number_of_reads(round_, lead):
    members = [MemberFactory(team=round_.team) for _number in range(3)]

    cards = print_cards(round=round_, members=members, by=lead)

    assert len({code for _member, _qr, code in cards}) == 3
