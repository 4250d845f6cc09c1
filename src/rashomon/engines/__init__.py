"""Dock: language engines."""
