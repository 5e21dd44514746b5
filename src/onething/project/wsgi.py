"""What the web server calls."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from onething.project.bad_input import Utf8Only
from onething.project.reception import Reception
from onething.project.waiting_room import WaitingRoom

THREADS_PER_PLACE = 4  # those who wait for a place hold a thread as well

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onething.project.settings")
application = WaitingRoom(
    Utf8Only(get_wsgi_application()), places=settings.WEB_PLACES, cookie=settings.SESSION_COOKIE_NAME
)
reception = Reception(application, threads=settings.WEB_PLACES * THREADS_PER_PLACE)
