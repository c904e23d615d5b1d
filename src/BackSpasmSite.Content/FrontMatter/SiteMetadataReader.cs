using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Reads <c>site.yaml</c>.</summary>
internal static partial class SiteMetadataReader
{
    private static readonly string[] Keys =
        ["name", "tagline", "description", "language", "time-zone", "organisation", "contact", "emergency", "accent", "menu", "questions"];

    /// <summary>The facts without those that are wrong; null when the file can't be read as YAML at all.</summary>
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
            Emergency = Emergency(fields),
            Accent = Checked(fields, "accent", Accent(), "a colour with six hexadecimal digits in quotation marks, such as \"#0b5c6b\""),
            Menu = Items(fields, "menu"),
            Questions = Items(fields, "questions"),
        };
        fields.NoOtherKeys();
        return facts;
    }

    private static TimeZoneInfo TimeZone(YamlFields fields)
    {
        if (fields.Text("time-zone") is not { } name) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        // Every machine that has the data knows this one.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out _))
        {
            fields.Diagnostics.Add(YamlDiagnostics.NoTimeZones(fields.Yaml, fields.OffsetOf("time-zone"), name));
            return TimeZoneInfo.Utc;
        }

        fields.AddWrongKind("time-zone", "a time zone's name such as Europe/London");
        return TimeZoneInfo.Utc;
    }

    private static Emergency? Emergency(YamlFields fields)
    {
        var emergency = fields.Mapping("emergency", "number", "text");
        var (number, text) = emergency is null ? (null, null) : NumberAndText(emergency);
        emergency?.NoOtherKeys();
        // Without their indent these keys are reported, and can still mean nothing else.
        if (number is null && fields.Has("emergency") && NumberAndText(new YamlFields(fields.Node, fields.Yaml, fields.Diagnostics)) is ({ } outside, var beside))
            (number, text) = (outside, text ?? beside);
        return emergency is null && number is null ? null : new Emergency(number, text);
    }

    private static (string? Number, string? Text) NumberAndText(YamlFields fields)
    {
        var number = Checked(fields, "number", Telephone(), "a telephone number in quotation marks, such as \"112\"");
        return (number, fields.Text("text"));
    }

    private static List<MenuItem> Items(YamlFields fields, string key)
    {
        var items = new List<MenuItem>();
        foreach (var item in fields.Mappings(key, "text", "href"))
        {
            var (text, href) = (item.RequiredText("text", "About"), item.RequiredText("href", "/about"));
            item.NoOtherKeys();
            if (text is not null && href is not null) items.Add(new MenuItem(text, new LinkUse(href, LinkAddress.Parse(href, ""), item.OffsetOf("href"))));
        }

        return items;
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
