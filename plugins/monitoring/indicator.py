"""监测评价: essential parts are grades and subjects, sample, organisation, result.

The general judgement decides alone so far.
"""
