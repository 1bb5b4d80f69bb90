from rest_framework.response import Response

from ..links import Links
from ..records.root import RootRecord
from .base import ApiView


class Root(ApiView):
    operation = "root"
    tag = "部门与清单"
    summary = "全部入口"
    explanation = "各组数据和说明的地址。"
    record = RootRecord
    errors = (400,)

    def get(self, request):
        links = Links(request)
        return Response({name: links.lasting(f"api:{name}") for name in RootRecord().fields})
