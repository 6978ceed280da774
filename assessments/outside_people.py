"""Who a row of somebody else's table is about. Nobody is matched by a name that is only similar."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.outside_answers import plain


@dataclass(frozen=True)
class Person:
    """A member of the team as a table may name them; an address is that of the account, or the
    one to which invitations go."""

    pk: int
    name: str
    emails: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """The key of the member, or why none was found and who comes near."""

    pk: int | None
    reason: str = ""
    near: int | None = None


def find_person(name, email, people):
    """By address first, then by the words of the name in any order."""
    by_email = [one for one in people if email.strip().lower() in one.emails]
    by_name = [one for one in people if name and _words(one.name) == _words(name)]
    if len({one.pk for one in by_email + by_name}) == 1:
        return Match((by_email + by_name)[0].pk)
    if by_email and by_name:
        return Match(None, _("The name and the address belong to different members."))
    if by_name or by_email:
        return Match(None, _("Several members are called so."))
    if not name and not email:
        return Match(None, _("The row names nobody."))
    near = [one for one in people if name and _comes_near(one.name, name)]
    pk = near[0].pk if len(near) == 1 else None
    return Match(None, _("Nobody in the team is called so."), near=pk)


def _words(name):
    return sorted(plain(name).split())


def _comes_near(one, other):
    """They share a word that is no initial."""
    shared = set(plain(one).split()) & set(plain(other).split())
    return any(len(word) > 2 for word in shared)
