using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Pages may have letters (S12-S20, CPG1-CPG60). <c>bmj-2020-0123</c> is not a range.</summary>
internal static partial class PageRange
{
    public static string With(string pages, string dash) => Range().Replace(pages, $"$1{dash}$2");

    /// <summary>The whole text is the first page if it is not a single range.</summary>
    public static (string First, string? Last) Of(string pages) =>
        Range().Match(pages) is { Success: true } range && range.Length == pages.Length
            ? (range.Groups[1].Value, range.Groups[2].Value)
            : (pages, null);

    [GeneratedRegex(@"(?<![\w-])([A-Za-z]{0,4}\d+[A-Za-z]?)\s*[-‐‑–—]{1,2}\s*([A-Za-z]{0,4}\d+[A-Za-z]?)(?![\w-])")]
    private static partial Regex Range();
}
