"""The staff of the demonstration, through the same services as everybody else."""

from datetime import date
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test.utils import override_settings

from onething.modules.identity.api import create_staff, find_staff, give_post, list_posts
from onething.platform import clock
from onething.platform.permissions import Role

SINCE = date(2026, 1, 1)


class PublicWordHasher(Argon2PasswordHasher):
    """Cheap: everybody may know this password. The first login replaces it by a hash at full cost."""

    time_cost = 1
    memory_cost = 1024
    parallelism = 1


def load_staff(data: dict[str, Any]) -> int:
    """Make the accounts and posts that are not there yet; returns how many accounts were made."""
    made = 0
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.{PublicWordHasher.__name__}"]):
        for person in data["staff"]:
            account = find_staff(person["login"])
            if account is None:
                account = create_staff(login=person["login"], password=data["password"], display_name=person["name"])
                made += 1
            if not list_posts(account, on=clock.today()):
                for post in person["posts"]:
                    _give(account, post)
    return made


def _give(account: Any, post: dict[str, str]) -> None:
    give_post(
        account=account,
        role=Role(post["role"]),
        title=post["title"],
        region_code=post["region"],
        from_day=SINCE,
        body_code=post.get("body", ""),
        site_code=post.get("site", ""),
        window_number=post.get("window", ""),
    )
