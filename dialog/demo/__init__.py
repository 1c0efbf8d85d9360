"""The demo of this stage."""
