using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Rejects drawings that contain scripts or load anything from elsewhere. Browsers block both as well, but a file may be opened in other
/// programs. Checks what such a program sees: the parsed tree, with the pieces of a style joined and its escapes decoded.
/// </summary>
internal static partial class SvgCheck
{
    private const string Html = "http://www.w3.org/1999/xhtml";

    private static readonly string[] Active =
        ["script", "foreignobject", "iframe", "frame", "embed", "object", "audio", "video", "handler", "listener", "link", "meta", "base"];

    /// <summary>These hold an address, in SVG or in markup that may be embedded in it.</summary>
    private static readonly string[] Addresses =
        ["href", "src", "base", "data", "action", "formaction", "poster", "srcset", "srcdoc", "background", "ping", "manifest", "codebase", "classid", "cite", "longdesc"];

    public static string? Validate(byte[] svg)
    {
        const string Again = "Save it again as a plain svg, or as a png.";
        if (!System.Text.Unicode.Utf8.IsValid(svg)) return $"The drawing is not UTF-8. {Again}";
        try
        {
            // Parsed from text, so that a claimed encoding can't produce other characters than in a browser.
            var drawing = Parse(Encoding.UTF8.GetString(svg).TrimStart('\uFEFF'));
            if (drawing.Declaration?.Encoding is { Length: > 0 } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                return $"The drawing declares the encoding {encoding}. Save it again as UTF-8.";
            return ValidateNode(drawing) is { } reason ? $"The drawing {reason} {Again}" : null;
        }
        catch (XmlException broken)
        {
            return svg.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0
                ? "The drawing has a document type (<!DOCTYPE …>). Delete that line, or save it again as a plain svg."
                : $"The drawing can’t be read: {broken.Message}";
        }
    }

    private static XDocument Parse(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static string? ValidateNode(XDocument drawing) =>
        drawing.DescendantNodes().OfType<XProcessingInstruction>().FirstOrDefault() is { } instruction
            ? $"has an instruction to programs (<?{instruction.Target} …?>)."
            : drawing.Descendants().Select(ValidateNode).FirstOrDefault(reason => reason is not null);

    private static string? ValidateNode(XElement element)
    {
        var name = element.Name.LocalName.ToLowerInvariant();
        if (Active.Contains(name) || element.Name.NamespaceName == Html) return $"contains <{element.Name.LocalName}>, which is not part of a drawing.";
        // Text and CDATA joined; browsers also skip comments and elements between them.
        if (name == "style" && Loads(string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value)))) return "loads something from elsewhere in its style.";
        return element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(ValidateNode).FirstOrDefault(reason => reason is not null);
    }

    private static string? ValidateNode(XAttribute attribute)
    {
        var (name, value) = (attribute.Name.LocalName.ToLowerInvariant(), attribute.Value);
        return name switch
        {
            ['o', 'n', ..] => $"runs a script ({attribute.Name.LocalName}).",
            _ when Addresses.Contains(name) && !IsInside(value) => $"loads or links to something elsewhere ({attribute.Name.LocalName}).",
            "attributename" when ChangesMore(value) => $"changes more than its appearance ({attribute.Name.LocalName}=\"{value.Trim()}\").",
            _ when !IsPlainText(name) && Loads(value) => $"loads something from elsewhere ({attribute.Name.LocalName}).",
            _ => null,
        };
    }

    /// <summary>No program interprets these as a style, so an author may write anything in them.</summary>
    private static bool IsPlainText(string name) =>
        name is "id" or "class" or "title" or "label" || name.StartsWith("aria-", StringComparison.Ordinal) || name.StartsWith("data-", StringComparison.Ordinal);

    /// <summary>An animation can set any attribute, even one that would be rejected.</summary>
    private static bool ChangesMore(string attribute)
    {
        var name = attribute[(attribute.LastIndexOf(':') + 1)..].Trim().ToLowerInvariant();
        return name.StartsWith("on", StringComparison.Ordinal) || Addresses.Contains(name);
    }

    private static bool IsInside(string address) => address.Trim() is ['#', ..] || InnerPicture().IsMatch(address);

    /// <summary>Checked with and without comments, which can be between any two tokens.</summary>
    private static bool Loads(string css)
    {
        var plain = Escape().Replace(css, Unescape);
        return LoadsPlainly(plain) || (plain.Contains("/*", StringComparison.Ordinal) && LoadsPlainly(Comment().Replace(plain, "")));
    }

    private static bool LoadsPlainly(string css) =>
        Loading().IsMatch(css) || Address().Matches(css).Any(match => !IsInside(match.Groups["to"].Value.Trim(' ', '\'', '"', '\t', '\r', '\n', '\f')));

    /// <summary>Up to six hexadecimal digits and one space, or any other character unchanged (CSS Syntax Level 3, 4.3.7).</summary>
    private static string Unescape(Match escape)
    {
        if (!escape.Groups["code"].Success) return escape.Groups["letter"].Value;
        var code = int.Parse(escape.Groups["code"].Value, System.Globalization.NumberStyles.HexNumber);
        return Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD";
    }

    [GeneratedRegex(@"\\(?:(?<code>[0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?|\r\n|[\r\n\f]|(?<letter>.))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex(@"/\*.*?(?:\*/|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\A\s*data:image/(?:png|jpeg|gif|webp|avif)(?:;base64)?,", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InnerPicture();

    [GeneratedRegex(@"@import|image-set\s*\(|(?<![\w-])(?:src|image|cross-fade|element|expression)\s*\(|javascript:|vbscript:|-moz-binding|behavior\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Loading();

    [GeneratedRegex(@"url\s*\((?<to>[^)]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
