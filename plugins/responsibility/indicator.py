"""责任分工: essential parts are list, division, persons, accountability.

The general judgement decides alone so far.
"""
