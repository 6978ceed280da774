"""The guide's advice before new aggregate or tracker work, in words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.maturity import Advice, Kind, advice
from plans.models import Maturity


def advice_rows(maturity: Maturity) -> list[dict]:
    """Two rows for components/risks.html: before an aggregate domain, before a tracker."""
    return [_row(maturity, found) for found in advice(maturity.levels)]


def advice_words(found: Advice) -> tuple[str, str]:
    """What the guide advises, and the domains it speaks of."""
    texts = [
        _("Bring up first: %(domains)s.") % {"domains": _names(found.too_low)}
        if found.too_low
        else "",
        _("Nobody has said yet: %(domains)s.") % {"domains": _names(found.unknown)}
        if found.unknown
        else "",
        _("Better still at Adequate: %(domains)s.") % {"domains": _names(found.preferable)}
        if found.preferable
        else "",
    ]
    return _title(found), " ".join(filter(None, texts))


def _row(maturity: Maturity, found: Advice) -> dict:
    title, text = advice_words(found)
    return {
        "kind": "success" if found.is_ready else "warning",
        "title": title,
        "text": text,
        "url": "" if found.is_ready else reverse("plans:maturity", args=[maturity.team.slug]),
        "link": "" if found.is_ready else _("See the foundations"),
    }


def _title(found: Advice) -> str:
    if found.kind == Kind.AGGREGATE:
        if found.is_ready:
            return _("The foundations carry a new aggregate domain")
        if not found.too_low:
            return _("Not known yet whether the foundations carry a new aggregate domain")
        return _("The guide advises against a new aggregate domain for now")
    if found.is_ready:
        return _("The foundations carry a new tracker program")
    if not found.too_low:
        return _("Not known yet whether the foundations carry a new tracker program")
    return _("The guide advises against a new tracker program for now")


def _names(domains) -> str:
    return ", ".join(str(Maturity._meta.get_field(name).verbose_name) for name in domains)
