namespace BackSpasmSite.Reports.Queue;

internal static class ReadableNumbers
{
    public static string Reports(int count) => count == 1 ? "1 report" : $"{count:N0} reports";

    public static string OfReports(IReadOnlyCollection<long> numbers) => numbers.Count == 1 ? $"report {numbers.First()}" : $"reports {string.Join(", ", numbers)}";

    /// <summary>In hours, because harmful reports should not wait for days; from two days on, in days.</summary>
    public static string Time(TimeSpan span) => span.TotalHours switch
    {
        < 1 => "less than an hour",
        < 2 => "1 hour",
        < 48 => $"{(int)span.TotalHours} hours",
        _ => $"{(int)span.TotalDays:N0} days",
    };
}
