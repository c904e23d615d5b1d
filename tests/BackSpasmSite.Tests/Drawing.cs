using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackSpasmSite.Tests;

/// <summary>One of the shipped drawings.</summary>
internal sealed partial class Drawing(string name)
{
    /// <summary>A width of 360 in our drawings is shown as 324 px on a phone of 360 px.</summary>
    private const double OnTelephone = 324.0 / 360;

    public static string Folder { get; } = Path.Combine(Repository.Root, "content", "images");

    public byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(Folder, name));

    public XElement Root { get; } = XElement.Load(Path.Combine(Folder, name));

    public string Style => Elements("style").Single().Value;

    public IEnumerable<XElement> Elements(string named) => Root.Descendants().Where(element => element.Name.LocalName == named);

    public IEnumerable<XElement> With(string attribute) => Root.Descendants().Where(element => element.Attribute(attribute) is not null);

    /// <summary>Every font size it uses, in pixels on a phone.</summary>
    public IEnumerable<double> LetterSizes() =>
        Size().Matches(Root.ToString()).Select(match => OnTelephone * Number(match.Groups["px"].Value));

    /// <summary>Its named colours in the light or dark scheme.</summary>
    public Dictionary<string, string> Colours(bool dark)
    {
        var at = Style.IndexOf("@media (prefers-color-scheme:dark)", StringComparison.Ordinal);
        return NamedColour().Matches(dark ? Style[at..] : Style[..at])
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["colour"].Value);
    }

    public static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    public static double Number(XElement element, string attribute) => Number(element.Attribute(attribute)!.Value);

    [GeneratedRegex(@"font(?:-size)?\s*[:=]\s*""?(?<px>[\d.]+)(?:px|"")")]
    private static partial Regex Size();

    [GeneratedRegex(@"--(?<name>\w+):(?<colour>#\w+)")]
    private static partial Regex NamedColour();
}
