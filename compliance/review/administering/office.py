"""The office's own settings (设置)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review.auditing import audit
from compliance.review.models import Office


@transaction.atomic
def change_office(actor: audit.Actor, name: str, learns_from_decisions: bool) -> Office:
    """Change the office's name, and whether its decisions may improve the models. Raises ComplianceError."""
    name = name.strip()
    if not name or len(name) > 120:
        raise ComplianceError(_("请填写单位名称，最多 120 字。"))
    Office.here()
    office = Office.objects.select_for_update().get(pk=1)
    office.name, office.learns_from_decisions = name, learns_from_decisions
    office.save()
    audit.record(actor, "change_office", "office:1", name=name, learns_from_decisions=learns_from_decisions)
    return office
