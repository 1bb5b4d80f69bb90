from dataclasses import dataclass, field

#: How many names a sentence gives before it says 等.
NAMED = 6
WORDS = {"bad": "不符", "look": "留意", "wait": "未到", "good": "符合"}


@dataclass(frozen=True)
class Check:
    """What a check found, in one sentence. ``state`` is one of WORDS.

    ``places`` are the entries that it speaks of (pairs of anchor and label).
    """

    name: str
    state: str
    sentence: str
    places: list = field(default_factory=list)

    @property
    def word(self):
        return WORDS[self.state]


def listing(names):
    """Names as a sentence gives them: some of many."""
    names = list(names)
    return "、".join(names[:NAMED]) + (f"等 {len(names)} 个" if len(names) > NAMED else "")
