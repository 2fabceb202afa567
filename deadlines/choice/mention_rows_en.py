"""What only mentions a time in English, as rows: facts as of a day, what others said, hours, limits of other things."""

from __future__ import annotations

import re
from typing import Final

from deadlines.choice.mention_rows import ANY, LENGTHS, MOMENTS, Mention
from deadlines.spec import Clock, Day, Point, Range, Repeat

like: Final = re.compile
_NUMBERS: Final = (
    "data|figures?|numbers?|stats|statistics|results|totals?|counts?|updated|accurate|current|"
    "headcount|balances?|sales|revenue"
)
_PAST: Final = (
    "left|crashed|came|went|arrived|failed|broke|happened|missed|stopped|died|fell|got|had|was|were|"
    "quit|called|ran|lost|dropped|"
    "forgot|started|ended|froze|hung|leaked|shut|closed|signed out|logged out|sent|paid"
)
_UNDONE: Final = r"\b(?:please|must|needs? to|due|deadline)\b"
FACTS: Final = (
    Mention(MOMENTS, like(r"\bas (?:of|at)(?: the)? $")),
    Mention(MOMENTS, like(rf"\b(?:{_NUMBERS})\b[^,;]{{0,20}}\b(?:through|thru|to|until|till|up to|ending)(?: the)? $")),
    Mention(MOMENTS, like(r"\b(?:up to|until|till|through|thru)(?: the)? $"), gone=True),
    Mention((Day, Point), like(r"\b(?:from|since|of)(?: the)? $"), gone=True),  # the receipt from 3 November
    Mention(MOMENTS, None, like(r" (?:was|were|stood|came|had|total?led|reached)\b"), gone=True),
    Mention(MOMENTS, like(rf"\b(?:{_PAST})\b"), None, like(_UNDONE), past=True),
    Mention(MOMENTS, None, like(rf"[^,;.]{{0,40}}\b(?:{_PAST})\b"), like(_UNDONE), past=True),
)
# What makes a clause an order or a demand, whoever is quoted in it.
_DEMAND: Final = (
    r"\b(?:please|must|needs?|needed|ha(?:ve|s) to|should|wants?|asked|asks|requires?|required|"
    "requests?|requested|demands?|deadline|due|"
    r"(?:us|you|me|them|him|her) to|make sure|ensure)\b"
)
_OWN: Final = (
    r"^\W*(?:and |but |so |as )?(?:i|we|you)(?:'ve|'d| have| had)? (?:said|say|told|promised|mention|"
    "plan|expect|hope)"
)
_SAYS: Final = (
    "(?:said|says|told (?:us|me|them|him|her|everyone)|promise[sd]?|mention(?:s|ed)|claim(?:s|ed)|"
    "announced|guarantee[sd]|"
    "warned|reckons?|wrote|indicated|confirmed|expects?|hopes|plans|estimates?d?|thinks|believes|"
    "vowed|assured (?:us|me)|texted|emailed)"
)
_SUBJECT: Final = (
    r"^\W*(?:(?:and|but|so|fyi|hi|ok) )?(?:the |our |my |a |"
    r"their )?[\w.&'-]+(?: (?!to\b)[\w.&'-]+){0,3}?"
)
_NO_ARTICLE: Final = r"(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bour)(?<!\bmy)(?<!\ball)(?<!\bany)(?<!\bwhat)(?<!\bas)"
SPEECH: Final = (
    Mention(
        ANY,
        like(rf"{_SUBJECT}{_NO_ARTICLE} (?:has |have |had )?(?:already |just )?{_SAYS}\b(?= \w+ \w| \w{{4,}} )[^;]*$"),
        None,
        like(f"{_DEMAND}|{_OWN}"),
    ),
)
_STATE: Final = (
    r"\b(?:school|schools|offices?|class(?:es)?|college|university|courts?|nursery) (?:is|are|will be) (?:out|off)\b|"
    r"\b(?:is|are|be|stays?|remains?) (?:\w+ )?(?:closed|open|served|staffed|available|manned|shut|off)\b|"
    r"\b(?:opens|runs|operates|lasts|closes|shuts)\b|\bhours\b|\b(?:open|closed) (?:from|daily)\b"
)
_ORDER: Final = r"\b(?:please|must|submit|send|finish|complete|deadline|due)\b"
HOURS: Final = (
    Mention((Range,), like(rf"(?:{_STATE})[^.;]{{0,24}}$"), None, like(_ORDER), unmarked=True),
    Mention((Clock, Point), like(rf"(?:{_STATE}) (?:from )?$"), like(r" ?(?:to|-|until|till)\b"), like(_ORDER)),
    Mention((Range, Clock, Point), like(r"\bhours\b[^.;]{0,40}$"), None, like(_ORDER), unmarked=True, wide=True),
    Mention(
        (Repeat, Day, Point, Clock),
        like(rf"(?:{_STATE})[^.;]{{0,10}}(?:\bto |-|\d) ?(?:on |at )?$"),
        None,
        like(_ORDER),
    ),
)
_SIZED: Final = (
    r"\b(?:keep|limit|hold|make|cut|trim|shorten|reduce|extend|set|increase|change|raise|lower|"
    "squeeze|compress|edit|bring|boil)"
    r"(?! (?:me|us|them|him|her)\b)\b[^,;.]{1,40}"
)
SIZES: Final = (
    Mention(LENGTHS, like(rf"{_SIZED}\b(?:to|under|below|at|within|down to|up to|from)(?: a| about)? $")),
    Mention(LENGTHS, like(rf"{_SIZED} $"), like(r"(?: or less| max| long| tops)"), unmarked=True),
    Mention(LENGTHS, like(r"\b(?:under|over|below|above|exceeding|longer than|shorter than) $"), unmarked=True),
)
_CLAUSE_OF: Final = "policy|clause|rule|promise|guarantee|window|provision|requirement|terms?|wording|sla|notice period"
CONTENT: Final = (
    Mention(ANY, None, like(rf"(?: (?!the\b|a\b|an\b|our\b|your\b|their\b|this\b|that\b)[\w-]+)? (?:{_CLAUSE_OF})\b")),
    Mention(ANY, None, like(r" (?:means?|stands? for|refers? to)\b")),
)
# A clause that says how things are, with the deed in the next: the lift is out from 1 to 5 December, warn the tenants.
_THEN_DO: Final = like(
    r"[,;.]? ?(?:(?:please|so|and|then|kindly|just) )*"
    r"(?:warn|tell|post|print|update|add|put|write|draft|note|plan|check|find|make|send|let|"
    r"inform|notify|remind|explain|chart|clear|get|ask|call|prepare|move|change|mark|list|include|track|book|recount|arrange|keep|hang)\b"
)
_BEARING: Final = like(
    r".*\b(?:is|are|was|were|has|had|says?|said|takes?|will|runs?|serves?|shows?|lasts?|opens?|closes?|costs?|stays?|gets?)\b"
)
_OPENS: Final = r"\b(?:opens?|closes?|shuts?|starts?|begins?|departs?|arrives?|kicks off)\b[^,;.]{0,12}$"
STATES: Final = (
    Mention((Clock, Point, Day), like(_OPENS), None, like(_DEMAND), unmarked=True, then=_THEN_DO, doubt=True),
    Mention((Range, *LENGTHS), None, None, like(_DEMAND), unmarked=True, then=_THEN_DO, whole=_BEARING, doubt=True),
)
_NEEDED: Final = r"\b(?:needed|required|expected|requested|wanted|due|planned|scheduled|to be)\b"
STORIES: Final = (
    Mention(
        MOMENTS,
        like(
            rf"^\W*(?:(?:and|but) )?(?:he|she|they|it|someone|somebody|nobody|everyone|"
            rf"the [\w-]+(?: [\w-]+)?) (?:\w+ly )?(?:{_PAST})\b"
        ),
        None,
        like(f"{_NEEDED}|{_DEMAND}"),
    ),
    Mention(
        MOMENTS,
        like(rf"\b(?:who|why|whether|how many|if anyone|when)\b[^,;]{{0,24}}\b(?:{_PAST}|didn't|did not)\b"),
        None,
        like(r"\bplease\b"),
    ),
)
ENGLISH: Final = (*FACTS, *SPEECH, *HOURS, *SIZES, *CONTENT, *STATES, *STORIES)
