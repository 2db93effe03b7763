"""What the listing commands show: schemes, indicators, plugins, and what was read of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from compliance.reports import words
from compliance.terms import Block, BlockKind, Certificate, Document, Scheme

if TYPE_CHECKING:
    from compliance.plugin_testing import PluginTest
    from compliance.registry import PluginInfo, Registry

BLOCK_NAMES = {
    BlockKind.HEADING: "标题",
    BlockKind.PARAGRAPH: "段落",
    BlockKind.LIST_ITEM: "列表",
    BlockKind.TABLE: "表格",
    BlockKind.NOTE: "注释",
}


def schemes_table(schemes: Sequence[Scheme]) -> Table:
    """One row a scheme; the issuer stands under the title, or neither has room at 80 columns."""
    table = _table("编号", "名称", "年份", "文书", "条目")
    for scheme in schemes:
        table.add_row(
            scheme.id,
            Text.assemble(scheme.title, (f"\n{scheme.issuer}", "dim")),
            str(scheme.year or ""),
            "\n".join(words.KIND_NAMES[kind] for kind in scheme.document_kinds),
            str(len(scheme.items)),
        )
    return table


def scheme_lines(scheme: Scheme) -> Iterator[Text]:
    """A scheme in full: what it is, then every item with its facets; facets that are welcome only are marked."""
    yield Text(f"{scheme.title}（{scheme.id}）", style="bold")
    points = "" if scheme.total_points is None else f"总分 {words.number(scheme.total_points)}"
    facets = sum(len(item.facets) for item in scheme.items)
    facts = (scheme.issuer, str(scheme.year or ""), f"{len(scheme.items)} 个条目，{facets} 个要点", points)
    yield Text("，".join(fact for fact in facts if fact))
    if scheme.notes:
        yield Text(f"说明：{scheme.notes}", style="dim")
    path: tuple[str, ...] = ()
    for item in scheme.items:
        if item.path != path:
            path = item.path
            yield Text()
            yield Text(words.section_words(path), style="bold")
        worth = "" if item.points is None else f"（{words.number(item.points)} 分）"
        yield Text.assemble((item.id, "bold"), f" {item.title}{worth}，主体：{words.SCOPE_NAMES[item.scope]}")
        yield Text(f"    要求：{item.requirement}")
        for facet in item.facets:
            optional = "" if facet.required else "，非必需"
            yield Text(f"    - {facet.statement}（{facet.id}，指标 {facet.indicator}{optional}）")


def indicators_table(registry: Registry) -> Table:
    """One row an indicator, and the plugin that brings it."""
    table = _table("编号", "名称", "找什么", "概念", "例句", "插件")
    for name, indicator in registry.indicators.items():
        counts = (str(len(indicator.concepts)), str(len(indicator.examples)))
        table.add_row(name, indicator.title, indicator.looks_for, *counts, registry.origins.get(name, ""))
    return table


def plugins_table(plugins: Sequence[PluginInfo]) -> Table:
    """One row a plugin that is in use."""
    table = _table("名称", "版本", "钩子", "来处", "带来")
    for plugin in plugins:
        brings = [
            f"{noun} {' '.join(ids)}" for noun, ids in (("指标", plugin.indicators), ("方案", plugin.schemes)) if ids
        ]
        table.add_row(plugin.name, plugin.version, "、".join(plugin.hooks), plugin.origin, "；".join(brings))
    return table


def example_lines(tests: Sequence[PluginTest]) -> Iterator[Text]:
    """Every example that failed, then the counts by plugin."""
    for test in tests:
        if not test.passed:
            yield Text.assemble(("✗ ", "red"), (f"{test.plugin} ", "bold"), f"{test.name}：{test.message}")
    failed = Counter(test.plugin for test in tests if not test.passed)
    tried = Counter(test.plugin for test in tests)
    for plugin, count in tried.items():
        wrong = failed[plugin]
        verdict = Text(f"✗ {wrong} 个不符", style="red") if wrong else Text("✓ 全部相符", style="green")
        yield Text.assemble(f"{plugin}：试了 {count} 个例子，", verdict)
    yield Text(f"共试了 {len(tests)} 个例子，{sum(failed.values())} 个不符。", style="bold")


def document_lines(document: Document) -> Iterator[Text]:
    """Every block with its place, the text set aside, and the certificates: all that was read of one file."""
    yield Text(document.name, style="bold")
    pages = "" if document.pages is None else f"{document.pages} 页，"
    yield Text(f"{document.media_type}，{pages}{document.characters:,} 字，{len(document.blocks)} 块")
    yield Text()
    for block in document.blocks:
        yield from _block_lines(block)
    if document.set_aside:
        yield Text()
        yield Text(f"另置的文字（{len(document.set_aside)} 处，不作依据）", style="bold")
    for aside in document.set_aside:
        reason = words.SET_ASIDE_NAMES.get(aside.reason, aside.reason)
        yield Text.assemble((f"  {reason} {words.place_words(aside.place)}  ", "dim"), aside.text)
    yield Text()
    yield Text("读取证明", style="bold")
    for certificate in document.certificates:
        yield _certificate_line(certificate)
    yield Text()


def _block_lines(block: Block) -> Iterator[Text]:
    level = str(block.level) if block.level else ""
    doubt = f" 识别把握 {words.percent(block.confidence)}" if block.confidence < words.LOW_RECOGNITION_BELOW else ""
    head = f"[{block.index}] {words.place_words(block.place)} {BLOCK_NAMES[block.kind]}{level}{doubt}  "
    first, *others = block.text.split("\n")
    yield Text.assemble((head, "dim"), (first, "bold" if block.kind is BlockKind.HEADING else ""))
    for line in others:
        yield Text(f"      {line}")


def _certificate_line(certificate: Certificate) -> Text:
    where = "全文" if certificate.page is None else f"第{certificate.page}页"
    said = [f"{certificate.characters:,} 字"]
    if certificate.unmapped:
        said.append(f"{certificate.unmapped} 个字没有可读的编码")
    if certificate.images_without_text:
        said.append(f"{certificate.images_without_text} 幅图片没有文字")
    if certificate.confidence < 1:
        said.append(f"识别把握 {words.percent(certificate.confidence)}")
    line = Text(f"  {where}：{'，'.join((*said, *certificate.notes))}")
    if certificate.unread:
        line.append(f"；未能读取：{'；'.join(certificate.unread)}", style="red")
    return line


def _table(*headers: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, header in enumerate(headers):
        # The first column is what one types, so it stays whole.
        table.add_column(header, no_wrap=number == 0, overflow="fold")
    return table
