"""The administration (后台): one site, on which rooms lay read-only lists and pages whose every write is a service's.

Django's admin gives lists, search and filters; its own forms, log and log-in are not used. Its addresses are those named
here and in the rooms' `admin.py`, each guarded by an action of the permission table.
"""

from onething.platform.administration.pages import HouseAdmin, guarded, may
from onething.platform.administration.site import HouseSite

__all__ = ["HouseAdmin", "HouseSite", "guarded", "may"]
