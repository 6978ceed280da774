"""What the page of the bodies says: three layers, meetings in order, and what is missing.

Layers and their tasks: core-team-04, Figure 2. The operational lead connects them.
"""

import datetime
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.board import Card
from roles.formats import longdate
from roles.models import Body

# The guide's layers in their order: what is missing without any body, and why that matters.
WITHOUT = {
    Body.Layer.GOVERNANCE: (
        gettext_lazy("Name the governance committee"),
        gettext_lazy(
            "It decides which use cases and functions come; without it nobody can say no to one."
        ),
    ),
    Body.Layer.OPERATIONS: (
        gettext_lazy("Name who manages operations"),
        gettext_lazy("Somebody has to own the system and see to the planning from day to day."),
    ),
    Body.Layer.CORE: (
        gettext_lazy("Give the core technical team a meeting of its own"),
        gettext_lazy("A short, regular meeting keeps clear who does what, and by which procedure."),
    ),
}
BESIDE = (Body.Layer.WORKING_GROUP, Body.Layer.OTHER)


@dataclass(frozen=True)
class Lane:
    """A layer: what the guide says of it, and the team's bodies in it."""

    title: str
    task: str
    profiles: str
    cards: list[Card]
    add_url: str


@dataclass(frozen=True)
class Missing:
    """Something to do next; draws as a line of components/risks.html."""

    title: str
    text: str
    url: str = ""
    link: str = ""
    kind: str = "warning"


@dataclass(frozen=True)
class Meeting:
    body: Body
    date: datetime.date
    is_past: bool


@dataclass
class GovernancePage:
    """The bodies of a team for a reader; links to change things only if the reader may."""

    team: object
    bodies: list[Body]
    can_edit: bool
    today: datetime.date
    by_layer: dict = field(init=False)

    def __post_init__(self):
        self.by_layer = {layer: [] for layer in Body.Layer}
        for body in self.bodies:
            self.by_layer[body.layer].append(body)

    def lanes(self, layers):
        """The guide's layers, each with the team's bodies; `layers` in the page's language."""
        return [
            Lane(
                title=Body.Layer(layer["key"]).label,
                task=layer["task"],
                profiles=self.team.in_own_words(layer["profiles"]),
                cards=[self._card(body) for body in self.by_layer[layer["key"]]],
                add_url=self._add_url(layer["key"]),
            )
            for layer in layers
        ]

    def beside(self):
        """Cards of working groups and whatever else there is."""
        bodies = [body for layer in BESIDE for body in self.by_layer[layer]]
        return [self._card(body, body.get_layer_display()) for body in bodies]

    def meetings(self):
        """Those with a date, the earliest first."""
        dated = sorted((b for b in self.bodies if b.next_date), key=lambda b: (b.next_date, b.pk))
        return [Meeting(body, body.next_date, body.next_date < self.today) for body in dated]

    def missing(self):
        """What to do next, the layers first, in the order of the figure."""
        layers = [
            Missing(str(title), str(reason), self._add_url(layer), _("Add a body"))
            for layer, (title, reason) in WITHOUT.items()
            if not self.by_layer[layer]
        ]
        return layers + [found for body in self.bodies for found in self._missing_of(body)]

    def _missing_of(self, body):
        if body.next_date and body.next_date < self.today:
            yield self._about(
                body,
                _("Enter the next meeting of %(body)s"),
                _("The last date, %(date)s, has passed.") % {"date": longdate(body.next_date)},
            )
        elif not body.next_date and body.rhythm != Body.Rhythm.AS_NEEDED:
            yield self._about(
                body,
                _("Set the next meeting of %(body)s"),
                _("It has a rhythm, but no date yet."),
            )
        if not body.chair:
            yield self._about(
                body, _("Say who chairs %(body)s"), _("Somebody has to call the meeting.")
            )
        if not body.reports_to_id and body.layer != Body.Layer.GOVERNANCE:
            yield self._about(
                body,
                _("Say to whom %(body)s reports"),
                _("Only the governance committee stands at the top."),
            )

    def _about(self, body, title, text):
        name = {"body": body.name}
        return Missing(title % name, text, self._edit_url(body), _("Change %(body)s") % name)

    def _card(self, body, layer=""):
        above, rhythm = body.reports_to, body.get_rhythm_display()
        coming = body.next_date is not None and body.next_date >= self.today
        facts = [
            _("Chair: %(chair)s") % {"chair": body.chair} if body.chair else "",
            _("Reports to %(body)s") % {"body": above} if above else "",
            _("Next on %(date)s") % {"date": longdate(body.next_date)} if coming else "",
        ]
        return Card(
            kind="filled",
            label=f"{layer} · {rhythm}" if layer else rhythm,
            title=body.name,
            url=self._edit_url(body),
            text=body.task,
            facts=[fact for fact in facts if fact],
        )

    def _add_url(self, layer):
        if not self.can_edit:
            return ""
        return f"{reverse('roles:body_create', args=[self.team.slug])}?layer={layer}"

    def _edit_url(self, body):
        if not self.can_edit:
            return ""
        return reverse("roles:body_edit", args=[self.team.slug, body.pk])


def next_block(missing):
    """The first thing that is missing as the page's Next block."""
    return {
        "label": _("Next"),
        "title": missing.title,
        "reason": missing.text,
        "url": missing.url,
        "button": missing.link,
    }
