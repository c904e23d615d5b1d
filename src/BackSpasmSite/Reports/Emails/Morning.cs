namespace BackSpasmSite.Reports.Emails;

/// <summary>When editors get their daily mail: seven o’clock in the site's time zone.</summary>
internal static class Morning
{
    private const int Hour = 7;

    /// <summary>The first one after a moment; both are UTC.</summary>
    public static DateTime After(DateTime utc, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);
        for (var morning = local.Date.AddHours(Hour); ; morning = morning.AddDays(1))
        {
            // A zone that moves across the date line skips a whole day, with its morning.
            if (!zone.IsInvalidTime(morning) && TimeZoneInfo.ConvertTimeToUtc(morning, zone) is var next && next > utc) return next;
        }
    }
}
