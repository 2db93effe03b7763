"""结果运用: essential parts are result, purpose, consequence.

The general judgement decides alone so far.
"""
