"""No link leads anywhere the person may not go: every page of the demo is walked by everybody."""

import re
from collections import Counter
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve, reverse

from coreteam.demo_data import load_demo
from roles.models import User

LINK = re.compile(r'<a [^>]*href="([^"#?]+)[^"]*"')


# How many pages of a kind each person opens: the fifth role reads like the first.
ENOUGH = {"lead": 2, "assessor": 1, "member": 2, "viewer": 1, "regional": 1}


@pytest.mark.django_db
def test_every_link_opens_for_whoever_sees_it():
    load_demo()

    broken = {person: walk(person) for person in ENOUGH}

    assert broken == {person: {} for person in ENOUGH}


def walk(person):
    """Address and status of each page that does not open, of all that are linked to."""
    client = Client()
    client.force_login(User.objects.get(email=f"{person}@example.org"))
    waiting, seen, kinds, broken = [reverse("home"), "/teams/tavaloa/"], set(), Counter(), {}

    while waiting:
        url = waiting.pop()
        kind = resolve(url).view_name
        if url in seen or kinds[kind] == ENOUGH[person]:
            continue
        seen.add(url)
        kinds[kind] += 1
        response = client.get(url)
        if response.status_code not in (200, 302):
            broken[url] = response.status_code
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            found = LINK.findall(response.content.decode())
            waiting += [target for target in map(unescape, found) if target.startswith("/teams/")]

    assert len(kinds) > 15
    return broken
