"""What happens in planning: each act with its actor, in one transaction."""
