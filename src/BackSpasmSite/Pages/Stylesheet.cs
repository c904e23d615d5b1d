using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Pages;

/// <summary>The one stylesheet, printed inline in every page and allowed by its hash.</summary>
/// <param name="Text">Exactly what is between the style tags.</param>
/// <param name="CspHash">The source expression for <c>style-src</c>, quotes included.</param>
internal sealed partial record Stylesheet(string Text, string CspHash)
{
    private static readonly ConcurrentDictionary<(string Accent, bool IsArticle), Stylesheet> ByAccent = new();

    /// <summary>The stylesheet as it is in the source.</summary>
    public static Stylesheet Default { get; } = Of(Minified(Source()));

    /// <summary>Without the rules that an article never uses.</summary>
    public static Stylesheet OfArticles { get; } = Of(Minified(NotInArticles().Replace(Source(), "")));

    /// <param name="accent">
    /// The site's colour, <c>#rrggbb</c>; anything else means ours. It is darkened on light pages, and lightened on
    /// dark ones, until text in it can be read.
    /// </param>
    /// <param name="isArticle">Whether it is for an article's page.</param>
    public static Stylesheet For(string? accent, bool isArticle = false)
    {
        var plain = isArticle ? OfArticles : Default;
        return accent is not null && Colour.TryParse(accent, out var colour)
            ? ByAccent.GetOrAdd((accent.ToLowerInvariant(), isArticle), _ => Of(plain.Text + Rules(colour)))
            : plain;
    }

    private static string Rules(Colour accent) =>
        $"@media screen{{:root{{--accent:{accent.ReadableOn(Colour.Paper)}}}}}" +
        $"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{accent.ReadableOn(Colour.Night)}}}}}";

    private static Stylesheet Of(string text) =>
        new(text, $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'");

    private static string Source()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("site.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Minified(string source)
    {
        var plain = Comment().Replace(source, "");
        return Gap().Replace(WhiteSpace().Replace(plain, " "), "$1").Replace(";}", "}", StringComparison.Ordinal).Trim();
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"/\* not in articles \*/.*?/\* in articles \*/", RegexOptions.Singleline)]
    private static partial Regex NotInArticles();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    /// <summary>Only where white space never has a meaning; before a colon or a bracket it can have one.</summary>
    [GeneratedRegex(@" ?([{};,>]) ?|(?<=:) ")]
    private static partial Regex Gap();
}

/// <summary>In sRGB, each part from 0 to 255.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    /// <summary>Small text needs 4.5:1; a little more, because boxes are tinted.</summary>
    private const double Enough = 5.5;

    public static Colour Paper { get; } = new(0xFB, 0xFA, 0xF6);
    public static Colour Night { get; } = new(0x12, 0x1A, 0x1C);

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    public static bool TryParse(string text, out Colour colour)
    {
        colour = default;
        if (text is not ['#', _, _, _, _, _, _]) return false;
        if (!int.TryParse(text[1..], NumberStyles.AllowHexSpecifier, null, out var rgb)) return false;
        colour = new Colour(rgb >> 16, (rgb >> 8) & 0xFF, rgb & 0xFF);
        return true;
    }

    /// <summary>Keeps the hue, and moves away from the background in small steps until the colour stands out.</summary>
    public Colour ReadableOn(Colour background)
    {
        var end = background.Luminance > 0.5 ? 0 : 255;
        var colour = this;
        while (colour.ContrastWith(background) < Enough) colour = colour.Towards(end);
        return colour;
    }

    /// <summary>From 1 to 21 (WCAG 2.2, contrast ratio).</summary>
    public double ContrastWith(Colour other)
    {
        var (light, dark) = (Math.Max(Luminance, other.Luminance), Math.Min(Luminance, other.Luminance));
        return (light + 0.05) / (dark + 0.05);
    }

    public override string ToString() =>
        $"#{Byte(Red):x2}{Byte(Green):x2}{Byte(Blue):x2}";

    private static int Byte(double channel) => (int)Math.Round(channel);

    private static double Linear(double channel) =>
        channel / 255 <= 0.04045 ? channel / 255 / 12.92 : Math.Pow(((channel / 255) + 0.055) / 1.055, 2.4);

    private Colour Towards(double end) =>
        new(Red + ((end - Red) * 0.06), Green + ((end - Green) * 0.06), Blue + ((end - Blue) * 0.06));
}
