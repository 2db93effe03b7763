"""What the workbench keeps, in reading order: people, rounds, drafts and checks, decisions, the ledger, the log."""

from compliance.review.models.audit import AuditEntry
from compliance.review.models.decisions import Action, Anchor, Decision, Remark, RemarkKind, Standing
from compliance.review.models.drafts import (
    Check,
    CheckedDocument,
    CheckState,
    Draft,
    DraftFile,
    StoredFile,
    StoredFinding,
)
from compliance.review.models.ledger import Problem, ProblemEvent
from compliance.review.models.office import ControlSample, Office
from compliance.review.models.people import District, Role, Token, User
from compliance.review.models.rounds import Assignment, Duty, Round, Submission

__all__ = [
    "Action",
    "Anchor",
    "Assignment",
    "AuditEntry",
    "Check",
    "CheckState",
    "CheckedDocument",
    "ControlSample",
    "Decision",
    "District",
    "Draft",
    "DraftFile",
    "Duty",
    "Office",
    "Problem",
    "ProblemEvent",
    "Remark",
    "RemarkKind",
    "Role",
    "Round",
    "Standing",
    "StoredFile",
    "StoredFinding",
    "Submission",
    "Token",
    "User",
]
