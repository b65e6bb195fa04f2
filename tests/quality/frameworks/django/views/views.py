"""Views of Django: sync ones get a thread under ASGI."""
import requests
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.views import View


def plain(request: HttpRequest) -> JsonResponse:
    requests.get("https://upstream")  # silent: blocking
    return JsonResponse({"users": User.objects.count()})  # silent: blocking


async def mixed(request: HttpRequest) -> JsonResponse:
    requests.get("https://upstream")  # expect: blocking-http
    await sync_to_async(plain)(request)
    return JsonResponse({"users": await User.objects.acount()})  # silent: blocking


class Users(View):
    async def get(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse({"users": list(User.objects.all())})  # expect: blocking-database
