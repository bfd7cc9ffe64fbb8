"""What a page is when it holds no article: judged by its address, length and the few words that such pages have."""

import re

from tracker.model import PageQuality, Unreadable

#: Below this many characters a page's main text is looked at twice.
SHORT = 600
#: Below this there is nothing to read.
LEAST = 80

SIGNS: tuple[tuple[PageQuality, re.Pattern[str], str], ...] = (
    (
        PageQuality.BLOCK_PAGE,
        re.compile(
            r"captcha|are you a (?:human|robot)|unusual traffic|access (?:to this page )?(?:has been |is )?denied|"
            r"verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|(?:enable|turn on) javascript|"
            r"request (?:was |has been )?blocked",
            re.IGNORECASE,
        ),
        "the site shows a block page instead of the article",
    ),
    (
        PageQuality.CONSENT_PAGE,
        re.compile(
            r"before you continue|we value your privacy|(?:accept|manage) (?:all )?cookies|your consent|"
            r"our partners (?:store|use)",
            re.IGNORECASE,
        ),
        "the site asks for consent before it shows the article",
    ),
    (
        PageQuality.SOFT_404,
        re.compile(
            r"(?:page|article|story) (?:you (?:requested|are looking for) )?"
            r"(?:could not be|cannot be|was not|isn't|not) (?:found|available)|"
            r"no longer (?:available|exists)|\b404\b|does not exist",
            re.IGNORECASE,
        ),
        "the page says that the article isn't there, with status 200",
    ),
    (
        PageQuality.PAYWALL_STUB,
        re.compile(
            r"subscribe (?:now |today )?to (?:continue|read|unlock)|(?:to )?continue reading|subscribers? only|"
            r"already a subscriber|for subscribers|sign in to read|log in to read",
            re.IGNORECASE,
        ),
        "only the beginning is free to read (paywall)",
    ),
)


def page_trouble(text: str, *, title: str, paid: bool) -> Unreadable | None:
    """Why this main text is no article; None if it is one. `paid` is the page's own word (JSON-LD)."""
    if len(text) < SHORT:
        for quality, sign, detail in SIGNS:
            if sign.search(f"{title}\n{text}"):
                return Unreadable(quality=quality, detail=detail)
        if paid:
            return Unreadable(quality=PageQuality.PAYWALL_STUB, detail="only the beginning is free to read (paywall)")
    if len(text) < LEAST:
        return Unreadable(quality=PageQuality.EMPTY, detail="the page holds no text that can be read as an article")
    return None
