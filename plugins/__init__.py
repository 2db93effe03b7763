"""First-party plugins, installed as compliance.plugins: a folder an indicator, and the packaged schemes.

Every folder with an __init__.py is found by walking; none is listed anywhere. How to write one: docs/plugins.md.
"""
