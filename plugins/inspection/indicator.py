"""督导检查: essential parts are kind, frequency, coverage, targets.

The general judgement decides alone so far.
"""
