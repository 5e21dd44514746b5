"""What every page of filing shares: drafts that are not there answer 404, problems keep their reason, links back."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from onething.modules.catalogue.api import BundleUnknown
from onething.modules.consultation.api import ConsultationNotFound
from onething.modules.intake.api import CannotOpen, DraftView, NotFound, Withdrawn, WrongStanding

View = Callable[..., HttpResponseBase]
REFUSED = 422
CHECK = "check"


def answers_for_people(view: View) -> View:
    """Turn the refusals of intake that concern a whole page into pages."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (NotFound, ConsultationNotFound, BundleUnknown) as error:
            raise Http404(str(error)) from error
        except WrongStanding as error:
            again = f"{reverse('portal:acting')}?{urlencode({'next': request.get_full_path()})}"
            return problem(
                request,
                title="要换一个身份办理",
                message=str(error),
                next_steps=error.steps,
                retry_url=again,
                retry_label="选择为谁办",
            )
        except Withdrawn as error:
            return render(request, "portal/filing/withdrawn.html", {"gone": error}, status=409, using="jinja2")
        except CannotOpen as error:
            return problem(request, title="现在不能这样申报", message=str(error), next_steps=error.steps)

    return answer


def problem(
    request: HttpRequest, *, title: str, message: str, next_steps: tuple[str, ...], status: int = 409, **more: str
) -> HttpResponse:
    """A page that says what is wrong and what to do instead."""
    context = {
        "title": title,
        "message": message,
        "next_steps": next_steps or ("回到首页重新选择",),
        "reference": "",
        **more,
    }
    return render(request, "portal/problem.html", context, status=status, using="jinja2")


def page(request: HttpRequest, name: str, view: DraftView, *, status: int = 200, **context: Any) -> HttpResponse:
    """One page of a draft; `back` leads to the task list unless the page says otherwise."""
    shared = {
        "draft": view,
        "plan": view.reading.plan,
        "demonstration": view.reading.source.demonstration,
        "service_name": view.reading.source.bundle.title,
        "back": after(request, view.info.public_id),
        "back_words": "返回核对" if request.GET.get("then") == CHECK else "返回任务清单",
        "errors": {},
    }
    return render(request, f"portal/filing/{name}.html", {**shared, **context}, status=status, using="jinja2")


def after(request: HttpRequest, draft: UUID) -> str:
    """Where a page leads when it is done: back to checking when it was entered from there, else the task list."""
    return reverse("portal:draft-check" if request.GET.get("then") == CHECK else "portal:draft", args=[draft])
