"""What a load balancer asks before it sends anybody here."""

import psycopg
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.kernel.permissions.access import everyone


@everyone
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 where this process answers and its database takes orders; 503 with the reason where it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery()")
            ((only_reads,),) = cursor.fetchall()
    except (DatabaseError, InterfaceError, psycopg.Error):
        return JsonResponse({"status": "down", "database": "does not answer"}, status=503)
    if only_reads:
        return JsonResponse({"status": "down", "database": "only reads"}, status=503)
    return JsonResponse({"status": "ok", "database": "writes"})
