"""Acts of evaluation."""
