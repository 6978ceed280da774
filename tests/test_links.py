"""No link leads anywhere the person may not go: every page of the demo is walked by everybody."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from coreteam.demo_data import load_demo
from roles.models import User

LINK = re.compile(r'<a [^>]*href="([^"#?]+)[^"]*"')


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["lead", "assessor", "member", "viewer", "regional"])
def test_every_link_opens_for_whoever_sees_it(person):
    load_demo()
    client = Client()
    client.force_login(User.objects.get(email=f"{person}@example.org"))
    waiting, seen, broken = [reverse("home"), "/teams/tavaloa/"], set(), {}

    while waiting:
        url = waiting.pop()
        if url in seen or len(seen) > 400:
            continue
        seen.add(url)
        response = client.get(url)
        if response.status_code not in (200, 302):
            broken[url] = response.status_code
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            found = LINK.findall(response.content.decode())
            waiting += [
                target
                for target in map(unescape, found)
                if target.startswith("/teams/") and target not in seen
            ]

    assert not broken and len(seen) > 15
