"""A clause's numbers against a facet's threshold (数值核对): `reading` is the door, the others find the numbers."""
