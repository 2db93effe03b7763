"""档案报送: essential parts are archive, completeness, consistency, filing.

The general judgement decides alone so far.
"""
