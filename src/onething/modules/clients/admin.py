"""Systems stand on the index of the administration, so that who runs the house finds them where they land."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onething.modules.clients.models import Client
from onething.platform.administration import HouseAdmin
from onething.platform.permissions import Action


@admin.register(Client)
class ClientAdmin(HouseAdmin):
    """The way to the pages of this room."""

    reading = Action.CLIENT_MANAGE

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG002 - Django's signature
        """The list is a page of the house's own, with what can be done beside each system."""
        return redirect("clients")
