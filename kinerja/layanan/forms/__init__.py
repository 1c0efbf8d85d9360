"""Shape of input, by noun: turns text into values. What is allowed is decided in ``actions``."""
