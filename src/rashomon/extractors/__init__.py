"""Dock: extractors of claims."""
