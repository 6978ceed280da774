"""How people come to have an account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Closed unless the administrator opened it (OPEN_REGISTRATION=1)."""
        return settings.OPEN_REGISTRATION
