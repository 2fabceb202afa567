"""What an office can set, with the defaults of behaviour.md section 4, as frozen values the rules are given."""
