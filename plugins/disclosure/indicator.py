"""公开公示: essential parts are what, where, contents, contact.

The general judgement decides alone so far.
"""
