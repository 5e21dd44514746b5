"""From the grammar's tree to the rule tree: what is not named here cannot be said in a rule.

CEL as in Kubernetes has macros, arithmetic, maps and calls; conditions on answers need none of them,
and leaving them out keeps every rule readable, finite and translatable to SQL.
"""

from collections.abc import Iterator

from lark import Tree
from lark.lexer import Token

from .errors import Code, Findings
from .literals import read_int, read_text
from .nodes import (
    AllOf,
    AnyOf,
    Broken,
    Choose,
    Compare,
    Condition,
    Constant,
    Flag,
    ListOf,
    Literal,
    Member,
    Name,
    Negation,
    Operator,
    Size,
    Span,
    Term,
)
from .refusals import REFUSALS, REFUSED_LITERALS
from .scan import MAX_DEPTH, note_depth

_Node = Tree[Token]

_PASSED_THROUGH = frozenset(
    {"expr", "conditionalor", "conditionaland", "relation", "addition", "multiplication", "unary", "member", "primary"}
)
_OPERATORS = {
    "relation_eq": Operator.EQUAL,
    "relation_ne": Operator.UNEQUAL,
    "relation_lt": Operator.LESS,
    "relation_le": Operator.AT_MOST,
    "relation_gt": Operator.MORE,
    "relation_ge": Operator.AT_LEAST,
}
_LOGIC = frozenset({"expr", "conditionalor", "conditionaland", "relation"})


def lower(tree: _Node, found: Findings) -> Condition:
    """Return the condition a tree says; parts that are not allowed are noted and stand as Broken."""
    return _Lowering(found).condition(tree, depth=1)


class _Lowering:
    def __init__(self, found: Findings) -> None:
        self._found = found

    def condition(self, tree: _Node, *, depth: int) -> Condition:
        node = _innermost(tree)
        if depth > MAX_DEPTH:
            return self._too_deep(node)
        read = {
            ("paren_expr", 1): self._bracket,
            ("expr", 3): self._choose,
            ("conditionalor", 2): self._any_of,
            ("conditionaland", 2): self._all_of,
            ("relation", 2): self._clause,
            ("unary", 2): self._negation,
        }.get((node.data, len(node.children)), self._single)
        return read(node, depth)

    def _bracket(self, node: _Node, depth: int) -> Condition:
        return self.condition(_child(node, 0), depth=depth + 1)

    def _choose(self, node: _Node, depth: int) -> Condition:
        test, yes, no = (self.condition(child, depth=depth + 1) for child in _children(node))
        return Choose(test, yes, no)

    def _any_of(self, node: _Node, depth: int) -> Condition:
        return AnyOf(tuple(self.condition(part, depth=depth) for part in _chain(node)))

    def _all_of(self, node: _Node, depth: int) -> Condition:
        return AllOf(tuple(self.condition(part, depth=depth) for part in _chain(node)))

    def _negation(self, node: _Node, depth: int) -> Condition:
        if _child(node, 0).data != "unary_not":
            return self._refuse(node, depth=depth)
        return Negation(self.condition(_child(node, 1), depth=depth + 1))

    def _single(self, node: _Node, depth: int) -> Condition:
        term = self.term(node, depth=depth)
        if isinstance(term, Name):
            return Flag(term.span, term)
        if isinstance(term, Literal) and isinstance(term.value, bool):
            return Constant(term.value)
        if isinstance(term, Broken):
            return term
        message = f"“{self._text(term.span)}”不是条件。请补上比较，例如 == 或 in；单独出现的只能是“是否”类名称。"
        self._found.add(Code.NOT_A_CONDITION, at=term.span.start, message=message)
        return Broken(term.span, (term,))

    def _clause(self, node: _Node, depth: int) -> Condition:
        relation, right_tree = _children(node)
        left = self.term(_child(relation, 0), depth=depth + 1)
        if relation.data == "relation_in" and self._is_run_together(relation):
            return Broken(_span(node), (left,))
        if relation.data == "relation_in":
            return Member(_span(node), left, self._container(right_tree, depth=depth + 1))
        right = self.term(right_tree, depth=depth + 1)
        return Compare(_span(node), _OPERATORS[relation.data], left, right)

    def _is_run_together(self, relation: _Node) -> bool:
        """The grammar takes `x invalid` for `x in valid`; CEL does not."""
        end = relation.meta.end_pos
        following = self._found.text[end : end + 1]
        if following != "_" and not following.isalnum():
            return False
        message = "in 的后面要空一格。如果这是名称的一部分，前面漏写了运算符。"
        self._found.add(Code.SYNTAX, at=end - len("in"), message=message)
        return True

    def _container(self, tree: _Node, *, depth: int) -> Term:
        node = _innermost(tree)
        if node.data != "list_lit":
            return self.term(node, depth=depth)
        items = tuple(self._item(child, depth=depth) for child in _children(_child(node, 0))) if node.children else ()
        if not items:
            self._found.add(
                Code.FORBIDDEN, at=_span(node).start, message="列表是空的，条件永远不成立。请写出至少一个选项。"
            )
        return ListOf(_span(node), items)

    def _item(self, tree: _Node, *, depth: int) -> Term:
        item = self.term(tree, depth=depth)
        if isinstance(item, Literal | Broken):
            return item
        message = f"列表里只能写常量，不能写“{self._text(item.span)}”。"
        self._found.add(Code.FORBIDDEN, at=item.span.start, message=message)
        return Broken(item.span, (item,))

    def term(self, tree: _Node, *, depth: int) -> Term:
        node = _innermost(tree)
        if depth > MAX_DEPTH:
            return self._too_deep(node)
        match node.data:
            case "paren_expr":
                return self.term(_child(node, 0), depth=depth + 1)
            case "ident" | "member_dot":
                return self._name(node, depth=depth)
            case "literal":
                return self._literal(node)
            case "ident_arg" if str(node.children[0]) == "size":
                return self._size(node, depth=depth)
        return self._refuse(node, depth=depth)

    def _name(self, node: _Node, *, depth: int) -> Term:
        parts: list[str] = []
        inner = node
        while inner.data == "member_dot":
            parts.append(str(inner.children[1]))
            inner = _innermost(_child(inner, 0))
        if inner.data != "ident":
            return self._refuse(node, depth=depth)
        parts.append(str(inner.children[0]))
        return Name(_span(node), ".".join(reversed(parts)))

    def _literal(self, node: _Node) -> Term:
        written, span = node.children[0], _span(node)
        if not isinstance(written, Token):  # pragma: no cover - the grammar puts a written here
            raise TypeError(node.data)
        value: bool | int | str | None
        match written.type:
            case "BOOL_LIT":
                value = written == "true"
            case "INT_LIT":
                value = read_int(written, at=span.start, found=self._found)
            case "STRING_LIT":
                value = read_text(written, at=span.start, found=self._found)
            case other:
                value = None
                self._found.add(Code.FORBIDDEN, at=span.start, message=REFUSED_LITERALS[other])
        return Broken(span) if value is None else Literal(span, value)

    def _size(self, node: _Node, *, depth: int) -> Term:
        arguments = [child for tree in _children(node) for child in _children(tree)]
        span = _span(node)
        if len(arguments) == 1:
            return Size(span, self.term(arguments[0], depth=depth + 1))
        self._found.add(Code.FORBIDDEN, at=span.start, message=f"size 要有且只有一个名称，这里有 {len(arguments)} 个。")
        return Broken(span, tuple(self.term(argument, depth=depth + 1) for argument in arguments))

    def _refuse(self, node: _Node, *, depth: int) -> Broken:
        span = _span(node)
        if node.data in _LOGIC:
            message = f"比较的两边只能是名称、常量或 size(…)，不能是“{self._text(span)}”。请用 && 或 || 把条件分开写。"
        else:
            message = REFUSALS[node.data]
        self._found.add(Code.FORBIDDEN, at=span.start, message=message)
        return Broken(span, self._leftovers(node, depth=depth))

    def _leftovers(self, node: _Node, *, depth: int) -> tuple[Term, ...]:
        """Sides of a refused operator, so that faults inside them are told in the same go."""
        if node.data not in _LOGIC | {"addition", "multiplication", "unary", "paren_expr"}:
            return ()
        sides = (_child(child, 0) if _is_operator(child) else child for child in _children(node))
        return tuple(self.term(side, depth=depth + 1) for side in sides if side.children)

    def _too_deep(self, node: _Node) -> Broken:
        note_depth(self._found)
        return Broken(_span(node))

    def _text(self, span: Span) -> str:
        text = self._found.text[span.start : span.end]
        return text if len(text) <= 40 else text[:39] + "…"


def _innermost(tree: _Node) -> _Node:
    """Skip the grammar's levels of precedence that say nothing here."""
    while tree.data in _PASSED_THROUGH and len(tree.children) == 1:
        tree = _child(tree, 0)
    return tree


def _chain(node: _Node) -> list[_Node]:
    """Operands of `a && b && c`, which the grammar nests to the left."""
    operands: list[_Node] = []
    inner = node
    while inner.data == node.data and len(inner.children) == 2:
        operands.append(_child(inner, 1))
        inner = _child(inner, 0)
    return [inner, *reversed(operands)]


def _is_operator(tree: _Node) -> bool:
    return bool(tree.children) and tree.data.startswith(("relation_", "addition_", "multiplication_"))


def _children(tree: _Node) -> Iterator[_Node]:
    return (child for child in tree.children if isinstance(child, Tree))


def _child(tree: _Node, index: int) -> _Node:
    child = tree.children[index]
    if not isinstance(child, Tree):  # pragma: no cover - the grammar puts a tree here
        raise TypeError(tree.data)
    return child


def _span(tree: _Node) -> Span:
    return Span(tree.meta.start_pos, tree.meta.end_pos)
