"""One row of the access table: a URL name and method, and the status for each person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace


@dataclass(frozen=True)
class Row:
    """`kwargs` makes the URL's arguments from the cast (a namespace: team, member, and whatever
    the app's `world(team, member)` function adds); `data` is what a POST sends."""

    name: str
    method: str
    kwargs: Callable[[SimpleNamespace], dict]
    anonymous: int
    outsider: int
    viewer: int
    member: int
    assessor: int
    lead: int
    staff: int
    data: dict = field(default_factory=dict)


PEOPLE = ("anonymous", "outsider", "viewer", "member", "assessor", "lead", "staff")
