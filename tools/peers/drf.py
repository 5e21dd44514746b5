"""Bare Django REST framework over the table of the floor: no login, no rights, its own validation and paging by page."""

import os
from urllib.parse import urlsplit

import django
from django.conf import settings

WHERE = urlsplit(os.environ["DATABASE_URL"])
settings.configure(
    SECRET_KEY="x" * 50,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="drf",
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": WHERE.path[1:],
            "USER": WHERE.username,
            "PASSWORD": WHERE.password or "",
            "HOST": WHERE.hostname,
            "PORT": WHERE.port or "",
            "CONN_MAX_AGE": 600,
        }
    },
    REST_FRAMEWORK={
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
        "PAGE_SIZE": 20,
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    },
)
django.setup()

import uuid  # noqa: E402

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.urls import include, path  # noqa: E402
from rest_framework import routers, serializers, viewsets  # noqa: E402


class Case(models.Model):
    """A filed case."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    number = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=20, default="received")
    bundle = models.CharField(max_length=40)
    region = models.CharField(max_length=12)
    applicant = models.CharField(max_length=100)
    idno = models.CharField(max_length=32)
    phone = models.CharField(max_length=20)
    start = models.DateField()
    due = models.DateField(null=True)
    form = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "drf"
        managed = False
        db_table = "bare_case"


class Event(models.Model):
    """What happened to it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    what = models.CharField(max_length=40)
    data = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "drf"
        managed = False
        db_table = "bare_event"


class CaseSerialiser(serializers.ModelSerializer):
    """All columns."""

    class Meta:
        model = Case
        fields = "__all__"
        read_only_fields = ("number", "status", "created")

    def create(self, validated):
        """Number, case and event in one transaction."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT nextval('bare_number')")
                validated["number"] = f"CASE-{cursor.fetchone()[0]:010d}"
            case = super().create(validated)
            Event.objects.create(case=case, what="created", data={"by": "api"})
        return case


class Cases(viewsets.ModelViewSet):
    """File and list."""

    queryset = Case.objects.order_by("-id")
    serializer_class = CaseSerialiser


ROUTER = routers.SimpleRouter(trailing_slash=False)
ROUTER.register("cases", Cases)
urlpatterns = [path("", include(ROUTER.urls))]
application = get_wsgi_application()
