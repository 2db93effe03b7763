"""数量指标: essential parts are measure, group, value, unit, period.

The general judgement decides alone so far.
"""
