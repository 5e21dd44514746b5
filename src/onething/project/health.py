"""`/livez` says the process answers; `/readyz` says it can serve: database, migrations, keys, file store."""

from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from onething.platform.encryption import KeyProblem, get_provider
from onething.platform.permissions import public
from onething.project.folders import is_writable


@public
@require_safe
def livez(_request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all."""
    return HttpResponse("ok", content_type="text/plain")


@public
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when every part is usable, else 503; names the part, never its address or error text."""
    database = database_answers()  # each look at a database that is away waits for the pool's time-out: look once
    parts = {
        "database": database,
        "migrations": database and migrations_applied(),
        "keys": key_usable(),
        "files": file_store_writable(),
    }
    ready = all(parts.values())
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": ready, "parts": parts}, status=status)


def database_answers() -> bool:
    """One trivial statement."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def migrations_applied() -> bool:
    """Whether the tables are those the code expects."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def key_usable() -> bool:
    """Whether something encrypted can be read again."""
    try:
        provider = get_provider()
        return provider.decrypt(provider.encrypt(b"ready", aad=b"readyz"), aad=b"readyz") == b"ready"
    except KeyProblem:
        return False


def file_store_writable() -> bool:
    """Whether files can be kept."""
    return is_writable(settings.FILE_STORE)
