"""Headers that every answer carries."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)


def content_security_policy(get_response):
    """Only our own files, no inline script or style. The admin's pages need inline styles."""

    def middleware(request):
        response = get_response(request)
        policy = POLICY
        if request.path.startswith("/admin/"):
            policy = policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        response.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def keep_private(get_response):
    """What a signed-in person sees is never kept by a shared cache, nor after signing out.

    Storage holds answers that could not be sent (static/js/sheet.js).
    """

    def middleware(request):
        was_signed_in = request.user.is_authenticated
        response = get_response(request)
        if was_signed_in:
            response.setdefault("Cache-Control", "private, no-cache")
            if not request.user.is_authenticated:
                response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware
