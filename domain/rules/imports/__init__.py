"""What stands in a ledger that is imported: its columns, its values, its rows as matters."""
