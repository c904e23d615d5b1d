using System.Globalization;
using BackSpasmSite.Desk;

namespace BackSpasmSite.Pages.Editor;

/// <summary>How a correction's form is written in a request.</summary>
internal static class CorrectionPost
{
    public static CorrectionForm Read(IFormCollection form) => new()
    {
        Text = form["text"].ToString(),
        Hash = form["hash"].ToString(),
        Note = form["note"].ToString(),
        Was = form["was"].ToString(),
        Now = form["now"].ToString(),
        Guess = form["guess"].ToString(),
        Modified = form["modified"].ToString(),
        Seen = form["seen"].Select(Version).OfType<(long Number, Guid Version)>().DistinctBy(seen => seen.Number).ToDictionary(seen => seen.Number, seen => seen.Version),
        Chosen = form["chosen"].Select(Number).OfType<long>().ToHashSet(),
        StandsAnyway = form["stands"] == "yes",
    };

    /// <summary>A report's number and version, as <c>12:…</c>.</summary>
    public static string Seen(long number, Guid version) => string.Create(CultureInfo.InvariantCulture, $"{number}:{version:N}");

    private static (long, Guid)? Version(string? seen) =>
        seen?.Split(':') is [var number, var version] && Number(number) is { } report && Guid.TryParse(version, out var guid) ? (report, guid) : null;

    // As many as a correction's list of reports can hold.
    private static long? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
