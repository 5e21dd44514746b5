"""What to do instead, for each kind of CEL that rules leave out, by the grammar's name for it."""

REFUSALS = {
    "addition": "规则里不能做加减。请让问题直接问出要比较的数。",
    "multiplication": "规则里不能做乘除。请让问题直接问出要比较的数。",
    "ident_arg": "这里只能用函数 size(…)。请改用比较、in 或 size。",
    "member_dot_arg": "不能写“名称.函数(…)”。个数请写成 size(名称)；逐个判断请改用 in。",
    "dot_ident_arg": "这里只能用函数 size(…)，前面不加点。",
    "dot_ident": "名称前面不加点。",
    "member_dot": "点只能用在名称里，例如 child.order。",
    "member_index": "不能用方括号取第几个。请用“选项 in 名称”判断是否选中。",
    "member_object": "规则里不能写对象。请改用比较、in 或 size。",
    "map_lit": "规则里不能写键值表 {…}。请改用比较、in 或 size。",
    "list_lit": "列表只能写在 in 的右边。",
    "unary": "负号只能紧贴在数字前面，例如 -1；! 只能用在条件前面。",
}
REFUSED_LITERALS = {
    "UINT_LIT": "整数后面不加 u。",
    "FLOAT_LIT": "规则里不能写小数。金额请以分为单位写整数。",
    "BYTES_LIT": "文字前面不加 b。",
    "MLSTRING_LIT": '不能用三引号。请写成 "…"。',
    "NULL_LIT": "不能与 null 比较。没有回答的名称会自动按“未知”处理，请直接写条件。",
}
