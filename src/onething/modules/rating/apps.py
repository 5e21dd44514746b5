"""Django's entry into the room."""

from django.apps import AppConfig


class RatingConfig(AppConfig):
    """What may be rated, and the ratings given."""

    name = "onething.modules.rating"
    label = "rating"
    verbose_name = "好差评"
