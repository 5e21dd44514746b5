"""The rules by which a change of a definition is weighed, kind by kind; the first that fits decides.

Source: 国办发〔2024〕3号 asks that a matter is told once and completely; what was told may not change under the reader's
hands without their knowing. The classes are this house's own.
"""

from onething.modules.catalogue.domain.records import RecordKind as K
from onething.modules.catalogue.domain.weights import (
    Happened,
    Rule,
    Weight,
    is_longer,
    is_lower,
    is_narrower_text,
    is_shorter,
    is_wider,
)

ADDED, REMOVED, CHANGED = (frozenset({one}) for one in Happened)
ANY = frozenset(Happened)
WORDING, COMPATIBLE, RECONFIRM, FORBIDDEN = Weight


_ELEMENTS = (
    Rule("E14", K.ELEMENT, "kind", CHANGED, RECONFIRM, "文字改成了固定写法，填得不合的要重填。", is_narrower_text),
    Rule("E01", K.ELEMENT, "kind", CHANGED, FORBIDDEN, "填写的格式变了，已填的内容会被误读。请用新的数据元代码。"),
    Rule("E02", K.ELEMENT, "unit", ANY, FORBIDDEN, "数值的单位变了，已填的数会被误读。请用新的数据元代码。"),
    Rule("E03", K.ELEMENT, "choices.*", ADDED, COMPATIBLE, "多了可选的值，已选的仍然有效。"),
    Rule("E04", K.ELEMENT, "choices.*", REMOVED, RECONFIRM, "少了可选的值，选了它的要重选。"),
    Rule("E05", K.ELEMENT, "maximum", ANY, COMPATIBLE, "上限放宽了，已填的仍然有效。", is_wider),
    Rule("E06", K.ELEMENT, "minimum", ANY, COMPATIBLE, "下限放宽了，已填的仍然有效。", is_lower),
    Rule("E07", K.ELEMENT, "source", CHANGED, RECONFIRM, "改成由本人填写。", lambda _, after: after == "fill"),
    Rule("E08", K.ELEMENT, "source", CHANGED, COMPATIBLE, "改成由系统取数，已填的仍保留。"),
    Rule("E09", K.ELEMENT, "sensitive", ANY, COMPATIBLE, "只影响显示时的遮盖。"),
    Rule("E10", K.ELEMENT, "resource", ANY, COMPATIBLE, "换了取数的登记簿，已填的仍保留。"),
    Rule("E11", K.ELEMENT, "resource_field", ANY, COMPATIBLE, "换了取数的字段，已填的仍保留。"),
    Rule("E12", K.ELEMENT, "derive_from", ANY, COMPATIBLE, "换了推算的来源，会重新推算。"),
    Rule("E13", K.ELEMENT, "", REMOVED, RECONFIRM, "不再填写，草稿里填过的保留但不提交。"),
)  # fmt: skip
_MATERIALS = (
    Rule("M01", K.MATERIAL, "exemptions.*", ADDED, COMPATIBLE, "多了一种免提交的途径。"),
    Rule("M02", K.MATERIAL, "exemptions.*", REMOVED, RECONFIRM, "少了一种免提交的途径，可能要补交。"),
    Rule("M03", K.MATERIAL, "deferral", ADDED, COMPATIBLE, "可以容缺后补了。"),
    Rule("M04", K.MATERIAL, "deferral", CHANGED, COMPATIBLE, "容缺后补的期限放宽了。", is_longer),
    Rule("M05", K.MATERIAL, "pledge", ADDED, COMPATIBLE, "可以用告知承诺代替了。"),
    Rule("M06", K.MATERIAL, "pledge.**", ANY, RECONFIRM, "告知承诺的内容变了，要重新看过再承诺。"),
    Rule("M07", K.MATERIAL, "review_points", ANY, RECONFIRM, "审查要点变了，已传的材料要再对照一遍。"),
    Rule("M08", K.MATERIAL, "", REMOVED, RECONFIRM, "不再有这份材料，已传的文件保留但不提交。"),
)  # fmt: skip
_ITEMS = (
    Rule("I01", K.ITEM, "type", CHANGED, FORBIDDEN, "事项类型变了，程序和救济都不同，是另一个事项。请用新的事项代码。"),
    Rule("I02", K.ITEM, "", REMOVED, RECONFIRM, "不再办理，选了它的草稿不能再提交这一项。"),
    Rule("I03", K.ITEM, "bases.**", ANY, COMPATIBLE, "依据变了，已填的仍然有效。"),
    Rule("I04", K.ITEM, "statutory", ANY, COMPATIBLE, "法定时限没有变长。", is_shorter),
    Rule("I05", K.ITEM, "promise", ANY, COMPATIBLE, "承诺时限没有变长。", is_shorter),
    Rule("I06", K.ITEM, "materials.*", REMOVED, COMPATIBLE, "少交一份材料。"),
    Rule("I07", K.ITEM, "materials.*", ADDED, RECONFIRM, "要多交一份材料。"),
    Rule("I08", K.ITEM, "materials.*.original", ANY, COMPATIBLE, "不再要求原件。", lambda _, after: not after),
    Rule("I09", K.ITEM, "fields.*", REMOVED, COMPATIBLE, "少填一项，填过的保留但不提交。"),
    Rule("I10", K.ITEM, "fields.*", ADDED, COMPATIBLE, "多了一项可以不填的内容。", lambda _, after: after.get("required") is False),
    Rule("I11", K.ITEM, "fields.*", ADDED, RECONFIRM, "要多填一项。"),
    Rule("I12", K.ITEM, "fields.*.required", ANY, COMPATIBLE, "改成可以不填。", lambda _, after: after is False),
    Rule("I13", K.ITEM, "after.*", REMOVED, COMPATIBLE, "不用再等前一事项，会更早办。"),
    Rule("I14", K.ITEM, "visit", REMOVED, COMPATIBLE, "不再上门勘验。"),
    Rule("I15", K.ITEM, "trips", ANY, COMPATIBLE, "跑动次数没有变多。", is_lower),
    Rule("I17", K.ITEM, "checklist", ANY, COMPATIBLE, "只用来和实施清单对照。"),
    Rule("I18", K.ITEM, "fees.*", REMOVED, COMPATIBLE, "不再收这一项费。"),
    Rule("I19", K.ITEM, "fees.*.amount_fen", CHANGED, COMPATIBLE, "收费降低了。", is_lower),
    Rule("I20", K.ITEM, "fees.*", ADDED, RECONFIRM, "要多交一项费。"),
    Rule("I21", K.ITEM, "renewal.**", ANY, COMPATIBLE, "只影响以后申请延续的期限。"),
    Rule("I16", K.ITEM, "result.name", CHANGED, WORDING, "只是结果的名称。"),
)  # fmt: skip
_BUNDLES = (
    Rule("B01", K.BUNDLE, "subject", CHANGED, FORBIDDEN, "申请主体从个人变为单位（或相反），已填的不能沿用。请用新的一件事代码。"),
    Rule("B02", K.BUNDLE, "roles.*.kind", ANY, FORBIDDEN, "当事人从个人变为单位（或相反），已填的不能沿用。请用新的角色代码。"),
    Rule("B03", K.BUNDLE, "items.*.per", ANY, FORBIDDEN, "事项改为办给别的当事人，已填的会归错人。请用新的事项代码。"),
    Rule("B04", K.BUNDLE, "", REMOVED, RECONFIRM, "这件事不再办理，草稿保留但不能提交。"),
    Rule("B05", K.BUNDLE, "promise", ANY, COMPATIBLE, "整件事的承诺没有变长。", is_shorter),
    Rule("B06", K.BUNDLE, "items.*", ADDED, COMPATIBLE, "多了一个可以选办的事项。", lambda _, after: bool(after.get("optional"))),
    Rule("B07", K.BUNDLE, "items.*", ADDED, RECONFIRM, "多了一个要办的事项。"),
    Rule("B08", K.BUNDLE, "items.*", REMOVED, RECONFIRM, "少了一个事项，填给它的内容保留但不提交。"),
    Rule("B09", K.BUNDLE, "items.*.optional", ANY, COMPATIBLE, "改成可以不办。", lambda _, after: after is True),
    Rule("B10", K.BUNDLE, "items.*.by_default", ANY, COMPATIBLE, "只改变预先勾选，已选的不变。"),
    Rule("B11", K.BUNDLE, "questions.*", REMOVED, COMPATIBLE, "少问一个问题。"),
    Rule("B12", K.BUNDLE, "questions.*", ADDED, RECONFIRM, "多问一个问题。"),
    Rule("B13", K.BUNDLE, "questions.*.options.*", ADDED, COMPATIBLE, "多了可选的回答，已选的仍然有效。"),
    Rule("B14", K.BUNDLE, "questions.*.options.*", REMOVED, RECONFIRM, "少了可选的回答，选了它的要重选。"),
    Rule("B15", K.BUNDLE, "lead", CHANGED, COMPATIBLE, "牵头部门变了，已填的仍然有效。"),
    Rule("B16", K.BUNDLE, "joint", ANY, COMPATIBLE, "联办部门变了，已填的仍然有效。"),
    Rule("B17", K.BUNDLE, "bases.**", ANY, COMPATIBLE, "依据变了，已填的仍然有效。"),
    Rule("B18", K.BUNDLE, "aliases", ANY, COMPATIBLE, "只影响查找。"),
    Rule("B19", K.BUNDLE, "trips", ANY, COMPATIBLE, "跑动次数没有变多。", is_lower),
    Rule("B20", K.BUNDLE, "questions.*.unsure", ANY, WORDING, "只是“不确定”的说明。"),
    Rule("B21", K.BUNDLE, "stage", CHANGED, WORDING, "只影响归在哪个阶段。"),
)  # fmt: skip
_PLACES = (
    Rule("P01", K.PARAMETERS, "item_promises.*", ANY, COMPATIBLE, "本地承诺没有变长。", is_shorter),
    Rule("P02", K.PARAMETERS, "bundle_promises.*", ANY, COMPATIBLE, "整件事的本地承诺没有变长。", is_shorter),
    Rule("P03", K.PARAMETERS, "deferrals.*", ADDED, COMPATIBLE, "多了一份可以容缺后补的材料。"),
    Rule("P04", K.PARAMETERS, "deferrals.*", CHANGED, COMPATIBLE, "容缺后补的期限放宽了。", is_longer),
    Rule("P20", K.PARAMETERS, "pledges.*", ADDED, COMPATIBLE, "多了一份可以用告知承诺代替的材料。"),
    Rule("P21", K.PARAMETERS, "pledges.**", ANY, RECONFIRM, "告知承诺的内容变了，要重新看过再承诺。"),
    Rule("P22", K.PARAMETERS, "item_pledges.**", ANY, RECONFIRM, "办理这一项要签的承诺变了，要重新看过再承诺。"),
    Rule("P23", K.PARAMETERS, "supervisions.**", ANY, COMPATIBLE, "只影响以后的决定交给谁监管。"),
    Rule("P24", K.PARAMETERS, "automatics.**", ANY, COMPATIBLE, "只影响受理以后由谁审批，已填的仍然有效。"),
    Rule("P25", K.PARAMETERS, "hearings.**", ANY, COMPATIBLE, "只影响决定以前要不要公告并举行听证，已填的仍然有效。"),
    Rule("P05", K.PARAMETERS, "visits.*", REMOVED, COMPATIBLE, "不再上门勘验。"),
    Rule("P06", K.PARAMETERS, "correction_term", ANY, COMPATIBLE, "只影响以后发出的补正通知。"),
    Rule("P26", K.PARAMETERS, "told_on_delivery", ANY, COMPATIBLE, "只影响以后的申请：补正书按哪一天算告知。"),
    Rule("P19", K.PARAMETERS, "checklists.*", ANY, COMPATIBLE, "只用来和实施清单对照。"),
    Rule("P07", K.BODY, "**.phone", ANY, WORDING, "只是联系方式。"),
    Rule("P08", K.BODY, "**.address", ANY, WORDING, "只是地址。"),
    Rule("P09", K.BODY, "**.hours", ANY, WORDING, "只是办公时间。"),
    Rule("P10", K.BODY, "sites.*", ADDED, COMPATIBLE, "多了一个办事场所。"),
    Rule("P11", K.BODY, "sites.*", REMOVED, RECONFIRM, "少了一个办事场所，约在那里的要改地方。"),
    Rule("P12", K.BODY, "**", CHANGED, COMPATIBLE, "部门登记信息变了，已填的仍然有效。"),
    Rule("P13", K.CALENDAR, "**", ANY, COMPATIBLE, "日期按新的工作日历重新计算。"),
    Rule("P14", K.REGISTER, "", REMOVED, RECONFIRM, "不再从这个登记簿取数，要自己填写。"),
    Rule("P15", K.REGISTER, "**", CHANGED, COMPATIBLE, "只影响怎样取数。"),
    Rule("P16", K.DICTIONARY, "**", ANY, COMPATIBLE, "只用来检查实施清单，草稿不用它。"),
    Rule("P17", K.ITEM_ELEMENT, "**", ANY, COMPATIBLE, "只用来检查实施清单，草稿不用它。"),
    Rule("P18", K.REGION, "**", ANY, COMPATIBLE, "只用来核对和显示区划，草稿不用它。"),
)  # fmt: skip
_WORDS = tuple(
    Rule(f"W{place:02}", None, where, ANY, WORDING, "只是文字。")
    for place, where in enumerate(
        ("name", "**.label", "**.hint", "**.text", "title", "summary", "note", "notes", "**.why", "**.because",
         "**.basis.**"), start=1,
    )
)  # fmt: skip
_REST = (
    Rule("R01", None, "", ADDED, COMPATIBLE, "新的定义，现有草稿没有用到它。"),
    Rule("R02", None, "", REMOVED, RECONFIRM, "定义删去了，用到它的草稿要再看一遍。"),
    Rule("R03", None, "**", ANY, RECONFIRM, "会改变要办、要填、要交的内容或时间，要再确认。"),
)  # fmt: skip
RULES = (*_ELEMENTS, *_MATERIALS, *_ITEMS, *_BUNDLES, *_PLACES, *_WORDS, *_REST)
