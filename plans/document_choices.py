"""What somebody switches on or off when a plan is written as a file."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "cover": _("Cover"),
    "summary": _("Executive summary"),
    "context": _("Context and core team"),
    "needs": _("Needs assessment and priorities"),
    "activities": _("Activities and timeline"),
    "budget": _("Budget and funding"),
    "sustainability": _("Sustainability"),
    "governance": _("Governance and follow-up"),
    "approval": _("Approval"),
    "terms": _("Annex: terms of reference"),
    "lines": _("Annex: detailed budget"),
    "method": _("Annex: method note"),
}
# Stands in a file only when somebody asks for it: it names people.
ON_CHOICE = {"development": _("Annex: development plans of members who agreed")}
ANNEXES = ("terms", "lines", "development", "method")
FILLED = "filled"


@dataclass(frozen=True)
class Choices:
    """`logo` and `template` are files: bytes, empty for none and for the standard template."""

    sections: frozenset[str] = frozenset(SECTIONS)
    named: bool = True
    logo: bytes = b""
    template: bytes = b""

    @property
    def show(self) -> dict[str, bool]:
        return {name: name in self.sections for name in (*SECTIONS, *ON_CHOICE)}

    @property
    def method_number(self) -> int:
        """The number of the method note among the annexes that are shown; 0 without it."""
        shown = [name for name in ANNEXES if name in self.sections]
        return shown.index("method") + 1 if "method" in shown else 0


EVERYTHING = Choices()


def chosen(query) -> Choices:
    """The choices in an address: `section` again and again, `holders=filled` for no names.

    Without any section the document is whole, so that earlier addresses go on working.
    """
    wanted = frozenset(query.getlist("section"))
    sections = (wanted & SECTIONS.keys() or frozenset(SECTIONS)) | (wanted & ON_CHOICE.keys())
    return Choices(sections=sections, named=query.get("holders") != FILLED)
