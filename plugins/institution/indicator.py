"""制度机制: essential parts are rule, issue, standing.

The general judgement decides alone so far.
"""
