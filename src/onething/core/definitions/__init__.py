"""Definitions: items, materials, elements and bundles as frozen values, read from packs, each figure with its source."""

from onething.core.definitions.automatic import compile_automatic, fact_kinds, fact_name
from onething.core.definitions.basis import Basis, Layer, Mark
from onething.core.definitions.bundles import Bundle, BundleItem, Option, Question, Subject, Tie
from onething.core.definitions.effects import (
    AddMaterial,
    Drop,
    Effect,
    Include,
    RemoveMaterial,
    Route,
    SetMode,
    SetValue,
    Swap,
)
from onething.core.definitions.elements import Choice, Element, ElementKind, ElementSource
from onething.core.definitions.fees import Blocks, Fee, Relief, in_yuan
from onething.core.definitions.items import (
    Automatic,
    FieldNeed,
    Item,
    ItemType,
    MaterialNeed,
    Prerequisite,
    Result,
    ResultKind,
    Supervision,
)
from onething.core.definitions.library import Body, CorrectionTerm, Library, Parameters, join_parameters
from onething.core.definitions.limits import Limit, LimitKind, Promise
from onething.core.definitions.materials import (
    AfterCheck,
    Deferral,
    ExemptBy,
    Exemption,
    Material,
    MaterialNature,
    MaterialOrigin,
    Pledge,
    Risk,
)
from onething.core.definitions.parties import PartyKind, PartyRole, RoleLink
from onething.core.definitions.reading import Problem, Reader, by_code
from onething.core.definitions.reading_bundles import question_names, read_body, read_bundle, read_parameters
from onething.core.definitions.reading_items import read_element, read_item, read_material, read_register
from onething.core.definitions.registers import Register, basic_register, proving_register
from onething.core.definitions.review import review_bundle, stops
from onething.core.definitions.review_terms import Finding, Severity

__all__ = [
    "AddMaterial",
    "AfterCheck",
    "Automatic",
    "Basis",
    "Blocks",
    "Body",
    "Bundle",
    "BundleItem",
    "Choice",
    "CorrectionTerm",
    "Deferral",
    "Drop",
    "Effect",
    "Element",
    "ElementKind",
    "ElementSource",
    "ExemptBy",
    "Exemption",
    "Fee",
    "FieldNeed",
    "Finding",
    "Include",
    "Item",
    "ItemType",
    "Layer",
    "Library",
    "Limit",
    "LimitKind",
    "Mark",
    "Material",
    "MaterialNature",
    "MaterialNeed",
    "MaterialOrigin",
    "Option",
    "Parameters",
    "PartyKind",
    "PartyRole",
    "Pledge",
    "Prerequisite",
    "Problem",
    "Promise",
    "Question",
    "Reader",
    "Register",
    "Relief",
    "RemoveMaterial",
    "Result",
    "ResultKind",
    "Risk",
    "RoleLink",
    "Route",
    "SetMode",
    "SetValue",
    "Severity",
    "Subject",
    "Supervision",
    "Swap",
    "Tie",
    "basic_register",
    "by_code",
    "compile_automatic",
    "fact_kinds",
    "fact_name",
    "in_yuan",
    "join_parameters",
    "proving_register",
    "question_names",
    "read_body",
    "read_bundle",
    "read_element",
    "read_item",
    "read_material",
    "read_parameters",
    "read_register",
    "review_bundle",
    "stops",
]
