"""Screens of the cycle: the year, its parameters, its calendar."""
