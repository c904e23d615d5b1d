namespace BackSpasmSite.Reports.Queue;

/// <summary>Numbers as editors read them, on pages and in e-mails.</summary>
internal static class ReadableNumbers
{
    /// <summary>Such as “1 report”.</summary>
    public static string Reports(int count) => count == 1 ? "1 report" : $"{count:N0} reports";

    /// <summary>“report 3”, or “reports 3, 5”.</summary>
    public static string OfReports(IReadOnlyCollection<long> numbers) => numbers.Count == 1 ? $"report {numbers.First()}" : $"reports {string.Join(", ", numbers)}";

    /// <summary>Hours, because harmful reports should not wait for days; from two days on, days.</summary>
    public static string Time(TimeSpan span) => span.TotalHours switch
    {
        < 1 => "less than an hour",
        < 2 => "1 hour",
        < 48 => $"{(int)span.TotalHours} hours",
        _ => $"{(int)span.TotalDays:N0} days",
    };
}
