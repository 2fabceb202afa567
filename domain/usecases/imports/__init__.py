"""A ledger that is imported (导入台账): read, looked at, put right, taken in whole."""
