import hashlib
import json
import sys

previous, length = None, 0
with open(sys.argv[1], encoding="utf-8") as file:
    for length, line in enumerate(file, start=1):
        event = json.loads(line)
        digest = event.pop("digest")
        text = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            sys.exit(f"第 {length} 行：内容与摘要不符。")
        if previous is not None and event["previous_digest"] != previous:
            sys.exit(f"第 {length} 行：与上一行不相连。")
        previous = digest
print(f"相符：{length} 条，最后的摘要 {previous}")
