"""规划计划: essential parts are document, issue, goals, phases, measures.

The general judgement decides alone so far.
"""
