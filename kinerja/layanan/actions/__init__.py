"""One function per thing a person does with the shared services."""
