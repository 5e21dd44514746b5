"""The API as the framework knows it: groups of operations under /api/v1/, each operation saying what it needs."""

from django.http import Http404
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from onething.channels.api.applications import router as applications
from onething.channels.api.bundles import router as bundles
from onething.channels.api.cases import papers
from onething.channels.api.cases import router as cases
from onething.channels.api.door import Needs, problem_for
from onething.channels.api.drafts import router as drafts
from onething.channels.api.webhooks import router as webhooks

VERSION = "1.1.0"
ROUTERS: tuple[Router, ...] = (bundles, drafts, applications, cases, papers, webhooks)


class Renderer(JSONRenderer):
    """Chinese as Chinese, and no spaces."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class Service(NinjaAPI):
    """Operations are known by the names of their functions: short, and the same for ever."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name."""
        return operation.view_func.__name__


api = Service(
    title="一件事系统接口", version=VERSION, openapi_url=None, docs_url=None, urls_namespace="api", renderer=Renderer()
)
for router in ROUTERS:
    api.add_router("", router)
for kind in (Exception, ValidationError, HttpError, Http404):  # the framework has a shape of its own for the last three
    api.add_exception_handler(kind, problem_for)


def operations_by_route() -> dict[str, dict[str, Needs]]:
    """What each method of each address needs; addresses as Django writes them."""
    return {
        path.removeprefix("/").replace("{", "<").replace("}", ">"): {
            method: operation.view_func.needs  # type: ignore[attr-defined]
            for operation in view.operations
            for method in operation.methods
        }
        for router in ROUTERS
        for path, view in router.path_operations.items()
    }


def needs_by_operation() -> dict[str, Needs]:
    """The same by the operation's name."""
    return {
        operation.view_func.__name__: operation.view_func.needs  # type: ignore[attr-defined]
        for router in ROUTERS
        for view in router.path_operations.values()
        for operation in view.operations
    }
