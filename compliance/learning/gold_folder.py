"""A folder of gold documents, checked before the work begins: what is wrong is said in Chinese, file by file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from compliance.errors import GoldFault
from compliance.learning.gold import GoldDocument, gold_document
from compliance.terms import DocumentKind, Status

_FORM = "格式见 corpora/gold/README.md"
_STATUSES = "、".join(status.value for status in Status)


def gold_folder(folder: Path) -> tuple[GoldDocument, ...]:
    """Every gold document in a folder and the folders below it, by path.

    Raises GoldFault for a folder without any, and for the first file that is no gold document.
    """
    if not folder.is_dir():
        reason = "这是一个文件" if folder.exists() else "没有这个文件夹"
        raise GoldFault(f"{folder}：{reason}；请给出放评判文档（NAME.gold.json 和 NAME.md）的文件夹。")
    paths = sorted(folder.rglob("*.gold.json"))
    if not paths:
        raise GoldFault(
            f"文件夹 {folder} 里没有评判文档；每份评判文档是一对文件 NAME.gold.json 和 NAME.md，请检查路径。"
        )
    golds = tuple(_gold(path) for path in paths)
    _refuse_double_names(golds)
    return golds


def _gold(path: Path) -> GoldDocument:
    try:
        gold = gold_document(path, json.loads(path.read_text("utf-8")))
        DocumentKind(gold.kind)
    except UnicodeDecodeError:
        raise GoldFault(f"{path} 不是 UTF-8 编码的文本，请另存为 UTF-8。") from None
    except json.JSONDecodeError as error:
        where = f"第{error.lineno}行第{error.colno}列"
        raise GoldFault(f"{path} {where}不是正确的 JSON（{error.msg}），请改正。") from None
    except KeyError as error:
        raise GoldFault(f"{path} 缺少键 {error.args[0]}，请补上；{_FORM}。") from None
    except ValueError as error:
        found = str(error).split(" is not a valid ")[0]
        raise GoldFault(f"{path} 里的 {found} 不是状态或文书种类；状态只能是 {_STATUSES}；{_FORM}。") from None
    except (TypeError, AttributeError):
        raise GoldFault(f"{path} 不是评判文档：条目、要点或引文的结构不对，请改正；{_FORM}。") from None
    except OSError as error:
        raise GoldFault(f"{path} 打不开（{error.strerror}），请检查文件权限。") from None
    if not gold.path.is_file():
        raise GoldFault(f"{path} 所评的文档 {gold.path} 不存在，请放到同一文件夹，或改正 document 的值。")
    _refuse_other_than_text(gold.path)
    return gold


def _refuse_other_than_text(document: Path) -> None:
    """Quotes are held against the text as it stands, so that the document must be text."""
    try:
        document.read_text("utf-8")
    except UnicodeDecodeError:
        raise GoldFault(f"{document} 不是 UTF-8 文本，无法核对引文；请另存为 .md 或 .txt，编码选 UTF-8。") from None
    except OSError as error:
        raise GoldFault(f"{document} 打不开（{error.strerror}），请检查文件权限。") from None


def _refuse_double_names(golds: Iterable[GoldDocument]) -> None:
    """Two runs are set side by side by the documents' names."""
    first: dict[str, Path] = {}
    for gold in golds:
        if gold.name in first:
            raise GoldFault(f"{first[gold.name]} 和 {gold.path} 同名（{gold.name}），请改掉其中一个的文件名。")
        first[gold.name] = gold.path
