"""取全部公共服务事项，一行一条。"""

import json
from urllib.request import urlopen

address = "http://127.0.0.1:8000/api/v1/services?page_size=200"
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    for service in page["results"]:
        print(service["department"]["short_name"], service["code"], service["name"])
    address = page["next"]
