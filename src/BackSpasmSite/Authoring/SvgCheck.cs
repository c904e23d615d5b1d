using System.Text.RegularExpressions;
using System.Xml;

namespace BackSpasmSite.Authoring;

/// <summary>
/// Refuses drawings that are programs or that load things from elsewhere. Readers' browsers are told to do neither as well
/// (design, decision 10); this is for who opens the file in some other way.
/// </summary>
internal static partial class SvgCheck
{
    private static readonly string[] Active =
        ["script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"];

    /// <summary>Why this drawing can't be taken, or null.</summary>
    public static string? Refuse(byte[] svg)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(svg), settings);
            while (reader.Read())
                if (Judge(reader) is { } reason) return $"The drawing {reason} Save it again as a plain svg, or as a png.";
            return null;
        }
        catch (XmlException broken)
        {
            return svg.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0
                ? "The drawing has a document type (<!DOCTYPE …>). Delete that line, or save it again as a plain svg."
                : $"The drawing can’t be read: {broken.Message}";
        }
    }

    private static string? Judge(XmlReader reader) => reader.NodeType switch
    {
        XmlNodeType.ProcessingInstruction => $"has an instruction to programs (<?{reader.Name} …?>).",
        XmlNodeType.Text or XmlNodeType.CDATA when LoadsByStyle(reader.Value) => "loads something from elsewhere in its style.",
        XmlNodeType.Element when Active.Contains(reader.LocalName.ToLowerInvariant()) => $"holds <{reader.LocalName}>, which is no drawing.",
        XmlNodeType.Element => JudgeAttributes(reader),
        _ => null,
    };

    private static string? JudgeAttributes(XmlReader reader)
    {
        string? reason = null;
        while (reason is null && reader.MoveToNextAttribute())
        {
            var name = reader.LocalName.ToLowerInvariant();
            reason = name switch
            {
                _ when reader.Prefix == "xmlns" || reader.Name == "xmlns" => null,
                ['o', 'n', ..] => $"does something by itself ({reader.Name}).",
                "href" or "src" or "base" when !IsInside(reader.Value) => $"loads or leads to something elsewhere ({reader.Name}).",
                "attributename" when reader.Value.Contains("href", StringComparison.OrdinalIgnoreCase) => "changes where it leads to.",
                _ when LoadsByStyle(reader.Value) => $"loads something from elsewhere ({reader.Name}).",
                _ => null,
            };
        }

        reader.MoveToElement();
        return reason;
    }

    /// <summary>A part of the same drawing, or a picture that is written out in it.</summary>
    private static bool IsInside(string address) => address.Trim() is ['#', ..] || InnerPicture().IsMatch(address);

    /// <summary>CSS can spell any of these words with backslashes, so a style with one is not looked into further.</summary>
    private static bool LoadsByStyle(string css) =>
        Loading().IsMatch(css) || (css.Contains('\\', StringComparison.Ordinal) && css.Contains('{', StringComparison.Ordinal)) ||
        Address().Matches(css).Any(match => !IsInside(match.Groups["to"].Value.Trim(' ', '\'', '"', '\t', '\r', '\n')));

    [GeneratedRegex(@"\A\s*data:image/(?:png|jpeg|gif|webp|avif);base64,", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InnerPicture();

    [GeneratedRegex(@"@import|image-set\s*\(|(?<![\w-])src\s*\(|javascript:|-moz-binding", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Loading();

    [GeneratedRegex(@"url\s*\((?<to>[^)]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
