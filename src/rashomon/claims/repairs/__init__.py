"""Repairs of trees: each mends one shape that a parser often gets wrong; table.py lists them in their order."""
