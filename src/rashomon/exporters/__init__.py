"""Dock: exporters."""
