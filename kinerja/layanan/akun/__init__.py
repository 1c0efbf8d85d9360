"""Accounts: sign-in by allauth in Indonesian, activation by code, roles given by hand."""
