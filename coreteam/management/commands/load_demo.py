"""load_demo: three invented teams and six accounts, for development only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coreteam.demo_data import ACCOUNTS, PASSWORD, load_demo


class Command(BaseCommand):
    help = "Load the demo teams and accounts. What is there already stays as it is."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("The demo accounts have a published password: DEBUG=1 only.")
        load_demo()
        if options["verbosity"]:
            width = max(map(len, ACCOUNTS))
            lines = [f"  {email:{width}}  {what}" for email, what in ACCOUNTS.items()]
            self.stdout.write("\n".join(["Demo accounts:", *lines, f"  Password: {PASSWORD}"]))
