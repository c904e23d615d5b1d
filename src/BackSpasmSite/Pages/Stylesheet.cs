using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Pages;

/// <summary>The one stylesheet, printed inline in every page and allowed by its hash.</summary>
/// <param name="Text">Exactly what stands between the style tags.</param>
/// <param name="CspHash">The source expression for <c>style-src</c>, quotes included.</param>
internal sealed partial record Stylesheet(string Text, string CspHash)
{
    private static readonly ConcurrentDictionary<string, Stylesheet> ByAccent = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The stylesheet as it is in the source.</summary>
    public static Stylesheet Default { get; } = Of(Minified());

    /// <param name="accent">
    /// The site's colour, <c>#rrggbb</c>; anything else means ours. It is darkened on light pages, and lightened on
    /// dark ones, until text in it can be read.
    /// </param>
    public static Stylesheet For(string? accent) =>
        accent is not null && Colour.TryParse(accent, out var colour)
            ? ByAccent.GetOrAdd(accent, _ => Of(Default.Text + Rules(colour)))
            : Default;

    private static string Rules(Colour accent) =>
        $"@media screen{{:root{{--accent:{accent.ReadableOn(Colour.Paper)}}}}}" +
        $"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{accent.ReadableOn(Colour.Night)}}}}}";

    private static Stylesheet Of(string text) =>
        new(text, $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'");

    private static string Minified()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("site.css")!;
        using var reader = new StreamReader(stream);
        var plain = Comment().Replace(reader.ReadToEnd(), "");
        return Gap().Replace(WhiteSpace().Replace(plain, " "), "$1").Replace(";}", "}", StringComparison.Ordinal).Trim();
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    /// <summary>Only where white space never means anything: a space before a colon or a bracket can.</summary>
    [GeneratedRegex(@" ?([{};,]) ?")]
    private static partial Regex Gap();
}
