"""reportedly: a ledger of who reportedly said what."""
