"""One row of the access table: a URL name and method, and the status for each person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace


@dataclass(frozen=True)
class Row:
    """`kwargs` makes the URL's arguments from the cast (a namespace: team, member, and whatever
    the app's `world(team, member)` function adds); `data` is what a POST sends. An approver may
    what a viewer may, unless the row says more."""

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
    approver: int | None = None
    data: dict = field(default_factory=dict)

    def __post_init__(self):
        if self.approver is None:
            object.__setattr__(self, "approver", self.viewer)


PEOPLE = (
    "anonymous", "outsider", "viewer", "member", "assessor", "lead", "staff", "approver",
)  # fmt: skip

# What a page of deleting sends: the version that the person saw.
AS_SEEN = {"seen": "1"}
