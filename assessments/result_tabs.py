"""The tabs of the results: which of them there are for whom."""

from django.urls import reverse
from django.utils.translation import gettext as _

from roles.models import Member, TeamAccess


def result_tabs(team, user, current: str) -> list[dict]:
    """`current` is the name of the page's URL. Two queries, for what the reader is in the team.

    The member's own page comes first; it is composed above this app and stands here by its name.
    """
    titles = {
        "results": _("Results"),
        "change": _("Change between rounds"),
        "differences": _("Self and assessor"),
    }
    if team.level_of(user) == TeamAccess.Level.LEAD:
        titles["consents"] = _("Consents")
    tabs = [
        {
            "title": title,
            "url": reverse(f"assessments:{name}", args=[team.slug]),
            "current": name == current,
        }
        for name, title in titles.items()
    ]
    if Member.objects.filter(team=team, user=user).exists():
        url = reverse("own_results", args=[team.slug])
        return [{"title": _("My results"), "url": url, "current": current == "own"}, *tabs]
    return tabs
