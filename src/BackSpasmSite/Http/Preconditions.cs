using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Http;

internal enum Precondition
{
    Met,

    NotModified,

    Failed,
}

/// <summary>The conditions of a request, evaluated in the order of RFC 9110, 13.2.2. A date or a list that can't be read is no condition.</summary>
internal readonly record struct Preconditions(StringValues IfMatch, StringValues IfUnmodifiedSince, StringValues IfNoneMatch, StringValues IfModifiedSince)
{
    public static Preconditions In(IHeaderDictionary headers) => new(headers.IfMatch, headers.IfUnmodifiedSince, headers.IfNoneMatch, headers.IfModifiedSince);

    /// <param name="modified">Null if unknown.</param>
    public Precondition Evaluate(string tag, DateTimeOffset? modified)
    {
        if (IfMatch.Count > 0)
        {
            if (!Names(IfMatch, tag, strong: true)) return Precondition.Failed;
        }
        else if (Date(IfUnmodifiedSince) is { } unmodified && modified > unmodified)
        {
            return Precondition.Failed;
        }

        // Takes precedence over If-Modified-Since, even if it can't be read.
        if (IfNoneMatch.Count > 0) return Names(IfNoneMatch, tag, strong: false) ? Precondition.NotModified : Precondition.Met;
        return Date(IfModifiedSince) is { } since && modified <= since ? Precondition.NotModified : Precondition.Met;
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
