"""Printed forms and Excel of planning."""
