"""The errors of delivery; each text is for people.

DeliveryError
├── DeliveryNotFound    delivery.not_found   nothing to hand over here, or not the actor's (the same words)
├── HandOverRefused     delivery.refused     what was typed does not fit: field to message
└── PickUpLocked        delivery.locked      too many wrong codes; says until when
"""

from collections.abc import Mapping


class DeliveryError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "delivery"


class DeliveryNotFound(DeliveryError):
    """Never tells whether the record exists elsewhere."""

    code = "delivery.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到可以在这里出件的结果。请核对申请编号；在别处受理的，请到受理的窗口领取。")


class HandOverRefused(DeliveryError):
    """Nothing was handed over."""

    code = "delivery.refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class PickUpLocked(DeliveryError):
    """Nothing can be handed over for a while."""

    code = "delivery.locked"

    def __init__(self, until: str) -> None:
        super().__init__(
            f"取件码连续输错，已暂停到 {until}。请核对申请人的证件，到时再试；取件码在申请人的“我的办件”里和取件凭证上。"
        )
