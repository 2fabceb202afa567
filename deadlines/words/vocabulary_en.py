"""The English words of the grammar; `lexicon` explains the rows. Wordings are separated by bars, in lower case."""

from __future__ import annotations

from typing import Final

from deadlines.words.lexicon import Meaning

MONTH_NAMES: Final = (
    "january|jan|janurary", "february|feb|febuary", "march|mar", "april|apr", "may", "june|jun", "july|jul",
    "august|aug|agust", "september|sept|sep|septmber", "october|oct|ocotber", "november|nov|novemeber",
    "december|dec|decemeber",
)  # fmt: skip
WEEKDAY_WORDS: Final = (
    "monday|mon|moday|munday", "tuesday|tue|tues|teusday|tuseday|tusday|tuesdy",
    "wednesday|wed|weds|wendesday|wensday|wednsday|wednesdy|wedensday",
    "thursday|thu|thur|thurs|thrusday|thurday|thursdy|thusday", "friday|fri|firday|fryday|fridy",
    "saturday|sat|saterday|satruday|saturdy", "sunday|sun|sundy|sunady",
)  # fmt: skip
# What a moment is called that is a limit, and what somebody is who has just been told.
LIMITS: Final = (
    "deadline", "due date", "closing date", "closing day", "cut off", "cutoff", "cut off date", "target date", "final date",
    "end date", "submission date", "hard stop", "time limit",
)  # fmt: skip
NOTICES: Final = (
    "this", "it", "this note", "this notice", "this message", "this email", "this letter", "this mail", "this memo",
    "this order", "this task", "this request", "my message", "my note", "my email",
)  # fmt: skip
PLURALS: Final = ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")

ENGLISH: Final[tuple[Meaning, ...]] = (
    ("DR", 0, "today|today's|tdy|tday|todays"),
    ("DR", 1, "tomorrow|tomorrow's|tomorrows|tmrw|tmr|tomorow|tommorow|tommorrow|tmw|tomoz|tomoro|tomorro|tmoro|tmrow"),
    ("DR", 2, "day after tomorrow|overmorrow|day after tmrw|day after tmr|the day after tomorrow|the day after tmrw"),
    ("DR", -1, "yesterday"),
    ("DRP", (-1, "evening"), "last night"),
    ("DR", -2, "day before yesterday"),
    ("NOW", None, "now"),  # no row reads it, but it is no foreign word either: by 4 now
    ("DRP", (0, "evening"), "tonight|tonite"),
    ("SAMETIME", None, "this time|same time|the same time"),
    ("SAMEDAYE", None, "same day|the same day"),
    *(("WD", number, names) for number, names in enumerate(WEEKDAY_WORDS)),
    *(("WDS", number, name) for number, name in enumerate(PLURALS)),
    *(("MON", number, names) for number, names in enumerate(MONTH_NAMES, start=1)),
    ("WE", None, "weekend|wkend|wknd"),
    ("WES", None, "weekends|wkends"),
    ("UH", "second", "seconds|sec|secs"),
    ("SECOND", 2, "second"),
    ("UH", "minute", "minute|minutes|min|mins"),
    ("UH", "hour", "hour|hours|hr|hrs"),
    ("UD", "day", "day|days|calendar day|calendar days"),
    ("UW", "week", "week|weeks|wk|wks"),
    ("UF", "fortnight", "fortnight|fortnights"),
    ("UM", "month", "month|months|calendar month|calendar months|mth|mths|mos"),
    ("UQ", "quarter", "quarter|quarters|qtr|qtrs"),
    ("UY", "year", "year|years|calendar year|calendar years|yr|yrs"),
    ("UDEC", "decade", "decade|decades"),
    ("WK", None, ("business day|business days|working day|working days|workday|workdays|work day|work days|"
                 "bank day|bank days|biz day|biz days|office day|office days|wkg day|wkg days")),
    ("WKH", None, "working hour|working hours|business hour|business hours|office hour|office hours|work hours"),
    ("WKD", None, "weekday|weekdays|wkday|wkdays"),
    ("TIMES", None, "time|times"),
    ("H", None, "half"),
    ("A", 1, "a|an|another"),
    ("THE", None, "the"),
    ("COUPLE", 2, "couple|couple of"),
    ("MORE", None, "more|additional|full|whole"),
    ("THIS", 0, "this|current"),
    ("NEXT", 1, "next|nxt|following|coming|upcoming"),
    ("LAST", -1, "last|final"),
    ("LAST", -2, "second to last|second last|2nd last|next to last|last but one|penultimate"),
    ("LAST", -3, "third to last|third last"),
    ("PREV", -1, "previous"),
    ("HY", 1, "first half"),
    ("HY", 2, "second half"),
    ("AP", "am", "am|a.m|a.m.|morning|in the morning|mornings"),
    ("AP", "pm", "pm|p.m|p.m.|afternoon|in the afternoon|afternoons|aft|arvo"),
    ("AP", "evening", "evening|in the evening|evenings|night|at night|nights"),
    ("CW", "noon", "noon|midday|noontime|lunchtime|lunch time"),
    ("LUNCHE", None, "lunch"),
    ("CW", "midnight", "midnight"),
    ("OCLOCK", None, "o'clock|oclock|o clock"),
    ("SHARP", None, "sharp|on the dot|on the button|prompt"),
    ("TOPHOUR", None, "top of the hour|the top of the hour"),
    ("CLOSE", None, ("cob|close of business|close of play|end of play|the end of play|cop|eob|end of business|"
                    "end of business day|"
                    "close of business day|end of working day|end of the working day|end of the business day|"
                    "end of work|knocking off time|end of office hours|closing time|close of work|end of workday|"
                    "end of the workday|end of business hours|end of the work day|the end of the working day")),
    ("EOD", None, "eod|end of day|end of the day|close of day|day is out|day is over"),
    ("OPEN", None, ("before work|start of the day|start of play|start of the working day|open of business|"
                    "start of business|sob|opening time|beginning of business|start of work|first thing|"
                    "1st thing|start of day")),
    ("EOWW", None, ("end of the working week|end of the work week|end of the workweek|end of the business week|"
                    "end of work week")),
    ("EOX", "week", ("eow|end of week|end of wk|end of the week|week out|week is out|week is over|week end|"
                    "week's end|close of the week")),
    ("EOX", "month", ("eom|end of month|end of mth|end of the month|month end|mth end|month out|month's end|"
                    "close of the month|month is out|month is over|month ends")),
    ("EOX", "quarter", ("eoq|end of quarter|end of the quarter|quarter end|quarter's end|close of the quarter|"
                    "quarter is out|quarter out|quarter ends")),
    ("EOX", "half-year", ("half year end|end of half year|end of the half year|half year's end|end of the half|"
                          "end of this half year")),
    ("EOX", "year", ("eoy|end of year|end of the year|year end|year's end|yearend|close of the year|"
                    "year is out|year out|year is over|year ends")),
    ("END", None, "end|ending|close|late"),
    ("STARTE", None, "start|beginning"),
    ("EARLYE", None, "early"),
    ("RESTE", None, "rest of|remainder of|remaining part of|what is left of"),
    ("WKOF", None, "week commencing|week beginning|week starting"),
    ("MIDE", None, "mid|middle"),
    ("OF", None, "of"),
    ("FOR", None, "for"),
    ("FREQ", ("HOURLY", 1), "hourly"),
    ("FREQ", ("DAILY", 1), "daily|everyday|nightly"),
    ("FREQ", ("WEEKLY", 1), "weekly"),
    ("FREQ", ("WEEKLY", 2), "biweekly|bi weekly|fortnightly"),
    ("FREQ", ("MONTHLY", 1), "monthly"),
    ("FREQ", ("MONTHLY", 2), "bimonthly|bi monthly"),
    ("FREQ", ("MONTHLY", 3), "quarterly"),
    ("FREQ", ("MONTHLY", 6), "semi annually|semiannually|half yearly|biannually|twice a year"),
    ("FREQ", ("YEARLY", 1), "yearly|annually"),
    ("EVERY", None, "every|each|each and every|every single"),
    ("OTHER", 2, "other"),
    ("OTHER", 2, "alternate|alternating"),
    ("ONCE", None, "once"),
    ("PER", None, "per"),
    ("HUNDRED", 100, "hundred"),
    ("DOZEN", 12, "dozen"),
    ("EXCEPT", None, "except|except on|but not"),
    ("X", None, "black friday|casual friday|good friday|ash wednesday|cyber monday|super tuesday"),
    ("X", None, "sunday times|may fourth movement"),
    ("TWICEM", None, "twice a month|twice monthly|two times a month"),
    ("X", None, "saturday night live"),
    ("X", None, "twice a day|twice a week|times a day|times a week|times a month|march of"),
    ("JIE", None, "holiday|holidays|public holiday|bank holiday"),
    ("AND", None, "and|n|&|plus"),
    ("IN", None, "in"),
    ("WITHINE", None, "within|inside|in under|in less than|in no more than|in at most|within at most|over|during"),
    ("LATER", None, "later|from now|hence"),
    ("AGO", None, "ago"),
    ("FROM", None, "from|between|starting"),
    ("TO", None, "to"),
    ("TILL", None, "till|until|til|through|thru|up to|up until"),
    ("AT", None, "at|@|on or about|on or around|on or near|around|about|approx|approximately|exactly"),
    ("ON", None, "on"),
    ("PASTE", None, "past"),
    ("AFTERE", None, "after"),
    ("BEF", None, ("before|prior to|ahead of|before we break for|before we break up for|before we close for|"
                  "before we shut for")),
    ("BY", None, ("by|on or before|due|due by|due on|due in|due at|deadline|deadline is|"
                 "the deadline is|the deadline|ddl|needed by|complete by|expires|expires on|"
                 "latest by|is due|as of|deadline of|by latest|at the latest by|due date|due date is|by no later than|"
                 "not after")),
    ("BY", "strong", "no later than|not later than|nlt"),
    ("LATEST", None, "at most|at the most|at the latest|latest|at latest|or before|or earlier|or sooner|max|tops"),
    ("LATEST", None, "|".join(
        f"{lead} {whose} {limit}"
        for lead in ("as", "is", "will be", "to be", "be")
        for whose in ("the", "our", "your", "my", "a", "its", "their")
        for limit in LIMITS
    )),
    ("LATEST", None, "|".join(f"the {limit}" for limit in LIMITS if limit != "deadline")),
    ("BY", None, "|".join(f"{limit} {verb}" for limit in LIMITS if limit != "deadline" for verb in ("is", "will be", "on"))),
    ("BY", None, "|".join(f"the {limit} {verb}" for limit in LIMITS for verb in ("is", "will be", "for this is"))),
    ("LATER", None, "|".join(
        f"from {moment} you {verb} {thing}"
        for moment in ("when", "the day", "the time", "the moment", "the date")
        for verb in ("get", "receive", "read", "see", "got")
        for thing in NOTICES
    )),
    ("LATER", None, "|".join(
        f"{lead} {thing}"
        for lead in ("from receipt of", "of receipt of", "after receipt of", "of receiving", "from receiving",
                     "after receiving", "of getting", "after getting", "after you get", "after you receive",
                     "from the receipt of")
        for thing in NOTICES
    )),
    ("LATEST", None, "is the last day to|is the last day for|as the last day|as the last date|as the final day"),
    ("LEFT", None, "left|remaining"),
    ("NOUN", None, "floor|floors|street|avenue|edition|anniversary|birthday|grade|page|chapter|item|row|place|century"),
    ("NOUN", None, "draft|round|version|copy|slide|section|paragraph|attempt|try|person|team|batch|phase|stage"),
    ("OR", None, "or"),
    ("OH", None, "oh"),
    ("BACKE", None, "back|back at work|back in the office|back to work"),
    ("NOTBY", None, "never|no earlier than|not earlier than|not before|no sooner than|not until|since|ever since"),
    ("CORR", None, "make that|no make that|i mean|scratch that|correction|or rather|sorry i mean"),
    ("CORR", None, "no wait|wait no|actually make it|make it|oops"),
    ("NOTBY", None, "at least|no less than|other than"),
    ("PRIOR", None, "prior|beforehand|in advance|ahead|ahead of time|earlier"),
    ("POLITE", None, "please|pls|thanks|thank you|thx|ok|okay|kindly"),
    ("TSEP", None, "t"),
)  # fmt: skip

# Single letters that are units only when they stand right behind a number: 3d, 2w, 90m, 1y, 9a, 3:20p.
LETTERS: Final = {
    "d": ("UD", "day"), "w": ("UW", "week"), "y": ("UY", "year"), "h": ("HLETTER", "hour"), "m": ("UH", "minute"),
    "s": ("UH", "second"), "a": ("AP", "am"), "p": ("AP", "pm"), "mo": ("UM", "month"), "mos": ("UM", "month"),
    "bd": ("WK", None), "wd": ("WK", None), "nn": ("AP", "noon"), "mn": ("AP", "evening"),
}  # fmt: skip
