"""Everything that users see is said through the translations, and all of it has English."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.urls import reverse
from django.utils import translation

from tests.review.conftest import client_of

ROOT = Path(__file__).parent.parent.parent
REVIEW = ROOT / "compliance/review"

_spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts/messages.py")
messages = importlib.util.module_from_spec(_spec)
sys.modules["messages"] = messages  # its dataclasses look there
_spec.loader.exec_module(messages)

HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
DOMAINS = ("django", "djangojs")
# The terminal speaks Chinese alone; a language is named in itself; the office's first name is data.
CHINESE_ALONE = {
    "auditing/audit_commands.py",
    "learning/learn.py",
    "serving/worker.py",
    "auditing/audit.py",
    "command_line.py",
    "passwords.py",
    "serving/serve.py",
    "settings.py",
    "apps.py",
    "models/office.py",
    "formats/zh_Hans/formats.py",
    # What the ledger keeps of a problem, as it was written; faults of a method's file, for who writes one.
    "rectifying/ledger_words.py",
    "rectifying/procedure_files.py",
    # For the terminal, and what a report keeps of models that could not be used.
    "learning/local_models.py",
    # How reading tells its pages: recognised, not said (stored_words.py says it).
    "submitting/progressing.py",
}


@pytest.fixture(scope="module")
def collected():
    return messages.collect()


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_sentence_has_english_and_no_catalogue_has_another(collected, domain):
    catalogue = messages.load(domain)
    said = {(m.context, m.text) for m in collected[domain]}
    assert {(entry.msgctxt or "", entry.msgid) for entry in catalogue} == said, "run: make messages"
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_is_that_of_the_written_one(domain):
    assert (messages.CATALOGUES / f"{domain}.mo").read_bytes() == messages.load(domain).to_binary()


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_translation_puts_in_what_the_sentence_puts_in_and_is_no_chinese(domain):
    for entry in messages.load(domain):
        for text in [entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values():
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(entry.msgid)), entry.msgid
            assert not HAN.search(text), entry.msgid


def _chinese_outside_translations(template: str) -> list[str]:
    """What of a template's text and constants is Chinese and not translated; a name of a language in itself may be."""
    found, inside = [], False
    for token in Lexer(re.sub(r'<(\w+)[^>]*\blang="zh-hans"[^>]*>[^<]*</\1>', "", template)).tokenize():
        name = token.contents.split(None, 1)[0] if token.contents.strip() else ""
        if token.token_type == TokenType.BLOCK and name in ("blocktranslate", "blocktrans"):
            inside = True
        elif token.token_type == TokenType.BLOCK and name in ("endblocktranslate", "endblocktrans"):
            inside = False
        elif inside or token.token_type == TokenType.COMMENT or name in ("translate", "trans"):
            continue
        elif HAN.search(re.sub(r"""_\(("[^"]*"|'[^']*')\)""", "", token.contents)):
            found.append(token.contents.strip())
    return found


@pytest.mark.parametrize(
    "template, outside",
    [
        ('<p>{% translate "首页" %}</p>', []),
        ("<p>首页</p>", ["<p>首页</p>"]),
        ('<p title="首页">{{ x }}</p>', ['<p title="首页">']),
        ('{{ x|default:"无" }}', ['x|default:"无"']),
        ('{{ x|default:_("无") }}', []),
        ("{% blocktranslate %}第 {{ n }} 稿{% endblocktranslate %}稿", ["稿"]),
        ('<button lang="zh-hans">中文</button>', []),
        ("{# 注 #}", []),
    ],
)
def test_chinese_outside_a_translation_is_noticed(template, outside):
    assert _chinese_outside_translations(template) == outside


TEMPLATES = sorted(path for path in REVIEW.glob("templates/**/*.*") if path.is_file())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_in_chinese_outside_a_translation(path):
    assert _chinese_outside_translations(path.read_text("utf-8")) == []


SCRIPTS = sorted(REVIEW.glob("static/**/*.js"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_nothing_in_chinese_outside_a_translation(path):
    script = messages.without_comments(path.read_text("utf-8"))
    rest = re.sub(r"""(?<![\w.$])_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", "", script)
    assert [line.strip() for line in rest.splitlines() if HAN.search(line)] == []


def _chinese_outside_calls(source: str) -> list[str]:
    """Chinese strings of a Python file that are neither docstrings, nor translated, nor the API's own description."""
    tree = ast.parse(source)
    fine: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            fine.add(node.value)
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in messages.CALLS:
                fine.update(node.args)
            fine.update(k.value for k in node.keywords if k.arg in ("description", "summary"))
    strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and n not in fine]
    return [string.value for string in strings if HAN.search(string.value)]


PYTHON = sorted(
    path
    for path in REVIEW.rglob("*.py")
    if path.relative_to(REVIEW).as_posix() not in CHINESE_ALONE and "migrations" not in path.parts
)


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(REVIEW).as_posix())
def test_python_says_nothing_in_chinese_outside_a_translation(path):
    assert _chinese_outside_calls(path.read_text("utf-8")) == []


def test_messages_are_found_wherever_they_are_said():
    def texts(found):
        return [(m.text, m.plural, m.context) for m in found]

    python = '_("甲")\ngettext_lazy("乙")\nngettext("丙", "丙丙", n)\npgettext("在", "丁")\nother("戊")'
    assert texts(messages.in_python(python, "x.py")) == [
        ("甲", "", ""),
        ("乙", "", ""),
        ("丙", "丙丙", ""),
        ("丁", "", "在"),
    ]
    template = (
        """{% translate '甲' %}{{ x|default:_("乙") }}"""
        "{% blocktranslate trimmed %}\n第 {{ n }} 稿\n{% endblocktranslate %}"
    )
    assert texts(messages.in_template(template, "x.html")) == [("甲", "", ""), ("乙", "", ""), ("第 %(n)s 稿", "", "")]
    script = (
        """import { _ } from "./words.js"; // _("不算")\n"""
        """say(_("甲"), _( '乙 %(n)s', { n }), "http://_", this._("不算"));"""
    )
    assert texts(messages.in_script(script, "x.js")) == [("甲", "", ""), ("乙 %(n)s", "", "")]


@pytest.mark.parametrize(
    "collect, source", [(messages.in_python, '_(f"第 {n} 稿")'), (messages.in_script, "_(`第 ${n} 稿`)")]
)
def test_a_message_that_is_put_together_is_refused(collect, source):
    with pytest.raises(ValueError, match="one string"):
        list(collect(source, "x"))


def test_a_page_is_chinese_until_english_is_chosen_whatever_the_browser_prefers(reviewer):
    client = client_of(reviewer)
    page = client.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="zh-hans">' in page.text and "退出" in page.text
    client.post(reverse("language"), {"language": "en"})
    page = client.get("/")
    assert '<html lang="en">' in page.text and "Sign out" in page.text and "退出" not in page.text
    client.post(reverse("language"), {"language": "zh-hans"})
    assert "退出" in client.get("/").text


def test_the_language_goes_back_to_chinese_for_the_next_request(client):
    client.cookies["compliance_language"] = "en"
    client.get(reverse("sign_in"))
    assert translation.get_language() == "zh-hans"


def test_an_unknown_language_changes_nothing(client):
    response = client.post(reverse("language"), {"language": "xx"})
    assert response.status_code == 302 and "compliance_language" not in response.cookies


@pytest.mark.django_db
def test_scripts_get_their_sentences_as_a_script_of_the_own_server(client):
    client.cookies["compliance_language"] = "en"
    assert f'<script src="{reverse("words")}"></script>' in client.get(reverse("sign_in")).text
    answer = client.get(reverse("words"))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/javascript")
