using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content;
using BackSpasmSite.Http;

namespace BackSpasmSite.Pages;

/// <summary>
/// The one stylesheet of all pages. It is a file of its own, with its fingerprint in the address, so that a browser loads it once and every page is
/// smaller by it.
/// </summary>
internal sealed partial class Stylesheet
{
    private const string Path = "/site.css";

    /// <summary>A year: another version has another address.</summary>
    private const string Immutable = "max-age=31536000, immutable";

    private static readonly ConcurrentDictionary<string, Stylesheet> ByAccent = new();

    private readonly Lazy<StoredPage> _file;

    private Stylesheet(string text)
    {
        Text = text;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];
        _file = new Lazy<StoredPage>(() =>
        {
            var facts = new PageFacts("text/css; charset=utf-8", null, Immutable, IsKept: true, HasPages: false, LoggedRoute.None);
            var file = StoredPage.Of(Encoding.UTF8.GetBytes(Text), facts, before: null, modified: null);
            file.CompressBest();
            return file;
        });
    }

    /// <summary>The stylesheet as it is in the source.</summary>
    public static Stylesheet Default { get; } = new(Minified(Source()));

    public string Text { get; }

    public string Href => $"{Path}?v={Fingerprint}";

    private string Fingerprint { get; }

    /// <param name="accent">
    /// The site's colour, <c>#rrggbb</c>; anything else means ours. It is darkened on light pages, and lightened on
    /// dark ones, until text in it can be read.
    /// </param>
    public static Stylesheet For(string? accent) =>
        accent is not null && Colour.TryParse(accent, out var colour)
            ? ByAccent.GetOrAdd(accent.ToLowerInvariant(), _ => new Stylesheet(Default.Text + Rules(colour)))
            : Default;

    /// <summary>
    /// Serves it. A page of an earlier edition, which a cache or a reader may still have, gets the colour it was made with; one of another version of the
    /// program gets what there is now, which no cache may keep under that address.
    /// </summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods(Path, AllowedMethods.Reading, (HttpContext context, CurrentEdition current) =>
    {
        var asked = context.Request.Query["v"].ToString();
        var sheet = ByAccent.Values.Append(Default).FirstOrDefault(sheet => sheet.Fingerprint == asked);
        if (sheet is null) context.Response.KeepOutOfStore();
        return PageDelivery.AnswerAsync(context, (sheet ?? For(RequestEdition.Of(context, current)?.Site.Accent))._file.Value);
    });

    private static string Rules(Colour accent) =>
        $"@media screen{{:root{{--accent:{accent.ReadableOn(Colour.Paper)}}}}}" +
        $"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{accent.ReadableOn(Colour.Night)}}}}}";

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
