namespace BackSpasmSite.Email;

/// <summary>Growing pauses between one try and the next: a minute, two, four, up to an hour.</summary>
internal static class Backoff
{
    private const int Longest = 60;

    /// <param name="failures">How often it has failed, at least once.</param>
    public static TimeSpan After(int failures) => TimeSpan.FromMinutes(failures > 6 ? Longest : 1 << (failures - 1));
}
