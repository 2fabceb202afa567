"""The measure: a stock python-telegram-bot that says what it is told and stores nothing.

`python -m benchmarks.lean.echo URL [--concurrent]`
"""

from __future__ import annotations

import sys
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from benchmarks.lean.server import TOKEN


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer with the same words."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def main(url: str, *, concurrent: bool) -> None:
    """Poll until stopped."""
    builder: Any = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    application = builder.concurrent_updates(concurrent).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], concurrent="--concurrent" in sys.argv)
