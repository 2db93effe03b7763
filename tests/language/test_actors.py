"""Who is named as doing something: 督学, 督导室, 学校 or another body."""

import pytest

from compliance.language.actors import acting, actor_kinds, named_actors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("责任督学对学校收费情况开展经常性督导", "inspector"),
        ("督导评估人员遵守督学行为准则", "inspector"),
        ("县督导室对41所学校进行了督导", "office"),
        ("省督导组到校查看", "team"),
        ("区委常委会专题研究两次", "leader"),
        ("区教育局每月调度", "education"),
        ("计财科在9月出了管理办法", "education"),
        ("各校每周巡查一次", "school"),
        ("教师上交读书笔记", "teacher"),
        ("市场监管局春秋两季到学校查票据", "other"),
        ("县教研室下校听课300节", "other"),
        ("县教师进修学校办了两期研修", "other"),
        ("县教育和体育局每月督查", "education"),
        ("市体育局春季查过", "other"),
    ],
)
def test_the_body_that_acts_is_told_by_its_kind(text, kind):
    assert acting(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "共检查190次",  # nobody
        "划定督学责任区12个",  # a thing with a body's word in it
        "《学校管理标准》已经印发",  # in a document's name
        "生均用房面积5平方米",
        "各学科开足课时",
    ],
)
def test_things_and_documents_that_name_a_body_do_not_act(text):
    assert acting(text) == ""


def test_whom_something_is_done_to_does_not_act():
    assert named_actors("督学对学校开展督导") == (("inspector", True), ("school", False))
    assert acting("对12所学校开展督导") == ""


def test_every_kind_is_of_the_list():
    text = "督学、督导室、检查组、书记、教育局、学校、教师、医院"
    assert {kind for kind, _ in named_actors(text)} == set(actor_kinds())
