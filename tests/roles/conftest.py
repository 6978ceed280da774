"""What the tests of pages share."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def query_count():
    """How many queries an act takes."""

    def count(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return count
