"""The documentation says what the program does: every command, flag, word and file that it names is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from compliance import cli
from compliance.language.normalise import normalise
from compliance.reading import read
from compliance.registry import Registry
from compliance.reports import words
from compliance.schemes import load_all_schemes, load_scheme
from compliance.terms import DocumentKind, Status

ROOT = Path(__file__).parents[1]
PAGES = (
    *("README.md", "README.zh-CN.md", "docs/guide.md", "docs/guide.zh-CN.md", "docs/workbench-guide.zh-CN.md"),
    "samples/README.md",
)
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in PAGES}
SAMPLES = ("district-self-evaluation.docx", "inspection-plan.pdf", "school-plan.txt")


def commands_of(command: object, *names: str) -> Iterator[tuple[str, ...]]:
    """Every command by its names; a group that does nothing alone is none."""
    for name, inner in getattr(command, "commands", {}).items():
        if getattr(inner, "invoke_without_command", True):
            yield (*names, name)
        yield from commands_of(inner, *names, name)


COMMANDS = set(commands_of(typer.main.get_command(cli.app)))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def named_commands(text: str) -> Iterator[list[str]]:
    """Every `compliance …` of a page, in code blocks and in the running text, as words."""
    for line in re.findall(r"(?:^|`|/|\\)compliance ([^`\n]+)", text, re.M):
        yield shlex.split(line.replace("\\", "/"), comments=True)


def parameters(*names: str) -> dict[str, object]:
    """The options of a command, by each of their spellings."""
    command = typer.main.get_command(cli.app)
    for name in names:
        command = command.commands[name]
    return {spelling: each for each in command.params for spelling in each.opts}


# --- commands -------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_flag_of_a_page_exists(page: str) -> None:
    for found in named_commands(TEXTS[page]):
        name = tuple(word for word in found[:2] if word.isalpha() and word.isascii() and word.islower())
        name = name if name in COMMANDS else name[:1]
        assert name in COMMANDS, f"{page}: compliance {' '.join(found)}"
        flags = {word for word in found if re.fullmatch(r"--?[a-z][a-z-]*", word)}
        assert flags <= set(parameters(*name)), f"{page}: compliance {' '.join(found)}"


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/guide.zh-CN.md"])
def test_every_command_and_flag_is_on_the_page(page: str) -> None:
    missing = [" ".join(name) for name in COMMANDS if f"compliance {' '.join(name)}" not in TEXTS[page]]
    flags = [flag for flag in parameters("check") if flag.startswith("--") and flag != "--help"]
    flags += [flag for flag in parameters("evaluate") if flag.startswith("--") and "guide" in page and flag != "--help"]
    flags.remove("--output")  # -o in the examples
    assert missing + [flag for flag in flags if flag not in TEXTS[page]] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_scheme_and_file_that_an_example_names_is_there(page: str, registry: Registry) -> None:
    for found in named_commands(TEXTS[page]):
        values = dict(zip(found, found[1:], strict=False))
        scheme = values.get("--scheme", "ID_OR_FILE.toml")
        if not scheme.endswith(".toml"):
            items = {item.id for item in load_scheme(scheme, registry).items}
            assert values.get("--explain", "ITEM") in items | {"ITEM"}
        for word in found:
            assert not word.startswith("samples/") or (ROOT / word).exists(), word


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_first_screen_has_both_commands_and_the_picture(page: str) -> None:
    screen = TEXTS[page][: TEXTS[page].index("\n## ")]
    targets = re.findall(r"^## (\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    named = re.findall(r"^make (\w+)", screen, re.M)
    assert named == ["demo", "test"]
    assert set(named) <= set(targets)
    assert "docs/images/report.png" in screen


def test_the_picture_is_small() -> None:
    picture = (ROOT / "docs" / "images" / "report.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 300_000


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/guide.md", "docs/guide.zh-CN.md"])
def test_the_statuses_are_those_of_the_program_in_both_languages(page: str) -> None:
    rows = re.findall(r"^\| (\S+) \| (\S+) \|", TEXTS[page], re.M)
    pairs = {frozenset(cell.strip("`") for cell in row) for row in rows}
    assert {frozenset((status.value, words.STATUS_NAMES[status])) for status in Status} <= pairs


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_what_counts_as_a_gap_is_marked_so(page: str) -> None:
    for status in Status:
        (row,) = (line for line in TEXTS[page].splitlines() if line.startswith("|") and f"`{status.value}`" in line)
        assert row.rsplit("|", 2)[1].strip() in (("yes", "是") if status.is_gap else ("no", "否"))


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_every_scheme_is_named(page: str, registry: Registry) -> None:
    schemes, problems = load_all_schemes(registry)
    assert problems == ()
    assert [scheme.id for scheme in schemes if f"`{scheme.id}`" not in TEXTS[page]] == []


@pytest.mark.parametrize("page", ["docs/guide.md", "docs/guide.zh-CN.md"])
def test_every_indicator_kind_and_check_is_in_the_guide(page: str, registry: Registry) -> None:
    named = (*registry.indicators, *words.CHECK_NAMES, *(kind.value for kind in DocumentKind))
    assert [name for name in named if f"`{name}`" not in TEXTS[page]] == []


def test_the_chinese_guide_gives_indicators_checks_and_kinds_their_own_names(registry: Registry) -> None:
    guide = TEXTS["docs/guide.zh-CN.md"]
    for indicator in registry.indicators.values():
        assert f"| `{indicator.id}` | {indicator.title} |" in guide
    for check, name in words.CHECK_NAMES.items():
        assert f"| {name} | `{check}` |" in guide
    for kind, name in words.KIND_NAMES.items():
        assert f"`{kind.value}`（{name}）" in guide


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/guide.md", "docs/guide.zh-CN.md"])
def test_the_mark_for_a_closer_look_and_its_limit_are_given(page: str) -> None:
    assert words.CLOSER_LOOK in TEXTS[page]
    assert re.search(rf"{round(words.CLOSER_LOOK_BELOW * 100)} ?%", TEXTS[page])


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/guide.zh-CN.md"])
def test_the_exit_codes_are_those_of_the_command_line(page: str) -> None:
    codes = [int(code) for code in re.findall(r"\*\*(\d)\*\*|^\| (\d) \|", TEXTS[page], re.M) for code in code if code]
    assert codes == [cli.NO_GAPS, cli.GAPS, cli.FAILED]


def test_the_guides_scheme_loads_as_it_stands(registry: Registry, tmp_path: Path) -> None:
    (found,) = re.findall(r"```toml\n# file: (\S+)\n(.*?)```", TEXTS["docs/guide.zh-CN.md"], re.S)
    (tmp_path / found[0]).write_text(found[1], encoding="utf-8")
    scheme = load_scheme(tmp_path / found[0], registry)
    assert [len(item.facets) for item in scheme.items] == [2, 1]
    assert {facet.indicator for item in scheme.items for facet in item.facets} <= set(registry.indicators)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page: str) -> None:
    folder = (ROOT / page).parent
    links = re.findall(r"\]\((?!https?:)([^)#]+)", TEXTS[page])
    assert [link for link in links if not (folder / link).exists()] == []


# --- results shown --------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_excerpt_shows_items_of_the_scheme_under_their_titles(page: str, registry: Registry) -> None:
    (shown,) = re.findall(r"<!-- excerpt -->\n```\n(.*?)\n```\n<!-- /excerpt -->", TEXTS[page], re.S)
    titles = {item.id: item.title for item in load_scheme("national-quality-balance-2017", registry).items}
    rows = [line.split() for line in shown.splitlines() if re.match(r" nqb-\d+ ", line)]
    assert rows
    assert all(titles[row[0]].startswith(row[1]) and row[3] in words.STATUS_NAMES.values() for row in rows)


def test_both_readmes_show_the_same_figures() -> None:
    figures = [
        re.findall(r"^\| .*?((?:\.\w+) \|.*)$", re.search(r"<!-- measured: begin.*?end -->", text, re.S)[0], re.M)
        for text in (TEXTS["README.md"], TEXTS["README.zh-CN.md"])
    ]
    assert figures[0] == figures[1]
    assert len(figures[0]) >= 3


# --- samples --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "characters"), [*zip(SAMPLES, (8000, 4000, 3000), strict=True)])
def test_the_samples_are_as_long_as_real_submissions_and_read_whole(name: str, characters: int) -> None:
    document = read(ROOT / "samples" / name)
    assert document.characters >= characters
    assert all(certificate.complete for certificate in document.certificates)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_hold_what_their_sources_say(name: str) -> None:
    source = (ROOT / "samples" / "sources" / f"{Path(name).stem}.md").read_text("utf-8")
    read_text = compact("".join(block.text for block in read(ROOT / "samples" / name).blocks))
    paragraphs = [line for line in source.splitlines() if len(line) > 40 and line[0] not in "|@#[" and "[^" not in line]
    assert [line for line in paragraphs if compact(re.sub(r"^\d+\. ", "", line)) not in read_text] == []


def compact(text: str) -> str:
    """Without white space and in normal forms: a PDF has its own of both."""
    return re.sub(r"\s", "", normalise(text).text)


def test_the_gaps_put_into_the_samples_are_of_items_that_exist(registry: Registry) -> None:
    named = re.findall(r"^\| ((?:nqb|insp|sch)-\d+) \|", TEXTS["samples/README.md"], re.M)
    schemes, _ = load_all_schemes(registry)
    assert named
    assert set(named) <= {item.id for scheme in schemes for item in scheme.items}
