"""Plugins in; indicators, schemes, and the names of those that failed, out."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from compliance.registry import PluginInfo, Registry

Write = Callable[..., Registry]

HEADER = """
from compliance.hookspecs import Indicator, hookimpl
"""


@pytest.fixture
def load(tmp_path: Path) -> Write:
    """Writes single-file plugins (name=source) into a folder and loads all plugins there are."""

    def write_and_load(**sources: str) -> Registry:
        for name, source in sources.items():
            (tmp_path / f"{name}.py").write_text(HEADER + dedent(source), encoding="utf-8")
        return Registry.load(tmp_path)

    return write_and_load


def indicator(name: str) -> str:
    return f"""
    @hookimpl
    def register_indicators():
        return [Indicator("{name}", "心理健康", "心理咨询室和心理教师")]
    """


def plugin(registry: Registry, name: str) -> PluginInfo:
    return next(plugin for plugin in registry.plugins if plugin.name == name)


# --- What is found ---


def test_first_party_plugins_are_found_by_walking_and_sorted() -> None:
    registry = Registry.load()
    assert registry.problems == ()
    assert {"leadership", "quantity", "results_use"} <= set(registry.indicators)
    assert list(registry.indicators) == sorted(registry.indicators)
    assert list(registry.schemes) == sorted(registry.schemes)
    assert plugin(registry, "schemes").hooks == ("register_schemes",)
    assert plugin(registry, "leadership").origin == "内置"


def test_a_single_file_in_a_folder_is_a_plugin(load: Write, tmp_path: Path) -> None:
    registry = load(counselling='__version__ = "2.1"\n' + dedent(indicator("counselling")), _shared="raise ValueError")
    assert registry.indicators["counselling"].title == "心理健康"
    assert registry.problems == ()  # _shared.py is a helper of the others, and not imported
    assert plugin(registry, "counselling") == PluginInfo(
        "counselling", "2.1", ("register_indicators",), f"文件 {tmp_path / 'counselling.py'}", ("counselling",)
    )
    assert registry.origins["counselling"] == "counselling"


def test_a_plugin_of_another_distribution_is_found_through_its_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "lanxi_rules-1.4.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lanxi-rules\nVersion: 1.4\n")
    (info / "entry_points.txt").write_text("[compliance]\nlanxi = lanxi_rules\n")
    (tmp_path / "lanxi_rules.py").write_text(HEADER + dedent(indicator("counselling")))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "lanxi_rules", raising=False)
    registry = Registry.load()
    assert "counselling" in registry.indicators
    found = plugin(registry, "lanxi")
    assert (found.version, found.origin) == ("1.4", "安装包 lanxi-rules（lanxi_rules）")


def test_a_plugin_may_bring_schemes(load: Write, tmp_path: Path) -> None:
    (tmp_path / "lan-2024.toml").write_text("")
    registry = load(
        lanxi="""
        from pathlib import Path
        @hookimpl
        def register_schemes():
            return [Path(__file__).with_name("lan-2024.toml")]
        """
    )
    assert registry.schemes["lan-2024"].name == "lan-2024.toml"
    assert plugin(registry, "lanxi").schemes == ("lan-2024",)


def test_a_hook_that_returns_none_brings_nothing(load: Write) -> None:
    registry = load(quiet="@hookimpl\ndef register_indicators():\n    return None\n")
    assert registry.problems == ()
    assert plugin(registry, "quiet").indicators == ()


# --- What is left out, by name, and alone ---

BROKEN = {
    "raises on import": ("1 / 0", "导入时出错：ZeroDivisionError：division by zero（{file}:3）"),
    "is no Python": ("def (", "导入时出错：SyntaxError：invalid syntax"),
    "wants what is not installed": ("import lanxi_no", "ModuleNotFoundError：No module named 'lanxi_no'（{file}:3）"),
    "leaves the interpreter": ("raise SystemExit(3)", "导入时出错：SystemExit：3"),
    "has an argument that the hook lacks": (
        "@hookimpl\ndef register_indicators(config): return []",
        "注册时出错：PluginValidationError：Plugin 'broken' for hook 'register_indicators' hookimpl definition: "
        "register_indicators(config)",
    ),
    "implements a hook that is not there": (
        "@hookimpl\ndef register_indicator(): return []",
        "注册时出错：PluginValidationError：unknown hook 'register_indicator'",
    ),
    "raises in the hook": (
        "@hookimpl\ndef register_indicators():\n    raise KeyError('词表')",
        "调用 register_indicators 时出错：KeyError：'词表'（{file}:5）",
    ),
    "returns one indicator": (
        "@hookimpl\ndef register_indicators():\n    return Indicator('a', '甲', '甲')",
        "TypeError：register_indicators 应返回 Indicator 的列表，返回的是 Indicator（{file}:3）",
    ),
    "returns ids": (
        "@hookimpl\ndef register_indicators():\n    return ['leadership']",
        "TypeError：register_indicators 应返回 Indicator 的列表，其中有 str（{file}:3）",
    ),
    "has an indicator without a title": (
        "@hookimpl\ndef register_indicators():\n    return [Indicator('a', '', '甲')]",
        "ValueError：指标 'a' 的 title 应为不为空的字符串，现为 ''",
    ),
    "has a judge that cannot be called": (
        "@hookimpl\ndef register_indicators():\n    return [Indicator('a', '甲', '甲', judge='met')]",
        "TypeError：指标 a 的 judge 应为函数或 None，现为 str",
    ),
    "brings words for concepts": (
        "@hookimpl\ndef register_indicators():\n    return [Indicator('a', '甲', '甲', concepts=('词',))]",
        "TypeError：指标 a 的 concepts 应全为 Concept",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_plugin_that_fails_is_named_with_its_error_and_the_others_go_on(
    case: str, load: Write, tmp_path: Path
) -> None:
    source, said = BROKEN[case]
    registry = load(broken=source, counselling=indicator("counselling"))
    (problem,) = registry.problems
    assert problem.source == "broken"
    assert said.format(file=tmp_path / "broken.py") in problem.message
    assert "已略去，其余插件照常使用" in problem.message
    assert "broken" not in [plugin.name for plugin in registry.plugins]
    assert {"counselling", "leadership"} <= set(registry.indicators)


def test_a_plugin_whose_schemes_fail_keeps_its_indicators(load: Write) -> None:
    source = (
        indicator("counselling") + "\n    @hookimpl\n    def register_schemes():\n        return ['lan-2024.toml']\n"
    )
    registry = load(counselling=source)
    (problem,) = registry.problems
    assert "register_schemes 应返回方案文件（Traversable 或 Path）的列表，其中有 str" in problem.message
    assert "它的方案已略去" in problem.message
    assert "counselling" in registry.indicators


def test_a_scheme_file_that_is_not_there_is_named(load: Write) -> None:
    source = "import pathlib\n@hookimpl\ndef register_schemes():\n    return [pathlib.Path('nowhere.toml')]\n"
    (problem,) = load(lanxi=source).problems
    assert "方案文件 nowhere.toml 不存在" in problem.message


def test_a_plugin_that_registers_nothing_is_named(load: Write) -> None:
    (problem,) = load(silent="def register_indicators():\n    return []\n").problems
    assert "没有注册任何内容：应有带 @hookimpl 的 register_indicators" in problem.message


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    registry = Registry.load(tmp_path / "插件")
    (problem,) = registry.problems
    assert "不存在或不是文件夹，请检查 --plugins-dir" in problem.message
    assert "leadership" in registry.indicators


def test_of_two_indicators_with_one_id_the_first_stays_and_both_plugins_are_named(load: Write) -> None:
    registry = load(alpha=indicator("counselling"), beta=indicator("counselling"), gamma=indicator("leadership"))
    first, second = registry.problems
    assert first.source == "beta"
    assert first.message.startswith("指标“counselling”由插件“alpha”（文件 ")
    assert "和插件“beta”（文件 " in first.message
    assert "指标“leadership”由插件“leadership”（内置）和插件“gamma”" in second.message
    assert registry.indicators["leadership"].title == "组织领导"
    assert plugin(registry, "beta").indicators == ()


def test_of_two_schemes_with_one_id_the_first_stays_and_both_plugins_are_named(load: Write, tmp_path: Path) -> None:
    (tmp_path / "beijing-2018.toml").write_text("")
    registry = load(
        copycat="""
        from pathlib import Path
        @hookimpl
        def register_schemes():
            return [Path(__file__).with_name("beijing-2018.toml")]
        """
    )
    (problem,) = registry.problems
    assert problem.message.startswith("方案“beijing-2018”由插件“schemes”（内置）和插件“copycat”（文件 ")
    assert registry.schemes["beijing-2018"].read_text("utf-8")


# --- What holds for any registry ---


def test_two_loads_give_the_same(load: Write, tmp_path: Path) -> None:
    first, second = load(b=indicator("b"), a=indicator("a"), broken="1 / 0"), Registry.load(tmp_path)
    assert first.plugins == second.plugins
    assert first.problems == second.problems
    assert dict(first.indicators) == dict(second.indicators)


def test_what_was_loaded_cannot_be_changed() -> None:
    registry = Registry.load()
    with pytest.raises(TypeError):
        registry.indicators["new"] = registry.indicators["plan"]


def test_finding_and_asking_plugins_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without the lexicons, which grow with the language and not with the machinery.
    monkeypatch.setattr("compliance.plugin_files.read_concepts", lambda file: ())
    Registry.load()
    started = time.process_time()
    Registry.load()
    assert time.process_time() - started < 0.2
