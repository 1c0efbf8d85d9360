"""Printed forms of monitoring."""
