"""Screens of evaluation."""
