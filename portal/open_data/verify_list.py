import hashlib
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)
claimed = document["edition"]["digest"]
outside = {"department": ["slug", "order"], "edition": ["digest", "effective_to", "cancelled"]}
for part, names in outside.items():
    for name in names:
        document[part].pop(name, None)
text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
computed = hashlib.sha256(text.encode()).hexdigest()
print("相符" if computed == claimed else "不符", computed)
