"""Printed forms of evaluation."""
