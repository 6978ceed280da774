"""The gaps that the lead ticked, on their way from page to page.

They travel in the address, so that Back, a second window and a bookmark work. Servers refuse a long
one (gunicorn takes 4,094 characters): more ticks than fit wait in the session, one list a team.
"""

LONGEST = 1500
WAITING = "ticked_gaps"


def in_address(request, slug, keys) -> dict[str, list[str]]:
    """What of the address says which gaps are ticked; called where something is sent only."""
    if sum(len(key) + len("&gap=%3A") for key in keys) <= LONGEST:
        return {"gap": list(keys)}
    request.session[WAITING] = {**request.session.get(WAITING, {}), slug: list(keys)}
    return {"waiting": ["1"]}


def ticked(request, slug) -> list[str]:
    """The keys of the ticked gaps, as text from outside: to be looked up."""
    if "waiting" in request.GET:
        return request.session.get(WAITING, {}).get(slug, [])
    return request.GET.getlist("gap")
