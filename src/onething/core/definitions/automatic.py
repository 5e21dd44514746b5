"""Automatic decisions (智能审批): the rule over verified data by which an item is granted without an officer.

A fact is named `role.element`, with underscores (`applicant.business_scope`); it can be verified when a register states it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from onething.core.definitions.elements import Element, ElementKind
from onething.core.definitions.items import Item
from onething.core.rules import Kind, NameType, Rule, compile_rule

KINDS = {ElementKind.NUMBER: Kind.INT, ElementKind.CHOICE: Kind.CHOICE}


@dataclass(frozen=True, slots=True)
class VerifiedRule:
    """The rule of one item, compiled: what it names, and which of these names no register can verify."""

    rule: Rule
    unverifiable: tuple[str, ...]


def fact_name(role: str, element: str) -> str:
    """How rules call this element of this role's party."""
    return f"{role}.{element}".replace("-", "_")


def fact_kinds(item: Item, elements: Mapping[str, Element]) -> dict[str, NameType]:
    """Every field of the item as a name that rules may use."""
    return {
        fact_name(field.role, field.element): _kind(elements[field.element])
        for field in item.fields
        if field.element in elements
    }


def compile_automatic(item: Item, elements: Mapping[str, Element], when: str) -> VerifiedRule:
    """The rule over the item's own fields; RuleError with all that is wrong in it."""
    rule = compile_rule(when, names=fact_kinds(item, elements))
    stated = {
        fact_name(field.role, field.element)
        for field in item.fields
        if field.element in elements and elements[field.element].resource
    }
    return VerifiedRule(rule, tuple(sorted(rule.names - stated)))


def _kind(element: Element) -> NameType:
    kind = KINDS.get(element.kind, Kind.TEXT)
    return NameType(kind, frozenset(choice.code for choice in element.choices) if kind is Kind.CHOICE else frozenset())
