"""校园安全: essential parts are people, equipment, technology, mechanism, drills, accidents.

The general judgement decides alone so far.
"""
