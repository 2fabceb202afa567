"""Which small facts about the deployment are kept."""

from __future__ import annotations

from enum import StrEnum


class MetaKey(StrEnum):
    """The small facts about the deployment."""

    CALENDAR = "calendar"  # the working calendar as it was at the last start
    CALENDAR_BEFORE = "calendar-before"  # the one before, while what was counted on it is counted again
    CLAIM = "claim"  # the hash of the secret that makes its bearer the owner
    CLOSINGS = "closings"  # the months whose account is closed later than usual, and when
    DIGEST = "digest"  # of a team: when its last digest was made
    HINTED_TEAM = "hinted-team"  # of a team: the hints it was given, each with the message it stands in
    HOLDS = "holds"  # the lanes Telegram told to wait, and until when
    INLINE_MODE = "inline_mode"  # whether BotFather has switched it on
    MENUS = "menus"  # the command menus as they were when everybody was given theirs
    POINTS = "points"  # the tables of points the office had, each with since when
    PRIVACY_MODE = "privacy_mode"  # whether the bot sees only some of a group's messages
    RECOUNTED = "recounted"  # up to which task open ones are counted again on another calendar
    RECOUNT_MOVED = "recount-moved"  # of a member: how many deadlines moved, and the first of them
    RECOUNT_TOLD = "recount-told"  # all are counted; up to which member people are told
    REFUSED = "refused"  # of a member: the message of theirs that was refused last
    ROUND = "round"  # of a team: whose turn it was last to answer what was raised
    TOPICS = "topics"  # whether BotFather lets private chats with the bot have topics
    SILENCED = "silenced"  # of a team: since when the bot may not write in its group
    YEARS = "years"  # those of the working calendar as they were worked out, after what they were made of
    UNREACHED = "unreached"  # the members who could not be written to at the last daily look
    UNKNOWN_OUTCOMES = "unknown-outcomes"  # how many answers were lost
