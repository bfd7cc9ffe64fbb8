"""What a page is when it holds no article: judged by its title, its length and the few sentences such pages have.

A short report may well say that an annex "does not exist" or that aid was denied access: a sign is therefore a title
in full, or a sentence that only a site says of itself.
"""

import re

from tracker.model import PageQuality, Unreadable

#: Below this many characters a page's main text is looked at twice.
SHORT = 600
#: Below this there is nothing to read.
LEAST = 80
#: Where the last lines of a text begin, counted from its end.
TAIL = 300
#: As much of the page around the text is looked at, where there is hardly any text.
AROUND = 2_000
#: What a person can do about each of them.
REMEDY = "open it in a browser, save its text in a file, and add it (claimwatch add) or follow it"


def _signs(titles: str, sentences: str) -> re.Pattern[str]:
    # A title may end in the outlet's name.
    return re.compile(rf"\A(?:{titles})(?: [|–—-] .*|\W*)$|{sentences}", re.IGNORECASE | re.MULTILINE)


PAYWALL = _signs(
    "subscribers? only",
    r"(?:subscribe|sign in|log in|register)(?: now| today| here)? to (?:continue|read|unlock)|"
    r"(?:to|^) ?continue reading|(?:for|are) subscribers? only|already a subscriber|(?:is|are|article) for subscribers",
)
SIGNS: tuple[tuple[PageQuality, re.Pattern[str], str], ...] = (
    (
        PageQuality.BLOCK_PAGE,
        _signs(
            r"access denied|attention required.*|just a moment|(?:error )?403(?:\W+forbidden)?|forbidden|"
            r"robot check|security check",
            r"captcha|are you a (?:human|robot)|unusual traffic from|verify(?:ing)? (?:that )?you are (?:a )?human|"
            r"access to this (?:page|site|website) (?:has been|is|was) (?:denied|blocked)|"
            r"permission to (?:access|view) (?:this|.{0,80}on this server)|checking your browser|"
            r"(?:enable|turn on) javascript|(?:your|this) request (?:was |has been )?blocked",
        ),
        "the site shows a block page instead of the article",
    ),
    (
        PageQuality.CONSENT_PAGE,
        _signs(
            "before you continue.*",
            r"we value your privacy|before you continue to|(?:accept|manage) (?:all )?cookies|"
            r"our partners (?:store|use)",
        ),
        "the site asks for consent before it shows the article",
    ),
    (
        PageQuality.SOFT_404,
        _signs(
            r"(?:error )?404(?: error)?(?:\W+(?:page )?not found)?|(?:page |article |story )?not found",
            r"(?:page|article|story) (?:that )?(?:you(?:'re| are| were)? (?:requested|looking for|trying to reach) )?"
            r"(?:could not be|can(?:no|')t be|was not|is not|isn't|not) (?:found|available)|"
            r"(?:this|the|that) (?:page|article|story|address) (?:is )?no longer (?:available|exists)|"
            r"(?:this|the|that) (?:page|address) (?:does not|doesn't) exist|error 404|404 (?:error|not found)",
        ),
        "the page says that the article isn't there, with status 200",
    ),
    (PageQuality.PAYWALL_STUB, PAYWALL, "only the beginning is free to read (paywall)"),
)


def page_trouble(text: str, *, title: str, around: str, paid: bool) -> Unreadable | None:
    """Why this main text is no article; None if it is one.

    `around` is everything visible on the page; `paid` is the page's own word (JSON-LD).
    """
    if len(text) < SHORT:
        looked_at = text if len(text) >= LEAST else around[:AROUND]
        for quality, sign, detail in SIGNS:
            if sign.search(f"{title}\n{looked_at}"):
                return Unreadable(quality=quality, detail=f"{detail}: {REMEDY}")
    if paid and (len(text) < SHORT or PAYWALL.search(text[-TAIL:])):
        detail = f"only the beginning is free to read (paywall): {REMEDY}"
        return Unreadable(quality=PageQuality.PAYWALL_STUB, detail=detail)
    if len(text) < LEAST:
        detail = f"the page holds no text that can be read as an article: {REMEDY}"
        return Unreadable(quality=PageQuality.EMPTY, detail=detail)
    return None
