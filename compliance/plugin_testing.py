"""Tries every example that plugins bring, so that a word that can never match, or matches too much, is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import rjieba

from compliance.errors import SchemeFault
from compliance.hookspecs import Example, Indicator
from compliance.language.concepts import Concept, ConceptFinder, Hit, field_concepts
from compliance.language.normalise import normalise
from compliance.registry import Registry
from compliance.schemes.loading import load_scheme
from compliance.terms import DocumentKind, Status

FIELD = "language"  # stands for a plugin's name where the field's own lexicon is tried


class Judged(Protocol):
    """What judging one statement against one text gives: a status and the verbatim quotes that it rests on."""

    @property
    def status(self) -> Status: ...

    @property
    def quotes(self) -> Sequence[str]: ...


# (statement, text, indicator id, kind of document, registry) -> judged
JudgeStatement = Callable[[str, str, str, DocumentKind, Registry], Judged]


@dataclass(frozen=True, slots=True)
class PluginTest:
    """One example tried. `message` is Chinese: what was expected, and what came out where that differs."""

    plugin: str
    kind: str  # matches, not_matches, example, scheme
    name: str
    passed: bool
    message: str


def test_plugins(registry: Registry, judge: JudgeStatement | None = None) -> tuple[PluginTest, ...]:
    """Every concept's, indicator's and scheme's own tests, the field's lexicon first, then plugin by plugin.

    `judge` is compliance.judgement.statements.judge_statement unless given.
    """
    judge = judge or _general_judge()
    brought = [concept for indicator in registry.indicators.values() for concept in indicator.concepts]
    # One finder for all, as in a check: a word that another concept owns is not found as one's own.
    words = _Words.of([*field_concepts(), *brought])
    tests = [row for concept in field_concepts() for row in _concept_tests(FIELD, concept, words)]
    for plugin in registry.plugins:
        for indicator in (registry.indicators[name] for name in plugin.indicators):
            tests += [row for concept in indicator.concepts for row in _concept_tests(plugin.name, concept, words)]
            tests += _example_tests(plugin.name, indicator, judge, registry)
        tests += [_scheme_test(plugin.name, scheme, registry) for scheme in plugin.schemes]
    return tuple(tests)


def _general_judge() -> JudgeStatement:
    from compliance.judgement.statements import judge_statement  # loads the models: only where it is needed

    return judge_statement


@dataclass(frozen=True, slots=True)
class _Words:
    """All concepts there are, and the ids that more than one of them bears: the finder keeps the last alone."""

    finder: ConceptFinder
    repeated: frozenset[str]

    @classmethod
    def of(cls, concepts: Sequence[Concept]) -> _Words:
        counts = Counter(concept.id for concept in concepts)
        return cls(ConceptFinder(concepts), frozenset(name for name, count in counts.items() if count > 1))

    def find(self, text: str) -> tuple[Hit, ...]:
        normal = normalise(text).text
        borders = {0, *(end for _, _, end in rjieba.tokenize(normal))}
        return self.finder.find(normal, sorted(borders))


def _concept_tests(plugin: str, concept: Concept, words: _Words) -> Iterator[PluginTest]:
    """A concept must be found in each of its `matches`, itself or as something narrower, and not in `not_matches`."""
    name = f"{concept.id}（{concept.name}）"
    if concept.id in words.repeated:
        yield PluginTest(plugin, "matches", name, False, f"有几个概念的 id 都是 {concept.id}，只有最后一个有效，请改名")
    if not concept.matches:
        yield PluginTest(plugin, "matches", name, False, "没有 matches 例句，请至少写一句应当找到它的话")
    for text in concept.matches:
        hits = words.find(text)
        passed = any(concept.id in words.finder.wider(hit.concept) for hit in hits)
        message = f"在“{text}”中应找到" if passed else f"在“{text}”中应找到，实际{_found(hits)}"
        yield PluginTest(plugin, "matches", name, passed, message)
    for text in concept.not_matches:
        wrong = [hit for hit in words.find(text) if hit.concept == concept.id]
        message = f"在“{text}”中不应找到" + (f"，实际{_found(wrong)}" if wrong else "")
        yield PluginTest(plugin, "not_matches", name, not wrong, message)


def _found(hits: Sequence[Hit]) -> str:
    return "找到的是" + "、".join(f"“{hit.term}”（{hit.concept}）" for hit in hits) if hits else "什么也没有找到"


def _example_tests(
    plugin: str, indicator: Indicator, judge: JudgeStatement, registry: Registry
) -> Iterator[PluginTest]:
    if not indicator.examples:
        yield PluginTest(plugin, "example", indicator.id, False, "没有例句，请写出应判为各种状态的话")
    for number, example in enumerate(indicator.examples, start=1):
        name = f"{indicator.id} 第{number}句：{example.statement}"
        try:
            judged = judge(example.statement, example.text, indicator.id, DocumentKind(example.kind), registry)
        except Exception as error:  # one example that cannot be judged must not hide the others
            message = f"“{example.text}”无法判断：{type(error).__name__}：{error}"
            yield PluginTest(plugin, "example", name, False, message)
            continue
        passed, message = _compared(example, judged)
        yield PluginTest(plugin, "example", name, passed, message)


def _compared(example: Example, judged: Judged) -> tuple[bool, str]:
    """Whether the status is the expected one and, where a quote is expected, whether one of the quotes holds it."""
    expected = f"“{example.text}”应判为 {example.status}"
    if judged.status.value != example.status:
        return False, f"{expected}，实际为 {judged.status.value}"
    if example.quote and not any(_overlap(example.quote, quote) for quote in judged.quotes):
        quotes = "、".join(f"“{quote}”" for quote in judged.quotes) or "没有"
        return False, f"{expected}，引文应为“{example.quote}”，实际{quotes}"
    return True, expected


def _overlap(expected: str, quote: str) -> bool:
    """Whether one quote holds the other, white space aside; an evidence quote may be wider or a part of it."""
    wanted, given = "".join(expected.split()), "".join(quote.split())
    return bool(given) and (wanted in given or given in wanted)


def _scheme_test(plugin: str, scheme_id: str, registry: Registry) -> PluginTest:
    try:
        scheme = load_scheme(scheme_id, registry)
    except SchemeFault as fault:
        return PluginTest(plugin, "scheme", scheme_id, False, str(fault))
    facets = sum(len(item.facets) for item in scheme.items)
    return PluginTest(plugin, "scheme", scheme_id, True, f"{len(scheme.items)}个条目、{facets}个要点，格式无误")
