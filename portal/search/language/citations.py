"""Legal bases in texts and queries: document numbers, orders, register numbers, titles.

Each is one token, so that an exact citation is found exactly, in whatever brackets it stands.
"""

import re
from collections import defaultdict

from .matching import WordFinder, blanked
from .text import bare

#: 湘政办发〔2014〕7号 in any brackets or none; the issuer's characters, the year, the number.
_NUMBER = re.compile(
    r"([\u3400-\u9fff]{1,12}?)\s*(?:"
    r"[\[(\u3010\u3014{]\s*((?:19|20)\d\d)\s*[\])\u3011\u3015}]\s*第?\s*0*(\d{1,4})(?:\s*号)?"
    r"|((?:19|20)\d\d)\s*[-年 ]?\s*第?\s*0*(\d{1,4})\s*号)"
)
_ORDER = re.compile(r"([\u3400-\u9fff]{1,12}令)\s*[\[(\u3010\u3014]?\s*第?\s*(\d{1,4})\s*号")
#: HNPR-2013-01004, the number under which a document is registered.
_REGISTERED = re.compile(
    r"([a-z]{2,6})\s*[-\u2010-\u2015]+\s*(\d{4})\s*[-\u2010-\u2015]+\s*(\d{3,6})"
)
_TITLE = re.compile(r"《([^《》]{2,60})》")
#: Introduces an issuer without being part of it.
_BEFORE_ISSUER = re.compile(".*[按照据和与及的见由了查看问]")
_ENDING = re.compile("(?:法|条例|规定|办法|决定|意见|细则|通知|方案|纲要|规程|标准|解释)$")
#: 统计法 is no statute in 统计法制, 统计法规.
_GOES_ON = re.compile("[制规治律院定人庭官]")
#: A title without brackets must be at least this part of what was asked to be meant as one.
_MOSTLY = 0.4


def cited(folded):
    """What a folded text cites (list of tokens)."""
    tokens = [
        f"#{_BEFORE_ISSUER.sub('', issuer) or issuer}{year}-{number}"
        for issuer, year, number, _ in _numbers(folded)
    ]
    tokens += [f"@{'-'.join(parts)}" for parts in _REGISTERED.findall(folded)]
    return tokens + [_title_token(title) for title in _TITLE.findall(folded)]


def _numbers(folded):
    """(issuer, year, number, place in the text) of each numbered document; an order has no year."""
    for match in _NUMBER.finditer(folded):
        issuer, *numbers = match.groups()
        year, number = (found for found in numbers if found)
        yield issuer, year, number, match.span()
    for match in _ORDER.finditer(folded):
        yield match[1], "", match[2], match.span()


def _title_token(title):
    plain = bare(title)
    return "《" + (re.sub("^中华人民共和国|(?:试行|暂行)$", "", plain) or plain)


class Citations:
    """The citations known in a district's lists, to be found in queries."""

    def __init__(self, tokens):
        self._tokens = frozenset(tokens)
        self._titles = sorted(token[1:] for token in self._tokens if token[0] == "《")
        self._finder = WordFinder(frozenset(self._titles))
        self._issuers = defaultdict(list)
        for token in sorted(self._tokens):
            if parts := re.fullmatch(r"#(\D*)((?:\d{4})?-\d+)", token):
                self._issuers[parts[2]].append(parts[1])

    def find(self, folded):
        """(tokens of what a query cites, whether it cites what nothing here does, the rest).

        A title counts without brackets too, where it is most of what was asked.
        """
        found, unknown, spans = [], False, []
        for issuer, year, number, span in _numbers(folded):
            tokens = self._numbered(issuer, f"{year}-{number}")
            # An issuer that ends otherwise may be any words before a year: 我们2014年7号.
            unknown |= not tokens
            found += tokens
            spans += [span] if tokens else []
        for match in _REGISTERED.finditer(folded):
            token = f"@{'-'.join(match.groups())}"
            unknown |= token not in self._tokens
            found += [token] if token in self._tokens else []
            spans.append(match.span())
        for match in _TITLE.finditer(folded):
            tokens = self._titled(_title_token(match[1])[1:])
            unknown |= not tokens
            found += tokens
            spans += [match.span()] if tokens else []
        rest = blanked(folded, spans)
        if not found:
            found = self._bare_title(bare(folded))
        return tuple(dict.fromkeys(found)), unknown and not found, rest

    def _numbered(self, issuer, number):
        known = self._issuers.get(number, ())
        return [f"#{one}{number}" for one in known if issuer.endswith(one) or one.endswith(issuer)]

    def _titled(self, title):
        if f"《{title}" in self._tokens:
            return [f"《{title}"]
        return [f"《{known}" for known in self._titles if title in known][:3]

    def _bare_title(self, asked):
        for start, stop in self._finder.spans(asked, shortest=3):
            title = asked[start:stop]
            is_whole = _ENDING.search(title) and not _GOES_ON.match(asked, stop)
            if is_whole and len(title) >= _MOSTLY * len(asked):
                return [f"《{title}"]
        if len(asked) >= 5 and _ENDING.search(asked):
            return self._titled(_title_token(asked)[1:])
        return []
