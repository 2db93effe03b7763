"""Rounds, people and what an office sees of a round (管理)."""
