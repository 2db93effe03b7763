"""Finds the plugins, asks each what it brings, and keeps the faulty ones out, by name, without stopping.

Plugins are found in a fixed order: folders of compliance.plugins, entry points of other distributions, single .py
files. Each is registered with a pluggy manager of its own, so that one that fails cannot touch another.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points, version
from importlib.resources.abc import Traversable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType
from typing import TypeVar

import pluggy

from compliance import hookspecs
from compliance.hookspecs import PROJECT, Indicator
from compliance.language.concepts import Concept
from compliance.terms import Problem

FIRST_PARTY = "compliance.plugins"
ENTRY_POINTS = "compliance"
_T = TypeVar("_T")
_LEFT_OUT = "已略去，其余插件照常使用；请修正或移走该插件后重试。"


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """A plugin that is in use, and what it brings (ids); one that failed is a Problem instead."""

    name: str
    version: str  # "" where a single file states no __version__
    hooks: tuple[str, ...]
    origin: str  # in Chinese: 内置, 安装包 …, 文件 …
    indicators: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that plugins bring, sorted by id, and what was wrong with those left out."""

    indicators: Mapping[str, Indicator]
    schemes: Mapping[str, Traversable]  # by id, which is the file's name without .toml; parsed when asked for
    problems: tuple[Problem, ...] = ()
    plugins: tuple[PluginInfo, ...] = ()

    @classmethod
    def load(cls, plugins_dir: Path | None = None) -> Registry:
        """All plugins there are; `plugins_dir` is a folder of single-file plugins. Raises nothing for a bad plugin."""
        problems: list[Problem] = []
        brought = []
        for source in _sources(plugins_dir, problems):
            if (plugin := _register(source, problems)) is not None:
                brought.append(plugin)
        return _merge(brought, problems)

    @property
    def origins(self) -> Mapping[str, str]:
        """The name of the plugin that brings each indicator and each scheme."""
        return {name: plugin.name for plugin in self.plugins for name in (*plugin.indicators, *plugin.schemes)}


# --- Where plugins are found -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Source:
    """A plugin that was found and not yet imported."""

    name: str
    version: str
    origin: str
    load: Callable[[], object]


def _sources(plugins_dir: Path | None, problems: list[Problem]) -> Iterator[_Source]:
    yield from _folders()
    yield from _installed()
    if plugins_dir is not None:
        yield from _single_files(plugins_dir, problems)


def _folders() -> Iterator[_Source]:
    package = importlib.import_module(FIRST_PARTY)
    own_version = version(PROJECT)
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        if module.ispkg:
            name = f"{FIRST_PARTY}.{module.name}"
            yield _Source(module.name, own_version, "内置", partial(importlib.import_module, name))


def _installed() -> Iterator[_Source]:
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: (point.name, point.value)):
        distribution = point.dist
        origin = f"安装包 {distribution.name}（{point.value}）" if distribution else f"入口点 {point.value}"
        yield _Source(point.name, distribution.version if distribution else "", origin, point.load)


def _single_files(folder: Path, problems: list[Problem]) -> Iterator[_Source]:
    """The .py files of a folder, by name; those that begin with an underscore are helpers of the others."""
    if not folder.is_dir():
        problems.append(Problem(str(folder), f"插件文件夹 {folder} 不存在或不是文件夹，请检查 --plugins-dir。"))
        return
    for file in sorted(folder.glob("*.py")):
        if not file.name.startswith("_"):
            yield _Source(file.stem, "", f"文件 {file}", partial(_import_file, file))


def _import_file(file: Path) -> object:
    name = f"compliance_plugin_file_{file.stem}"
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file.name} cannot be imported")
    module = module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their own module up while they are made
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


# --- What a plugin brings --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one plugin returned from its hooks, checked."""

    source: _Source
    version: str
    hooks: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    schemes: tuple[Traversable, ...]


def _register(source: _Source, problems: list[Problem]) -> _Brought | None:
    """Import, register and ask one plugin; None, with a problem, where any of it fails but its schemes."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    plugin: object = None
    step = "导入"

    def report(message: str) -> None:
        problems.append(Problem(source.name, f"插件“{source.name}”（{source.origin}）{message}"))

    try:
        plugin = source.load()
        step = "注册"
        manager.register(plugin, source.name)
        manager.check_pending()
        step = "调用 register_indicators "
        indicators = tuple(_checked_indicators(manager.hook.register_indicators()))
    except (Exception, SystemExit) as error:
        report(f"{_failure(step, error, plugin)}{_LEFT_OUT}")
        return None
    hooks = tuple(sorted(caller.name for caller in manager.get_hookcallers(plugin) or ()))
    if not hooks:
        report("没有注册任何内容：应有带 @hookimpl 的 register_indicators 或 register_schemes。")
    schemes: tuple[Traversable, ...] = ()
    try:
        step = "调用 register_schemes "
        schemes = tuple(_checked_schemes(manager.hook.register_schemes()))
    except (Exception, SystemExit) as error:
        report(f"{_failure(step, error, plugin)}它的方案已略去；请修正后重试。")
    return _Brought(source, source.version or str(getattr(plugin, "__version__", "")), hooks, indicators, schemes)


def _checked_indicators(results: Iterable[object]) -> Iterator[Indicator]:
    """The indicators of a hook's results. Raises TypeError or ValueError, in Chinese, for anything else."""
    for indicator in _flattened(results, "register_indicators", "Indicator"):
        if not isinstance(indicator, Indicator):
            raise TypeError(f"register_indicators 应返回 Indicator 的列表，其中有 {type(indicator).__name__}")
        for field in ("id", "title", "looks_for"):
            value = getattr(indicator, field)
            if not isinstance(value, str) or not value.strip():
                raise ValueError(f"指标 {indicator.id!r} 的 {field} 应为不为空的字符串，现为 {value!r}")
        if not all(isinstance(concept, Concept) for concept in indicator.concepts):
            raise TypeError(f"指标 {indicator.id} 的 concepts 应全为 Concept")
        if not all(isinstance(example, hookspecs.Example) for example in indicator.examples):
            raise TypeError(f"指标 {indicator.id} 的 examples 应全为 Example")
        if indicator.judge is not None and not callable(indicator.judge):
            raise TypeError(f"指标 {indicator.id} 的 judge 应为函数或 None，现为 {type(indicator.judge).__name__}")
        yield indicator


def _checked_schemes(results: Iterable[object]) -> Iterator[Traversable]:
    for file in _flattened(results, "register_schemes", "方案文件"):
        if not isinstance(file, Traversable):
            raise TypeError(
                f"register_schemes 应返回方案文件（Traversable 或 Path）的列表，其中有 {type(file).__name__}"
            )
        if not file.name.endswith(".toml") or not file.is_file():
            raise FileNotFoundError(f"方案文件 {file.name} 不存在，或不是 .toml 文件")
        yield file


def _flattened(results: Iterable[object], hook: str, noun: str) -> Iterator[object]:
    for result in results:
        if not isinstance(result, (list, tuple)):
            raise TypeError(f"{hook} 应返回 {noun} 的列表，返回的是 {type(result).__name__}")
        yield from result


# --- All plugins together --------------------------------------------------------------------------


def _merge(brought: Iterable[_Brought], problems: list[Problem]) -> Registry:
    """One namespace of ids for all plugins: of two with one id the first keeps it, and both are named."""
    indicators: dict[str, tuple[Indicator, str]] = {}
    schemes: dict[str, tuple[Traversable, str]] = {}
    infos = []
    for plugin in brought:
        owner = f"“{plugin.source.name}”（{plugin.source.origin}）"
        by_id = [(indicator.id, indicator) for indicator in plugin.indicators]
        by_file = [(file.name.removesuffix(".toml"), file) for file in plugin.schemes]
        infos.append(
            PluginInfo(
                plugin.source.name,
                plugin.version,
                plugin.hooks,
                plugin.source.origin,
                _add(by_id, indicators, owner, "指标", plugin.source.name, problems),
                _add(by_file, schemes, owner, "方案", plugin.source.name, problems),
            )
        )
    return Registry(_sorted(indicators), _sorted(schemes), tuple(problems), tuple(infos))


def _add(
    named: Iterable[tuple[str, _T]],
    kept: dict[str, tuple[_T, str]],
    owner: str,
    noun: str,
    plugin: str,
    problems: list[Problem],
) -> tuple[str, ...]:
    """The ids that were free and are now this plugin's."""
    added = []
    for name, value in named:
        if name in kept:
            message = f"{noun}“{name}”由插件{kept[name][1]}和插件{owner}两处提供，用前一处的，后一处的已略去；请改名。"
            problems.append(Problem(plugin, message))
        else:
            kept[name] = (value, owner)
            added.append(name)
    return tuple(sorted(added))


def _sorted(kept: Mapping[str, tuple[_T, str]]) -> Mapping[str, _T]:
    return MappingProxyType({name: kept[name][0] for name in sorted(kept)})


# --- What to say of a failure ----------------------------------------------------------------------


def _failure(step: str, error: BaseException, plugin: object) -> str:
    """In Chinese: at which step, the error's class and message, and file and line in the plugin where known."""
    text = " ".join(str(error).split())
    place = _place(error) or _hook_place(plugin, f"{step} {text}")
    return f"{step}时出错：{type(error).__name__}：{text}{f'（{place}）' if place else ''}。"


def _place(error: BaseException) -> str:
    """file:line of a syntax error, or of the last frame that is the plugin's own rather than the machinery's."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    own = [
        f"{frame.f_code.co_filename}:{line}"
        for frame, line in walk_tb(error.__traceback__)
        if not _is_machinery(str(frame.f_globals.get("__name__", "")))
    ]
    return own[-1] if own else ""


def _hook_place(plugin: object, text: str) -> str:
    """Where the plugin defines the hook that a text names: a wrong signature or result has no frame of its own."""
    for name in re.findall(r"register_\w+", text):
        if code := getattr(getattr(plugin, name, None), "__code__", None):
            return f"{code.co_filename}:{code.co_firstlineno}"
    return ""


def _is_machinery(module: str) -> bool:
    host = module.startswith(f"{PROJECT}.") and not module.startswith(f"{FIRST_PARTY}.")
    return host or module.split(".")[0] in ("pluggy", "importlib", "_frozen_importlib", "tomllib", "runpy")
