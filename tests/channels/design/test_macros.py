"""Components escape what they are given, label every control and tie errors to it."""

from collections.abc import Callable

import jinja2
import pytest

Draw = Callable[..., str]
Read = Callable[[str], list]  # type: ignore[type-arg]

EVIL = "<script>alert(1)</script>"
FIELDS = (
    "text_field",
    "number_field",
    "id_field",
    "phone_field",
    "textarea",
    "date_field",
    "date_text_field",
    "upload",
)


@pytest.mark.parametrize("macro", FIELDS)
def test_every_field_has_a_label_and_ties_its_error_and_hint_to_the_control(macro: str, draw: Draw, read: Read) -> None:
    html = draw("{{ m('who.name', '姓名', hint='照证件填', error='请填写姓名') }}", macros=f"forms.{macro} as m")
    elements = read(html)
    labels = {e.attrs["for"] for e in elements if e.tag == "label"}
    controls = [e for e in elements if e.tag in {"input", "textarea"}]
    told = next(e for e in elements if "aria-describedby" in e.attrs)
    assert controls
    assert {e.attrs["id"] for e in controls} <= labels
    assert controls[0].attrs["id"] == "field-who-name"
    assert {"field-who-name-hint", "field-who-name-error"} <= set(told.words("aria-describedby"))
    assert "请填写姓名" in html


@pytest.mark.parametrize("macro", FIELDS)
def test_labels_hints_errors_and_names_are_escaped(macro: str, draw: Draw) -> None:
    html = draw("{{ m('n\"><script>', e, hint=e, error=e) }}", macros=f"forms.{macro} as m", e=EVIL)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_what_was_typed_stays_and_is_escaped(draw: Draw) -> None:
    html = draw("{{ text_field('n', '姓名', value) }}", macros="forms.text_field", value='"><b>𠮷')
    assert 'value="&#34;&gt;&lt;b&gt;𠮷"' in html


def test_a_text_area_keeps_its_first_empty_line(draw: Draw) -> None:
    html = draw("{{ textarea('n', '说明', '\n第二行') }}", macros="forms.textarea")
    assert ">\n\n第二行</textarea>" in html


def test_only_the_wrong_part_of_a_date_is_marked(draw: Draw, read: Read) -> None:
    html = draw(
        "{{ date_field('d', '日期', {'year': '1990', 'day': '1'}, error='缺少月份', wrong=['month']) }}",
        macros="forms.date_field",
    )
    wrong = [e.attrs["name"] for e in read(html) if e.attrs.get("aria-invalid") == "true"]
    assert wrong == ["d-month"]


def test_choices_are_cards_with_their_own_hints_and_one_is_chosen(draw: Draw, read: Read) -> None:
    options = [{"value": 1, "label": "随母亲", "hint": "母亲户口"}, {"divider": "或"}, {"value": 2, "label": "不确定"}]
    html = draw("{{ choice('h', '随谁', o, value='2') }}", macros="forms.choice", o=options)
    inputs = [e for e in read(html) if e.tag == "input"]
    assert [(e.attrs["id"], "checked" in e.attrs) for e in inputs] == [("field-h", False), ("field-h-3", True)]
    assert inputs[0].attrs["aria-describedby"] == "field-h-about"
    assert "或" in html


def test_several_choices_are_checkboxes(draw: Draw, read: Read) -> None:
    options = [{"value": "a", "label": "甲"}, {"value": "b", "label": "乙"}, {"value": "c", "label": "丙"}]
    html = draw("{{ choice('h', '事项', o, value=['a', 'c'], many=true) }}", macros="forms.choice", o=options)
    assert [e.attrs["value"] for e in read(html) if "checked" in e.attrs] == ["a", "c"]


def test_the_error_summary_links_to_the_first_control_of_each_field(draw: Draw, read: Read) -> None:
    html = draw("{{ error_summary(e) }}", macros="forms.error_summary", e={"a.b": "请填写", "": "网络中断"})
    assert [e.attrs["href"] for e in read(html) if e.tag == "a"] == ["#field-a-b"]
    assert "网络中断" in html


def test_without_errors_there_is_no_summary(draw: Draw) -> None:
    assert draw("{{ error_summary({}) }}", macros="forms.error_summary").strip() == ""


def test_uploads_say_kind_and_size_before_a_file_is_chosen(draw: Draw) -> None:
    html = draw("{{ upload('u', '声明', max_bytes=5242880) }}", macros="forms.upload")
    assert html.index("照片（JPG、PNG）、PDF 或 OFD，每个文件不超过 5 MB。") < html.index('type="file"')
    many = draw("{{ upload('u', '声明', multiple=true) }}", macros="forms.upload")
    assert "每个文件不超过 10 MB，一次一共不超过 45 MB。" in many


def test_a_task_that_cannot_be_filled_yet_is_not_a_link(draw: Draw, read: Read) -> None:
    tasks = [
        {"label": "核对", "status": "blocked", "hint": "先填完"},
        {"label": "孩子", "status": "done", "href": "/c"},
    ]
    html = draw("{{ task_list(t) }}", macros="lists.task_list", t=tasks)
    assert [e.attrs["href"] for e in read(html) if e.tag == "a"] == ["/c"]
    assert "暂不能填" in html


def test_an_empty_answer_is_said_and_each_change_link_names_its_row(draw: Draw) -> None:
    html = draw("{{ summary_list([{'label': '地址', 'value': '', 'href': '/a'}]) }}", macros="lists.summary_list")
    assert "未填写" in html
    assert '修改<span class="visually-hidden">：地址</span>' in html


def test_a_material_says_treatment_reason_and_items(draw: Draw) -> None:
    material = {"name": "身份证", "party": "母亲", "treatment": "exempt", "why": "可核验", "items": ["出生登记"]}
    html = draw("{{ material_card(m) }}", macros="materials.material_card", m=material)
    assert all(word in html for word in ("身份证", "母亲", "免提交", "可核验", "出生登记"))


def test_what_is_not_confirmed_is_marked_in_words(draw: Draw) -> None:
    assert "待核" in draw("{{ legal_basis('《规范》', confirmed=false) }}", macros="status.legal_basis")
    assert "待核" not in draw("{{ legal_basis('《规范》') }}", macros="status.legal_basis")


def test_a_missing_name_is_an_error_not_an_empty_place(draw: Draw) -> None:
    with pytest.raises(jinja2.UndefinedError):
        draw("{{ nobody_set_this }}")
