"""Names, kinds and choices: whether a rule that reads well also makes sense over the declared names."""

from difflib import get_close_matches

from .errors import Code, Findings
from .names import KIND_LABELS, Kind, Names, NameType
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

_TEXTUAL = frozenset({Kind.TEXT, Kind.CHOICE})
_ORDERED = frozenset({Kind.INT, Kind.TEXT})
_LISTED_OPTIONS = 20
_SUGGESTIONS = 10


def check(condition: Condition, *, names: Names, found: Findings) -> None:
    """Note every unknown name, mismatch of kinds and choice that is not on offer."""
    _Checking(names, found).condition(condition)


class _Checking:
    def __init__(self, names: Names, found: Findings) -> None:
        self._names = names
        self._found = found
        self._suggested = 0

    def condition(self, node: Condition) -> None:
        match node:
            case Constant():
                pass
            case Broken(parts=parts):
                self._search(parts)
            case Flag():
                self._flag(node)
            case Compare():
                self._compare(node)
            case Member():
                self._member(node)
            case Negation(inner=inner):
                self.condition(inner)
            case AllOf(parts=conditions) | AnyOf(parts=conditions):
                self._each(conditions)
            case Choose(test=test, yes=yes, no=no):
                self._each((test, yes, no))

    def _each(self, conditions: tuple[Condition, ...]) -> None:
        for part in conditions:
            self.condition(part)

    def _flag(self, node: Flag) -> None:
        kind = self._type_of(node.name)
        if kind and kind.kind is not Kind.BOOL:
            message = f"“{node.name.name}”是{KIND_LABELS[kind.kind]}，不能单独作条件。请补上比较，例如 == 或 in。"
            self._found.add(Code.NOT_A_CONDITION, at=node.span.start, message=message)

    def _compare(self, node: Compare) -> None:
        left, right = self._type_of(node.left), self._type_of(node.right)
        if not left or not right:
            return
        if Kind.CHOICES in (left.kind, right.kind):
            self._mismatch(node.span, '多选不能直接比较。请写“"选项" in 名称”，或用 size(名称) 比较个数。')
        elif not _alike(left, right):
            labels = f"{self._text(node.left.span)}（{KIND_LABELS[left.kind]}）与 {self._text(node.right.span)}（{KIND_LABELS[right.kind]}）"
            self._mismatch(node.span, f"{labels}不能比较。请让两边是同一类：文字和选项加引号，数和 true、false 不加。")
        elif node.operator not in (Operator.EQUAL, Operator.UNEQUAL) and not {left.kind, right.kind} <= _ORDERED:
            self._mismatch(node.span, "只有整数和文字能比大小。请改用 == 、!= 或 in。")
        else:
            self._overlap(node.span, left, right)
            self._choices(left, node.right)
            self._choices(right, node.left)

    def _member(self, node: Member) -> None:
        item = self._type_of(node.item)
        if isinstance(node.container, ListOf):
            self._in_list(node, item, node.container)
            return
        container = self._type_of(node.container)
        if not item or not container:
            return
        if container.kind is not Kind.CHOICES or item.kind not in _TEXTUAL:
            self._mismatch(node.span, 'in 的右边要么是列表 ["a", "b"]，要么是多选名称（左边写选项）。')
        else:
            self._overlap(node.span, item, container)
            self._choices(container, node.item)

    def _in_list(self, node: Member, item: NameType | None, container: ListOf) -> None:
        if item and item.kind is Kind.CHOICES:
            self._mismatch(node.span, '多选不能放在 in 的左边。请逐个写“"选项" in 名称”，用 || 连接。')
            return
        for literal in container.items:
            kind = self._type_of(literal)
            if not item or not kind:
                continue
            if _alike(item, kind):
                self._choices(item, literal)
            else:
                problem = f"“{self._text(literal.span)}”是{KIND_LABELS[kind.kind]}，而左边是{KIND_LABELS[item.kind]}。请改成同一类。"
                self._mismatch(literal.span, problem)

    def _type_of(self, term: Term) -> NameType | None:
        """Kind of a term, or None where a problem has been noted."""
        match term:
            case Name():
                return self._declared(term)
            case Literal(value=value):
                return NameType(_kind_of(value))
            case Size():
                return self._size(term)
            case Broken(parts=parts) | ListOf(items=parts):
                self._search(parts)
                return None

    def _size(self, term: Size) -> NameType:
        kind = self._type_of(term.of)
        if kind and kind.kind not in (Kind.TEXT, Kind.CHOICES):
            self._mismatch(term.span, f"size 只用于文字和多选，这里是{KIND_LABELS[kind.kind]}。请直接比较它的值。")
        return NameType(Kind.INT)

    def _search(self, parts: tuple[Term, ...]) -> None:
        for part in parts:
            self._type_of(part)

    def _declared(self, term: Name) -> NameType | None:
        declared = self._names.get(term.name)
        if declared is None:
            message = f"没有声明过名称“{term.name}”。{self._suggestion(term.name)}"
            self._found.add(Code.UNKNOWN_NAME, at=term.span.start, message=message)
        return declared

    def _suggestion(self, name: str) -> str:
        self._suggested += 1
        # Looking for likenesses is slow; a text full of wrong names gets them for the first few.
        near = get_close_matches(name, self._names, n=1, cutoff=0.5) if self._suggested <= _SUGGESTIONS else []
        return f"是不是想写 {near[0]}？" if near else "请先在问题或数据元里声明，再在规则里使用。"

    def _overlap(self, span: Span, left: NameType, right: NameType) -> None:
        if left.options and right.options and left.options.isdisjoint(right.options):
            self._mismatch(span, "两边没有一个相同的选项，永远不会相等。请核对是不是写错了名称。")

    def _choices(self, offered: NameType, term: Term) -> None:
        if offered.kind not in (Kind.CHOICE, Kind.CHOICES) or not isinstance(term, Literal):
            return
        if term.value not in offered.options:
            options = sorted(offered.options)
            listed = "、".join(options[:_LISTED_OPTIONS]) + (" 等" if len(options) > _LISTED_OPTIONS else "")
            message = f"“{term.value}”不是可选项。可选：{listed or '（没有选项）'}。"
            self._found.add(Code.UNKNOWN_CHOICE, at=term.span.start, message=message)

    def _mismatch(self, span: Span, message: str) -> None:
        self._found.add(Code.TYPE_MISMATCH, at=span.start, message=message)

    def _text(self, span: Span) -> str:
        return self._found.text[span.start : span.end][:40]


def _alike(left: NameType, right: NameType) -> bool:
    return left.kind is right.kind or {left.kind, right.kind} <= _TEXTUAL


def _kind_of(value: bool | int | str) -> Kind:
    if isinstance(value, bool):
        return Kind.BOOL
    return Kind.INT if isinstance(value, int) else Kind.TEXT
