"""Reads roles/catalogue/ into the database; running it again changes nothing."""

from django.core.management.base import BaseCommand

from roles.catalogue_loader import load_catalogue


class Command(BaseCommand):
    help = "Load the role catalogue. What has vanished from it is retired, never deleted."

    def handle(self, *args, **options):
        changes = load_catalogue()
        if options["verbosity"]:
            self.stdout.write(
                f"Catalogue {changes.version}: {changes.added} added, {changes.changed} changed, "
                f"{changes.retired} retired."
            )
