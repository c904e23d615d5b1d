using BackSpasmSite.Content;

namespace BackSpasmSite.Http;

/// <summary>
/// Read once for each request, so that a page, its ETag and the hash of its stylesheet come from the same edition even if another is
/// published meanwhile.
/// </summary>
internal static class RequestEdition
{
    /// <summary>Null until the first edition is published.</summary>
    public static Edition? Of(HttpContext context, CurrentEdition current)
    {
        if (context.Features.Get<Edition>() is { } read) return read;
        if (current.Edition is { } now) context.Features.Set(now);
        return context.Features.Get<Edition>();
    }
}
