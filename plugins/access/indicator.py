"""入学机会: essential parts are enrolment, zoning, groups of children, dropouts.

The general judgement decides alone so far.
"""
