"""The workbench as a WSGI application, for serve.py or any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.review.settings")
application = get_wsgi_application()
