"""The models that this installation trained itself (本机模型), in the data folder:

    models/candidate/   trained last, not in use: the files, and comparison.json
    models/kept/V/      adopted once, by version
    models/current      the adopted versions, oldest first, one a line: the last is in use, none: the shipped ones

`current` is replaced whole, so that a check finds the old models or the new ones, never half of them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from compliance.errors import ComplianceError, ModelsFault
from compliance.judgement.models import Models, load_models, write_models
from compliance.terms import Problem, Report

_VERSION = re.compile(r"[0-9a-f]{12}")
_COMPARISON = "comparison.json"
SOURCE = "本机模型"


@dataclass(frozen=True, slots=True)
class InUse:
    """The models to check with: None for the shipped ones; and why the installation's own could not be used."""

    models: Models | None
    problems: tuple[Problem, ...] = ()

    def noted(self, report: Report) -> Report:
        """The report with what was wrong with the models."""
        return replace(report, problems=(*report.problems, *self.problems))


class LocalModels:
    """The models of one data folder."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "models"

    @property
    def adopted(self) -> tuple[str, ...]:
        """The versions that were put in use, oldest first; the last is in use."""
        try:
            lines = (self._folder / "current").read_text("ascii", "replace").split()
        except FileNotFoundError:
            return ()
        return tuple(lines)

    def in_use(self) -> InUse:
        """The adopted models, loaded once; the shipped ones, with a problem, where these cannot be used."""
        adopted = self.adopted
        if not adopted:
            return InUse(None)
        try:
            if not _VERSION.fullmatch(adopted[-1]):
                raise ModelsFault(f"{self._folder / 'current'} 已损坏，请用 compliance learn --revert 退回。")
            return InUse(_loaded(self._folder / "kept" / adopted[-1]))
        except ModelsFault as fault:
            return InUse(None, (Problem(SOURCE, f"{fault}本次检查改用随程序提供的模型。"),))

    def put_candidate(self, models: Models, comparison: Any) -> str:
        """Write the candidate, in place of the one before; its version."""
        made = self._folder / "candidate.new"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True, mode=0o700)
        version = write_models(models, made)
        (made / _COMPARISON).write_text(json.dumps(asdict(comparison), ensure_ascii=False, indent=1), "utf-8")
        shutil.rmtree(self._folder / "candidate", ignore_errors=True)
        made.rename(self._folder / "candidate")
        return version

    def adopt(self) -> str:
        """Put the candidate in use; its version. Raises ComplianceError where there is none, or a worse one."""
        candidate = self._folder / "candidate"
        if not candidate.is_dir():
            raise ComplianceError("没有待启用的本机模型，请先运行 compliance learn。")
        models = load_models(candidate)
        verdict = self._verdict(candidate)
        if verdict == "worse":
            raise ComplianceError("待启用的本机模型在检验文档上不如现用的，不能启用。请积累更多评审决定后再学习。")
        self._keep(candidate, models.version)
        self._write_adopted((*(one for one in self.adopted if one != models.version), models.version))
        shutil.rmtree(candidate)
        return models.version

    def revert(self) -> str:
        """Take back the models in use; the version that is in use then, "" for the shipped models.

        Raises ComplianceError where the shipped ones are in use already.
        """
        adopted = self.adopted
        if not adopted:
            raise ComplianceError("现在用的就是随程序提供的模型，没有可以退回的。")
        self._write_adopted(adopted[:-1])
        return adopted[-2] if len(adopted) > 1 else ""

    def _keep(self, candidate: Path, version: str) -> None:
        """Copy the candidate to where it stays; a sound copy of the same version is left alone, it may be in use."""
        kept = self._folder / "kept" / version
        with suppress(ModelsFault):
            load_models(kept)
            return
        made = kept.with_name(f"{version}.new")
        for unfinished in (made, kept):
            shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(candidate, made)
        made.rename(kept)

    def _write_adopted(self, versions: tuple[str, ...]) -> None:
        written = self._folder / "current.new"
        with written.open("w", encoding="ascii") as file:
            file.write("".join(f"{version}\n" for version in versions))
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._folder / "current")

    def _verdict(self, candidate: Path) -> str:
        try:
            return str(json.loads((candidate / _COMPARISON).read_text("utf-8"))["verdict"])
        except (OSError, ValueError, KeyError, TypeError):
            raise ComplianceError(f"{candidate / _COMPARISON} 读不出来，请重新运行 compliance learn。") from None


@lru_cache(maxsize=2)
def _loaded(folder: Path) -> Models:
    """A kept version never changes, so it is read once."""
    return load_models(folder)
