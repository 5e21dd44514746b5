"""The door of rating."""

from onething.modules.rating.domain.levels import LEVELS, Answer, Level, decide_answer, level_of
from onething.modules.rating.domain.stages import Stage, Standing
from onething.modules.rating.errors import RatingError, RatingNotFound, RatingRefused, RatingTooFast
from onething.modules.rating.events import BadlyRated, Rated
from onething.modules.rating.queries import Offer, offer_by, rating_path_for
from onething.modules.rating.services.print_slip import print_slip
from onething.modules.rating.services.rate import rate

__all__ = [
    "LEVELS", "Answer", "BadlyRated", "Level", "Offer", "Rated", "RatingError", "RatingNotFound", "RatingRefused",
    "RatingTooFast", "Stage", "Standing",
    "decide_answer", "level_of", "offer_by", "print_slip", "rate", "rating_path_for",
]  # fmt: skip
