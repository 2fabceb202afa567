"""What touches Telegram and the outside: updates in, messages out."""
