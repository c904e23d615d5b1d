namespace BackSpasmSite.Telemetry;

/// <summary>What a request is for, in one of a few words, however many addresses strangers make up.</summary>
internal static class RequestKind
{
    public static string Of(HttpRequest request)
    {
        var path = (request.Path.Value ?? "").Trim('/');
        return path.Split('/', 4) switch
        {
            [""] => "home",
            ["articles"] => "list",
            ["articles", _] => "article",
            ["articles", _, _] => "export",
            ["topics" or "people" or "corrections", ..] => "list",
            ["papers", ..] => "paper",
            ["search", ..] => "search",
            ["feedback", ..] => HttpMethods.IsPost(request.Method) ? "report" : "receipt",
            ["images", ..] => "image",
            ["editor", ..] => "desk",
            ["healthz", ..] => "health",
            [".well-known", ..] or ["feed.xml" or "sitemap.xml" or "robots.txt" or "opensearch.xml"] => "machine",
            [var file] when Path.HasExtension(file) => "asset",
            [_] => "page",
            _ => "other",
        };
    }
}
