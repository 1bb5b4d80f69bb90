"""Words that people ask with and that say nothing of the matter."""

import re

_QUESTION = """
请问一下 请问 我想问一下 我想问问 想问一下 想问问 想问 我想知道 想知道 我想咨询 想咨询 咨询一下 打听一下 问一下 问下
怎么处理 怎么解决 怎么弄 怎么搞 怎么办理 怎么办 咋整 咋办 咋个 咋搞 怎么 怎样 如何 何搞 搞么子 么子 么里
去哪里办 在哪里办 到哪里办 去哪办 在哪办 去哪里 在哪里 到哪里 往哪里 向哪里 从哪里 哪里 去哪儿 在哪儿 到哪儿 哪儿 去哪 到哪 哪块
哪个单位 哪个部门 哪个局 哪个机关 哪家单位 哪些部门 哪几个部门 什么部门 什么单位 哪个地方 哪个 哪些 哪家 哪边 哪天 哪一个 哪
该找谁 找谁管 归谁管 归哪个管 归哪管 谁来管管 谁来管 谁管 由谁管 谁负责 由谁负责 谁来 向谁 找谁 跟谁 归谁 谁家 谁
归口 归不归 管不管 管不 有人管吗 有人管不 有没有人管 有没有人 有没有 有冇得 有冇 冇得 是不是 能不能 可不可以 要不要 会不会 该不该 可以吗
该怎么 应该 应当 需要 可以 什么时候 什么样 什么 多久 多少钱 为什么 为啥 啥
你好 您好 谢谢 领导 麻烦 希望 盼望 拜托 劳驾 求助 急急急 尽快 解决一下 给个说法 回复
这种事 这个事 这件事 这样的事 这种情况 这个情况 的事情 的问题 情况
这个 那个 这种 那种 这样 那样 咯个 咯种 咯样 咯些 咯 我们 我家 我屋里 我 你们 他们 人家 一个 一下 一些 现在 最近 已经 还是 就是 但是 因为 所以 如果 或者 以及 然后 一直 总是 每天 天天
了吗 吗 呢 吧 啊 呀 哦 哎 嘛 啦 咧 噻
"""
_PATTERN = re.compile("|".join(sorted(map(re.escape, _QUESTION.split()), key=len, reverse=True)))


def without_filler(folded):
    """The text with filler turned into blanks; the whole text if nothing else is left."""
    return folded if is_filler(folded) else _PATTERN.sub(" ", folded).strip()


def is_filler(folded):
    """Whether a text says nothing of any matter."""
    return not re.search(r"\w", _PATTERN.sub(" ", folded))
