"""A check, run: the draft's files laid out, read and judged, the result stored. Only the worker imports this."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from django.conf import settings
from django.db.utils import Error as DatabaseFault

from compliance import check as checks
from compliance.errors import ComplianceError
from compliance.reading.private_folders import private_folder
from compliance.registry import Registry
from compliance.reports.html_report import to_html
from compliance.review.learning.local_models import LocalModels
from compliance.review.models import Check
from compliance.review.stored_words import BAD_NAME, BROKEN, PREPARING, STORING
from compliance.review.submitting import checking, files, printed
from compliance.review.submitting.progressing import CheckEnded, Pulse
from compliance.schemes import load_scheme

log = logging.getLogger(__name__)
_busy = threading.Lock()
_current: list[Check] = []  # what this process works on: one check or none


def run(check_id: int) -> None:
    """Run a check that waits, to whatever end; never raises for what is wrong with the files or the program."""
    with _busy:  # a process that ends meanwhile gives back what is being taken as well
        check = checking.claim(check_id)
        if check is None:
            return
        _current.append(check)
    pulse = Pulse(check)
    try:
        with pulse.beating():
            _judge(check, pulse)
    except CheckEnded:
        if pulse.was_cancelled:
            checking.cancelled(check)
    except ComplianceError as fault:
        checking.fail(check, str(fault))
    except DatabaseFault:  # away or busy: without a heartbeat the check is found again, and tried again
        log.exception("check %s lost the database", check.pk)
    except Exception:  # ours to mend: whoever waits for it learns that it is over
        log.exception("check %s failed", check.pk)
        checking.fail(check, BROKEN)
    finally:
        with _busy:
            _current.clear()


def give_back() -> None:
    """Put what this process works on in the queue again, since the process is about to end."""
    with _busy:
        for check in _current:
            checking.give_back(check)


def _judge(check: Check, pulse: Pulse) -> None:
    pulse.step(PREPARING)
    registry = Registry.load()
    wanted = check.draft.submission.round.scheme
    scheme = load_scheme(wanted, registry)
    in_use = LocalModels(Path(settings.DATA)).in_use()
    earlier = checking.take_over(check, scheme.sha256, dict(checks.versions_of(registry, in_use.models)))
    if earlier is not None:
        return
    with private_folder() as folder:
        _lay_out(check, folder)
        report = checks.check([folder], wanted, models=in_use.models, progress=pulse.step, judged=pulse.judged)
    report = in_use.noted(report)
    pulse.step(STORING)
    printed.keep(check, to_html(report, printed.now_words(), printed.ASSURANCE))
    checking.store(check, report)


def _lay_out(check: Check, folder: Path) -> None:
    """The draft's files under their own names."""
    for file in check.draft.files.all():
        place = folder / file.name
        if not place.resolve().is_relative_to(folder.resolve()):  # names were made safe when they came
            raise ComplianceError(BAD_NAME % {"name": file.name})
        files.lay(file.file_id, place)
