"""办学条件: essential parts are site, rooms, equipment, books, information technology.

The general judgement decides alone so far.
"""
