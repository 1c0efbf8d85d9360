"""Documents: a snapshot of an object, printed, sealed, stored once, and verifiable by anyone who holds the paper."""
