"""The application as gunicorn serves it: `gunicorn coreteam.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coreteam.settings")
application = get_wsgi_application()
