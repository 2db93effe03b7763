"""The audit log (审计日志)."""
