
namespace BackSpasmSite.Content;

/// <summary>Formats and parses ISO 8601 dates and times, such as <c>2026-11-25</c>.</summary>
internal static class IsoDate
{
    private const string Day = "yyyy-MM-dd";

    public static string Of(DateOnly day) => day.ToString(Day);

    /// <summary>A time in UTC (RFC 3339), such as <c>2026-11-25T00:00:00Z</c>.</summary>
    public static string Of(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>The start of a day: content is dated by the day, and RFC 3339 requires a time.</summary>
    public static DateTime StartOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>The date that a text contains in exactly this form; otherwise null.</summary>
    public static DateOnly? Parse(string text) => DateOnly.TryParseExact(text, Day, out var day) ? day : null;
}
