using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Markdown;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Content.FrontMatter;

internal static partial class SiteMetadataReader
{
    private static readonly string[] Keys =
        [
        "name", "tagline", "description", "language", "time-zone", "organisation", "contact", "emergency", "advice", "warning-signs", "accent",
        "image", "menu", "questions"];

    /// <summary>Without invalid values; null if the file is not readable as YAML at all.</summary>
    public static SiteMetadata? Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        var found = new List<Diagnostic>();
        var fields = YamlReader.Read(new YamlText(source, 0, source.Text), found);
        if (fields is not null) fields = fields with { Known = Keys };
        var facts = fields is null ? null : Read(fields);
        foreach (var diagnostic in found) diagnostics.Add(diagnostic);
        if (facts is null) return null;
        var faulty = fields!.KeysWith(found);
        if (facts.Name == SiteMetadata.NoName) faulty.Add("name");
        return facts with { Faulty = faulty };
    }

    private static SiteMetadata Read(YamlFields fields)
    {
        var facts = new SiteMetadata
        {
            Source = fields.Yaml.Source,
            Name = fields.RequiredText("name", "\"Back Spasm\"") ?? SiteMetadata.NoName,
            Tagline = fields.Text("tagline"),
            Description = fields.Text("description"),
            Language = Checked(fields, "language", Language(), "a language tag such as en or pt-BR") ?? "en",
            TimeZone = TimeZone(fields),
            Organisation = fields.Text("organisation"),
            Contact = Checked(fields, "contact", Contact(), "an e-mail address, or an address that begins with https:// and has no user name or password"),
            Emergency = HelpLine(fields, "emergency", "\"112\""),
            Advice = HelpLine(fields, "advice", "\"111\""),
            WarningSigns = WarningSigns(fields),
            Accent = Checked(fields, "accent", Accent(), "a colour with six hexadecimal digits in quotation marks, such as \"#0b5c6b\""),
            Image = Image(fields),
            Menu = Items(fields, "menu"),
            Questions = Items(fields, "questions"),
        };
        fields.NoOtherKeys();
        return facts;
    }

    private static LinkUse? Image(YamlFields fields)
    {
        if (fields.Text("image") is not { } written) return null;
        var address = LinkAddress.Parse(written, "");
        if (address is LinkAddress.Picture) return new LinkUse(written, address, fields.OffsetOf("image"));
        fields.AddWrongKind("image", "a picture in content/images, such as images/home.svg");
        return null;
    }

    private static TimeZoneInfo TimeZone(YamlFields fields)
    {
        if (fields.Text("time-zone") is not { } name) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        // Known on every machine that has the data.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out _))
        {
            fields.Diagnostics.Add(YamlDiagnostics.NoTimeZones(fields.Yaml, fields.OffsetOf("time-zone"), name));
            return TimeZoneInfo.Utc;
        }

        fields.AddWrongKind("time-zone", "a time zone's name such as Europe/London");
        return TimeZoneInfo.Utc;
    }

    private static HelpLine? HelpLine(YamlFields fields, string key, string example)
    {
        var line = fields.Mapping(key, "number", "text");
        var (number, text) = line is null ? (null, null) : NumberAndText(line, example);
        line?.NoOtherKeys();
        // A number where its keys belong is reported, but readers in need still get it.
        if (line is null && fields.Alone(key) is { } plain && Telephone().IsMatch(plain)) number = plain;
        // Without indentation these keys are reported, and can only belong to the line above them.
        if (number is null && fields.Has(key) && key == LineAbove(fields) &&
            NumberAndText(new YamlFields(fields.Node, fields.Yaml, fields.Diagnostics), example) is ({ } outside, var beside))
            (number, text) = (outside, text ?? beside);
        return line is null && number is null ? null : new HelpLine(number, text);
    }

    /// <summary>A number among the site's own keys belongs to the advice line if directly below its key, otherwise to the emergency line.</summary>
    private static string LineAbove(YamlFields fields)
    {
        var keys = fields.Node.Children.Keys.Select(key => (key as YamlScalarNode)?.Value).ToList();
        var above = keys.Take(Math.Max(0, keys.IndexOf("number"))).LastOrDefault(key => key != "text");
        return above is not null && (DidYouMean.To(above, Keys) ?? above) == "advice" ? "advice" : "emergency";
    }

    private static (string? Number, string? Text) NumberAndText(YamlFields fields, string example)
    {
        var number = Checked(fields, "number", Telephone(), $"a telephone number in quotation marks, such as {example}");
        return (number, fields.Text("text"));
    }

    private static WarningSigns? WarningSigns(YamlFields fields)
    {
        if (fields.Mapping("warning-signs", "short", "all", "more") is not { } signs) return null;
        var brief = signs.Mapping("short", "text", "signs") is { } few ? Signs(few) : null;
        var all = signs.Mappings("all", "text", "signs").Select(Signs).OfType<SignList>().ToList();
        var more = signs.Mapping("more", "text", "href") is { } link ? Item(link) : null;
        if (!signs.Has("all")) signs.AddWrongKind("all", "a list in which every item has a text and signs");
        signs.NoOtherKeys();
        return new WarningSigns(brief, all, more);
    }

    private static SignList? Signs(YamlFields fields)
    {
        var text = fields.RequiredText("text", "\"Call now if you have:\"");
        var signs = fields.Words("signs").Select(sign => sign.Text).ToList();
        if (!fields.Has("signs")) fields.AddWrongKind("signs", "a list, such as [\"fever\", \"chest pain\"]");
        fields.NoOtherKeys();
        return text is null || signs.Count == 0 ? null : new SignList(text, signs);
    }

    private static List<MenuItem> Items(YamlFields fields, string key)
    {
        var items = new List<MenuItem>();
        foreach (var item in fields.Mappings(key, "text", "href"))
        {
            if (Item(item) is { } link) items.Add(link);
        }

        return items;
    }

    private static MenuItem? Item(YamlFields item)
    {
        var (text, href) = (item.RequiredText("text", "About"), item.RequiredText("href", "/about"));
        item.NoOtherKeys();
        return text is null || href is null ? null : new MenuItem(text, new LinkUse(href, LinkAddress.Parse(href, ""), item.OffsetOf("href")));
    }

    private static string? Checked(YamlFields fields, string key, Regex pattern, string wanted)
    {
        var text = fields.Text(key);
        if (text is null || pattern.IsMatch(text)) return text;
        fields.AddWrongKind(key, wanted);
        return null;
    }

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex Language();

    [GeneratedRegex(@"\A([^@\s:/]+@[^@\s.]+(?:\.[^@\s.]+)+|https://(?![^/?#\\]*@)\S+)\z")]
    private static partial Regex Contact();

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z")]
    private static partial Regex Accent();

    [GeneratedRegex(@"\A\+?\(?[0-9][0-9 ().\u00A0-]*\z")]
    private static partial Regex Telephone();
}
