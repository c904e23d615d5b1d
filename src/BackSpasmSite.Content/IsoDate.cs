
namespace BackSpasmSite.Content;

/// <summary>A day or a moment as machines and files write it (ISO 8601), such as <c>2026-11-25</c>.</summary>
internal static class IsoDate
{
    private const string Day = "yyyy-MM-dd";

    public static string Of(DateOnly day) => day.ToString(Day);

    /// <summary>A moment in UTC (RFC 3339), such as <c>2026-11-25T00:00:00Z</c>.</summary>
    public static string Of(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>The first moment of a day: content is dated by the day, and RFC 3339 wants a time.</summary>
    public static DateTime StartOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>The day that a text names in exactly this form; null when it names none.</summary>
    public static DateOnly? Parse(string text) => DateOnly.TryParseExact(text, Day, out var day) ? day : null;
}
