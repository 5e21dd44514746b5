"""The door of delivery."""

from onething.modules.delivery.domain.views import Deliveries, DeliveryItem, DeliveryState, PaperService, Way
from onething.modules.delivery.errors import DeliveryError, DeliveryNotFound, HandOverRefused, PickUpLocked
from onething.modules.delivery.queries import count_to_serve, deliveries_of, papers_to_serve, results_in, service_of
from onething.modules.delivery.services.hand_over import hand_over, send_by_post

__all__ = [
    "Deliveries", "DeliveryError", "DeliveryItem", "DeliveryNotFound", "DeliveryState", "HandOverRefused",
    "PaperService", "PickUpLocked", "Way",
    "count_to_serve", "deliveries_of", "hand_over", "papers_to_serve", "results_in", "send_by_post", "service_of",
]  # fmt: skip
