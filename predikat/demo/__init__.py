"""What the demo shows of evaluation."""
