"""Consents of members: what others may know by name, and giving and withdrawing it.

A document that names somebody's phase or levels asks `of(team)` first, each time it is made.
"""

from django.utils import timezone

from assessments.models import Consent


def of(team) -> dict[str, set[int]]:
    """Keys of the members who consent, by what they consent to (Consent.What). One query."""
    found = {str(what): set() for what in Consent.What}
    rows = Consent.objects.in_force().filter(member__team=team)
    for what, member in rows.values_list("what", "member"):
        found[what].add(member)
    return found


def withdraw(*, consent) -> bool:
    """End a consent, once. Nothing is deleted: what was agreed, and until when, stays known."""
    now = timezone.now()
    return bool(Consent.objects.in_force().filter(pk=consent.pk).update(withdrawn_at=now))
