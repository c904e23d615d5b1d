using System.Globalization;

namespace BackSpasmSite.Feeds;

/// <summary>A day as machines read it (ISO 8601), such as <c>2026-11-25</c>.</summary>
internal static class IsoDate
{
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Its first moment: content is dated by the day, and RFC 3339 wants a time.</summary>
    public static DateTime StartOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>A moment in UTC (RFC 3339), such as <c>2026-11-25T00:00:00Z</c>.</summary>
    public static string Of(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
