"""Statements that compare without a threshold (比较): `reading` is the door; `sides`, `places` and `years` compare."""
