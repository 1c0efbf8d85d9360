"""The planning of the demo: late, returned, contested and finished SKP, made by the real actions."""
