using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Http;

internal enum Precondition
{
    Met,

    NotModified,

    Failed,
}

/// <summary>In the order of RFC 9110, 13.2.2. A date or a list that can't be read is no condition.</summary>
internal static class Preconditions
{
    /// <param name="modified">Null if unknown.</param>
    public static Precondition Evaluate(IHeaderDictionary headers, string tag, DateTimeOffset? modified)
    {
        if (headers.IfMatch.Count > 0)
        {
            if (!Names(headers.IfMatch, tag, strong: true)) return Precondition.Failed;
        }
        else if (Date(headers.IfUnmodifiedSince) is { } unmodified && modified > unmodified)
        {
            return Precondition.Failed;
        }

        // Takes precedence over If-Modified-Since, even if it can't be read.
        if (headers.IfNoneMatch.Count > 0) return Names(headers.IfNoneMatch, tag, strong: false) ? Precondition.NotModified : Precondition.Met;
        return Date(headers.IfModifiedSince) is { } since && modified <= since ? Precondition.NotModified : Precondition.Met;
    }

    /// <summary>True for <c>*</c> as well.</summary>
    private static bool Names(StringValues list, string tag, bool strong)
    {
        if (list.Count == 1 && list[0] == tag) return true;
        var ours = EntityTagHeaderValue.Parse(tag);
        return EntityTagHeaderValue.TryParseList(list, out var tags) && tags.Any(named => named.Equals(EntityTagHeaderValue.Any) || named.Compare(ours, strong));
    }

    private static DateTimeOffset? Date(StringValues header) =>
        header.Count == 1 && HeaderUtilities.TryParseDate(header[0], out var date) ? date : null;
}
