"""组织领导: essential parts are body, head and rank, departments, meetings.

The general judgement decides alone so far.
"""
