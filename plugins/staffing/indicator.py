"""队伍配备: essential parts are posts, numbers, appointment, exchange, structure.

The general judgement decides alone so far.
"""
