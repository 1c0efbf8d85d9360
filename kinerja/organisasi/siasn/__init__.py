"""The SIASN export of people: columns, parsing, comparing with what is known, applying."""
