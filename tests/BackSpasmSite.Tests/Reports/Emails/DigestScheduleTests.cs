using System.Globalization;
using BackSpasmSite.Reports.Emails;

namespace BackSpasmSite.Tests.Reports.Emails;

public sealed class DigestScheduleTests
{
    [Theory]
    [InlineData("UTC", "2026-11-22 06:59:59", "2026-11-22 07:00:00")]
    [InlineData("UTC", "2026-11-22 07:00:00", "2026-11-23 07:00:00")]
    [InlineData("America/New_York", "2026-11-22 12:00:00", "2026-11-23 12:00:00")]
    [InlineData("America/New_York", "2026-11-22 11:59:59", "2026-11-22 12:00:00")]
    [InlineData("Pacific/Kiritimati", "2026-11-22 12:00:00", "2026-11-22 17:00:00")]
    // A morning that never existed.
    [InlineData("Pacific/Apia", "2011-12-30 00:00:00", "2011-12-30 17:00:00")]
    // The nights in which the clocks change.
    [InlineData("Europe/London", "2026-10-24 12:00:00", "2026-10-25 07:00:00")]
    [InlineData("Europe/London", "2026-03-28 12:00:00", "2026-03-29 06:00:00")]
    public void The_next_morning_is_at_seven_where_the_site_is(string zone, string now, string morning) =>
        Assert.Equal(Utc(morning), DigestSchedule.After(Utc(now), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
