"""The door of delivery."""

from onething.modules.delivery.domain.views import Deliveries, DeliveryItem, DeliveryState, Way
from onething.modules.delivery.errors import DeliveryError, DeliveryNotFound, HandOverRefused, PickUpLocked
from onething.modules.delivery.queries import deliveries_of, results_in
from onething.modules.delivery.services.hand_over import hand_over, send_by_post

__all__ = [
    "Deliveries", "DeliveryError", "DeliveryItem", "DeliveryNotFound", "DeliveryState", "HandOverRefused",
    "PickUpLocked", "Way",
    "deliveries_of", "hand_over", "results_in", "send_by_post",
]  # fmt: skip
