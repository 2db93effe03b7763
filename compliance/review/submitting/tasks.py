"""The one task that the worker runs."""

from __future__ import annotations

from django_tasks import task


@task()
def run_check(check_id: int) -> None:
    """Run a check that waits; nothing happens where another worker has it, or it is over."""
    # What judging takes is loaded by the worker alone.
    from compliance.review.submitting import running

    running.run(check_id)
