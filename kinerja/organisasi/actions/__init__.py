"""One function per thing a person does to units, people, positions and assessors."""
