"""培训研修: essential parts are persons, form, frequency, result.

The general judgement decides alone so far.
"""
