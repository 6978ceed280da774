"""Reads the catalogue files into the database; running it again changes nothing."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roles.catalogue_files import FOLDER
from roles.catalogue_loader import check_catalogue, load_catalogue
from roles.catalogue_words import CatalogueError, report, summary

WOULD_CHANGE, DAMAGED = 1, 2


class Command(BaseCommand):
    help = (
        "Load the role catalogue. What has vanished from it is retired, never deleted; what was "
        "added or reworded here stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=FOLDER, help="another folder of files")
        parser.add_argument(
            "--check",
            action="store_true",
            help="only show what would change; exit code 1 when something would, 2 for bad files",
        )

    def handle(self, *args, **options):
        act = check_catalogue if options["check"] else load_catalogue
        try:
            changes = act(options["folder"])
        except CatalogueError as error:
            raise CommandError(str(error), returncode=DAMAGED) from None
        if options["verbosity"]:
            self.stdout.write(report(changes) if options["check"] else summary(changes))
        if options["check"] and changes.writes:
            sys.exit(WOULD_CHANGE)
