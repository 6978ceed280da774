"""A form that makes rows makes them once: going back and saving again leads to them.

The page carries a token (components/once.html); the database decides who was first with it.
The form goes to an address that differs from that of its page (`{% querystring sent='1' %}`): after
a POST to the same address the browser drops the page, and Back would fetch one with a new token.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.models import SentForm

KEPT = timedelta(days=7)


def token_of(request) -> str:
    """The token for the page: the one that came with the form, else a new one."""
    return str(_sent(request) or uuid.uuid4())


def make_once(request, make: Callable) -> tuple[str, bool]:
    """Call `make`, which saves one row or several, unless this form made them already.

    `make` returns what to look at then; returned are its address and whether this was the first
    time; a second time the person is told. A form without a token always makes something.
    """
    token = _sent(request)
    if token is None:
        return make().get_absolute_url(), True
    try:
        with transaction.atomic():
            SentForm.objects.filter(at__lt=timezone.now() - KEPT).delete()
            sent = SentForm.objects.create(token=token, user=request.user)
            sent.url = make().get_absolute_url()
            sent.save(update_fields=["url"])
            return sent.url, True
    except IntegrityError:
        earlier = SentForm.objects.filter(token=token, user=request.user).first()
        if earlier is None:
            raise
        told = _("This was saved before. Change it here; nothing was added a second time.")
        messages.info(request, told)
        return earlier.url, False


def _sent(request):
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None
