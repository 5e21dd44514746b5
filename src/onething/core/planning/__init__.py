"""Planning: the compiler that turns a bundle and a person's answers into the plan everything else serves.

See `compile_plan`; `Plan` says what comes out, `next_question` what to ask next.
"""

from onething.core.planning.answers import UNSURE, next_question
from onething.core.planning.canonical import canonical_json, plan_data, read_plan
from onething.core.planning.compile import compile_plan, compile_schedule
from onething.core.planning.plan import (
    Certainty,
    Charge,
    FormSection,
    JointVisit,
    MaterialUse,
    OpenQuestion,
    Plan,
    PlannedFee,
    PlannedField,
    PlannedItem,
    PlannedMaterial,
    PlannedParty,
    Reason,
    RouteElsewhere,
    Saving,
    Schedule,
    Slot,
    Standing,
    Treatment,
)
from onething.core.planning.schedule import CyclicPlan
from onething.core.planning.selection import Holding, Holdings, Selection

__all__ = [
    "UNSURE",
    "Certainty",
    "Charge",
    "CyclicPlan",
    "FormSection",
    "Holding",
    "Holdings",
    "JointVisit",
    "MaterialUse",
    "OpenQuestion",
    "Plan",
    "PlannedFee",
    "PlannedField",
    "PlannedItem",
    "PlannedMaterial",
    "PlannedParty",
    "Reason",
    "RouteElsewhere",
    "Saving",
    "Schedule",
    "Selection",
    "Slot",
    "Standing",
    "Treatment",
    "canonical_json",
    "compile_plan",
    "compile_schedule",
    "next_question",
    "plan_data",
    "read_plan",
]
