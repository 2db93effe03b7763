"""A scheme file in; a scheme, or every fault with its line, out."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import ComplianceError, SchemeFault, UnknownScheme
from compliance.registry import Registry
from compliance.schemes import load_all_schemes, load_scheme, note_unknown_indicators, parse_scheme
from compliance.terms import DocumentKind, Scope

GOOD = """\
[scheme]
id = "lan-2024"
title = "岚溪县教育督导评估"
issuer = "岚溪县人民政府教育督导室"
year = 2024
document_kinds = ["self_evaluation"]
total_points = 100

[[scheme.tier]]
title = "优秀县"
min_points = 90.5

[[item]]
id = "lan-01"
path = ["组织领导", "领导机构"]
title = "领导小组"
requirement = "说明成立了领导小组。"
points = 2.5
scope = "district"

[[item.facet]]
id = "body"
indicator = "leadership"
statement = "县政府成立了领导小组"

[[item.facet]]
id = "meets"
indicator = "leadership"
statement = "领导小组定期开会"
required = false

[[item]]
id = "lan-02"
path = ["入学"]
title = "巩固率"
requirement = "巩固率达到99%。"
scope = "school"

[[item.facet]]
id = "rate"
indicator = "quantity"
statement = "义务教育巩固率达到99%以上"
measure = "义务教育巩固率"
aliases = ["巩固率"]
comparator = ">="
threshold = 0.1
unit = "%"
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def fault(source: str) -> str:
    with pytest.raises(SchemeFault) as raised:
        parse_scheme(source.encode(), "岚溪.toml")
    return str(raised.value)


def line(source: str, text: str) -> str:
    """How a message names the line that holds a text."""
    return f"第{next(n for n, row in enumerate(source.splitlines(), 1) if text in row)}行"


# --- What is read ---


def test_every_value_of_the_file_stands_in_the_scheme() -> None:
    scheme = parse_scheme(GOOD.encode(), "岚溪.toml")
    assert (scheme.id, scheme.title, scheme.year) == ("lan-2024", "岚溪县教育督导评估", 2024)
    assert scheme.document_kinds == (DocumentKind.SELF_EVALUATION,)
    assert scheme.total_points == Decimal(100)
    assert (scheme.tiers[0].min_points, scheme.tiers[0].min_bonus) == (Decimal("90.5"), Decimal(0))
    leadership, rate = scheme.items
    assert (leadership.points, leadership.scope, rate.scope) == (Decimal("2.5"), Scope.DISTRICT, Scope.SCHOOL)
    assert [(facet.id, facet.required) for facet in leadership.facets] == [("body", True), ("meets", False)]
    assert (rate.facets[0].measure, rate.facets[0].aliases) == ("义务教育巩固率", ("巩固率",))


def test_a_threshold_is_the_decimal_that_was_written() -> None:
    assert parse_scheme(GOOD.encode(), "x.toml").items[1].facets[0].threshold == Decimal("0.1")


def test_the_hash_is_that_of_the_bytes() -> None:
    assert parse_scheme(GOOD.encode(), "x.toml").sha256 == hashlib.sha256(GOOD.encode()).hexdigest()


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()])
def test_files_of_windows_editors_are_read(data: bytes) -> None:
    assert parse_scheme(data, "x.toml").id == "lan-2024"


def test_growth_needs_no_threshold() -> None:
    source = GOOD.replace('comparator = ">="\nthreshold = 0.1', 'comparator = "increase"')
    facet = parse_scheme(source.encode(), "x.toml").items[1].facets[0]
    assert (facet.comparator, facet.threshold) == ("increase", None)


# --- What is refused, with file, line, key, expected and found ---


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        # a key that is not known, or not there
        ('requirement = "巩', 'requirment = "巩', 36, "不认识的键 requirment，是否想写 requirement；可用的键：id"),
        ('title = "巩固率"\n', "", 32, "条目“lan-02”：缺少 title，应为不为空的字符串"),
        ('issuer = "岚溪县人民政府教育督导室"\n', "", 1, "[scheme]：缺少 issuer"),
        # a value of the wrong kind
        ("year = 2024", 'year = "2024"', 5, "year 应为 四位数的年份，现为字符串“2024”"),
        ('title = "巩固率"', 'title = " "', 35, "title 应为 不为空的字符串，现为“ ”"),
        ("required = false", 'required = "no"', 30, "required 应为 true 或 false，现为字符串“no”"),
        ("points = 2.5", "points = -1", 18, "points 应为 不小于0的数，现为整数-1"),
        ('path = ["入学"]', 'path = "入学"', 34, "path 应为 至少一级的字符串数组，现为字符串“入学”"),
        ('path = ["入学"]', "path = []", 34, "path 应为 至少一级的字符串数组，现为0项的数组"),
        ("threshold = 0.1", 'threshold = "99%"', 46, "threshold 应为 数，现为字符串“99%”"),
        ("threshold = 0.1", "threshold = nan", 46, "threshold 应为 数，现为小数NaN"),
        ("threshold = 0.1", "threshold = true", 46, "threshold 应为 数，现为布尔值true"),
        # a value that is none of those allowed
        ('scope = "school"', 'scope = "县"', 37, "scope 应为 district、school、office 之一，现为字符串“县”"),
        ('comparator = ">="', 'comparator = "≥"', 45, "comparator 应为 >=、>、<=、<、==、increase 之一，现为字符串“≥”"),
        ('["self_evaluation"]', '["report"]', 6, "document_kinds 应为 由 self_evaluation、plan、rules"),
        ('id = "lan-2024"', 'id = "岚溪"', 2, "id 应为 小写字母、数字和连字符组成的标识，如 beijing-2018，现为"),
        # a number that cannot be compared
        ("threshold = 0.1\n", "", 45, "comparator 为 >= 时缺少 threshold"),
        ('comparator = ">="', 'comparator = "increase"', 46, "不应有 threshold，现为0.1"),
        ('measure = "义务教育巩固率"\n', "", 39, "缺少 measure"),
        ('comparator = ">="\n', "", 39, "缺少 comparator"),
        ("required = false", "threshold = 3", 30, "有 threshold（3）而没有 comparator"),
        # an id twice
        ('id = "lan-02"', 'id = "lan-01"', 33, "条目的 id “lan-01”重复，第1个条目已经用过"),
        ('id = "meets"', 'id = "body"', 27, "条目“lan-01”：要点的 id “body”重复，第1个要点已经用过"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_key_and_what_was_expected(old: str, new: str, line: int, said: str) -> None:
    assert GOOD.count(old) == 1
    message = fault(GOOD.replace(old, new))
    assert message.startswith(f"岚溪.toml 第{line}行，")
    assert said in message
    assert message.count("\n") == 0


def test_a_misspelt_key_is_one_fault() -> None:
    for misspelt in ("statment", "mesure", "comparater", "treshold"):
        key = {"statment": "statement", "mesure": "measure", "comparater": "comparator", "treshold": "threshold"}[
            misspelt
        ]
        head, _, tail = GOOD.rpartition(f"{key} = ")
        message = fault(f"{head}{misspelt} = {tail}")
        assert message.count("\n") == 0
        assert f"不认识的键 {misspelt}，是否想写 {key}" in message


def test_a_file_with_five_faults_shows_five_lines_in_the_order_of_the_file() -> None:
    source = (
        GOOD.replace("year = 2024", 'year = "二〇二四"')
        .replace('title = "领导小组"\n', "")
        .replace("required = false", "requierd = false")
        .replace('scope = "school"', 'scope = "县"')
        .replace('comparator = ">="', 'comparator = "不低于"')
    )
    lines = fault(source).splitlines()
    assert len(lines) == 5
    numbers = [int(row.split("第")[1].split("行")[0]) for row in lines]
    assert numbers == sorted(numbers)
    assert all(row.startswith("岚溪.toml 第") and row.endswith("。") for row in lines)


@pytest.mark.parametrize("count", [0, 7])
def test_an_item_has_one_to_six_facets(count: int) -> None:
    head = GOOD[: GOOD.index("[[item.facet]]")]
    facet = '[[item.facet]]\nid = "f{}"\nindicator = "plan"\nstatement = "有计划"\n'
    message = fault(head + "".join(facet.format(number) for number in range(count)))
    assert ("facet 应为1至6个，现有7个" if count else "缺少 facet，应为1至6个 [[item.facet]] 表") in message


def test_a_file_without_items_or_scheme_names_both() -> None:
    message = fault("# 空\n")
    assert "缺少 scheme" in message
    assert "缺少 item，应为至少一个 [[item]] 表" in message


def test_a_single_bracket_item_is_told_from_a_list_of_items() -> None:
    source = GOOD[: GOOD.index("[[item]]")] + '[item]\nid = "lan-01"\n'
    assert f"{line(source, '[item]')}，文件：item 应为 至少一个 [[item]] 表，现为表" in fault(source)


def test_lines_are_found_behind_multi_line_strings_that_look_like_headers() -> None:
    source = GOOD.replace('requirement = "说明成立了领导小组。"', 'requirement = """\n[[item]]\nid = "x"\n"""')
    source = source.replace('scope = "school"', 'scope = "县"')
    assert line(source, '"县"') in fault(source)


def test_a_facet_in_an_inline_table_is_named_at_the_line_that_holds_it() -> None:
    head = GOOD[: GOOD.index("[[item.facet]]")]
    source = head + 'facet = [{ id = "body", indicator = "plan", statment = "有计划" }]\n'
    assert line(source, "facet = [") in fault(source)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('[scheme]\nid = “lan”\n', "第2行第6列：TOML 语法有误，值应为半角引号括起的字符串"),
        ('[scheme]\nid = “lan”\n', "行内有全角符号 “”"),
        ('[scheme]\nid = "lan\n', "第2行第10列：TOML 语法有误，字符串没有结束"),
        ("[scheme]\nid\n", "第2行第3列：TOML 语法有误，键后面应为半角等号 ="),
        ("[scheme]\nyear = 1\nyear = 2\n", "第3行第9列：TOML 语法有误，同一个键写了两次"),
        ("[[item]]\n[item]\n", "同一个表写了两次"),
        ("path = [1,\n", "TOML 语法有误"),
    ],
)  # fmt: skip
def test_a_syntax_error_names_line_and_column(source: str, said: str) -> None:
    assert said in fault(source)


def test_a_file_in_another_encoding_says_so() -> None:
    with pytest.raises(SchemeFault, match="第3行：不是 UTF-8 编码的文本，请用编辑器另存为 UTF-8"):
        parse_scheme(GOOD.encode("gb18030"), "岚溪.toml")


def test_deep_nesting_is_a_fault_and_no_crash() -> None:
    assert "嵌套太深" in fault("a = " + "[" * 100_000)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_a_damaged_file_holds_it_loads_or_is_refused_in_words(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 40)))
    source = GOOD[:start] + data.draw(st.text(max_size=8)) + GOOD[end:]
    try:
        parse_scheme(source.encode("utf-8", "replace"), "岚溪.toml")
    except ComplianceError as error:
        assert all(row.startswith("岚溪.toml") for row in str(error).split("\n"))


# --- Which scheme is meant ---


def test_a_scheme_is_found_by_its_id(registry: Registry) -> None:
    assert load_scheme("beijing-2018", registry).id == "beijing-2018"


def test_a_scheme_nobody_has_seen_is_found_by_its_path(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "随便什么名字.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_scheme(path, registry).id == load_scheme(str(path), registry).id == "lan-2024"


def test_an_unknown_scheme_lists_ids_and_titles_and_the_nearest(registry: Registry) -> None:
    with pytest.raises(UnknownScheme) as raised:
        load_scheme("beijing2018", registry)
    message = str(raised.value)
    assert "没有标识为“beijing2018”的方案。是否想用 beijing-2018？" in message
    for scheme in load_all_schemes(registry)[0]:
        assert f"{scheme.id}  {scheme.title}" in message


@pytest.mark.parametrize("path", ["没有的.toml", "folder/scheme", Path("nowhere")])
def test_a_path_without_a_file_says_so(registry: Registry, path: str | Path) -> None:
    with pytest.raises(SchemeFault, match="找不到方案文件"):
        load_scheme(path, registry)


def test_a_folder_is_no_scheme(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(SchemeFault, match="这是文件夹"):
        load_scheme(tmp_path, registry)


def test_a_packaged_scheme_must_bear_its_files_name() -> None:
    with pytest.raises(SchemeFault, match="id 应与文件名一致，为“lan-2025”，现为“lan-2024”"):
        parse_scheme(GOOD.encode(), "lan-2025.toml", file_id="lan-2025")


def test_an_indicator_that_nobody_wrote_is_noted_with_its_facets(registry: Registry) -> None:
    scheme = parse_scheme(GOOD.replace('"leadership"', '"leadershp"').encode(), "岚溪.toml")
    (problem,) = note_unknown_indicators(scheme, registry)
    assert "指标“leadershp”没有对应的插件（要点 lan-01/body、lan-01/meets）" in problem.message
    assert "如果想写的是 leadership，请改正" in problem.message
    assert note_unknown_indicators(parse_scheme(GOOD.encode(), "x.toml"), registry) == ()


# --- The packaged schemes ---

PACKAGED = sorted(
    (file for file in files("compliance.plugins.schemes").iterdir() if file.name.endswith(".toml")),
    key=lambda file: file.name,
)


@pytest.mark.parametrize("file", PACKAGED, ids=lambda file: file.name)
def test_a_packaged_scheme_holds_as_many_items_and_facets_as_its_file(file: Path, registry: Registry) -> None:
    rows = file.read_text("utf-8").splitlines()
    scheme = load_scheme(file.name.removesuffix(".toml"), registry)
    assert len(scheme.items) == rows.count("[[item]]") > 0
    assert sum(len(item.facets) for item in scheme.items) == rows.count("[[item.facet]]")
    assert len(scheme.tiers) == rows.count("[[scheme.tier]]")
    assert note_unknown_indicators(scheme, registry) == ()


def test_item_ids_are_unique_over_all_packaged_schemes(registry: Registry) -> None:
    schemes, problems = load_all_schemes(registry)
    assert not problems
    assert [scheme.id for scheme in schemes] == [file.name.removesuffix(".toml") for file in PACKAGED]
    ids = [item.id for scheme in schemes for item in scheme.items]
    assert len(ids) == len(set(ids))
