"""The door of guidance: answers in, plan and guide out, and the papers made from a bundle; nothing here keeps anything."""

from onething.modules.guidance.domain.answers import read_left_out
from onething.modules.guidance.domain.asking import Asked, is_answered, reachable
from onething.modules.guidance.domain.bpmn import bpmn_xml
from onething.modules.guidance.domain.charts import Chart, ChartNode, inner_chart, outer_chart
from onething.modules.guidance.domain.fees import FeesTold, possible_fees, tell_fees
from onething.modules.guidance.domain.flow import Flow, read_flow
from onething.modules.guidance.domain.guide import Guide, Wish, falls_with
from onething.modules.guidance.domain.handbook import Handbook, read_handbook
from onething.modules.guidance.domain.lanes import Box, LaneLayout, LaneNode, layout_lanes
from onething.modules.guidance.domain.order import starters
from onething.modules.guidance.domain.procedure import Procedure, read_procedure
from onething.modules.guidance.domain.words import item_names, saving_words
from onething.modules.guidance.services.documents import handbook_pdf, procedure_pdf, review_pdf
from onething.modules.guidance.services.linked import catalogue_jsonld, linked_json
from onething.modules.guidance.services.plan import guide_for, guide_from, next_question
from onething.modules.guidance.services.print import guide_pdf

__all__ = [
    "Asked", "Box", "Chart", "ChartNode", "FeesTold", "Flow", "Guide", "Handbook", "LaneLayout", "LaneNode", "Procedure", "Wish",
    "bpmn_xml", "catalogue_jsonld", "falls_with", "guide_for", "guide_from", "guide_pdf", "handbook_pdf", "inner_chart", "is_answered",
    "item_names", "layout_lanes", "linked_json", "next_question", "outer_chart", "possible_fees", "procedure_pdf", "reachable", "read_flow",
    "read_handbook", "read_left_out", "read_procedure", "review_pdf", "saving_words", "starters", "tell_fees",
]  # fmt: skip
