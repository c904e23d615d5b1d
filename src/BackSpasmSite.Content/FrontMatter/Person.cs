using System.Collections.Frozen;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>An entry of <c>people.yaml</c>.</summary>
internal sealed record Person
{
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>Any of <c>writes</c>, <c>edits</c>, <c>reviews</c>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public string? Credentials { get; init; }
    public string? Organisation { get; init; }
    public string? Bio { get; init; }
    public string? Url { get; init; }

    /// <summary>Null to show initials.</summary>
    public ImageFile? Image { get; init; }

    /// <summary>Conflicts of interest, in the person's words.</summary>
    public string? Interests { get; init; }

    /// <summary>Exists for everyone in <c>people.yaml</c>. A key may be any word.</summary>
    public string Address => $"/people/{Uri.EscapeDataString(AddressName.Of(Key))}";

    public bool Reviews => Roles.Contains("reviews");
}

internal static class PeopleReader
{
    private static readonly string[] Roles = ["writes", "edits", "reviews"];
    private static readonly string[] Keys = ["name", "role", "credentials", "organisation", "bio", "url", "interests", "image"];

    /// <summary>
    /// Without the portrait files. A mistake affects only its field, or the person if nothing else can be said; null if the file is not
    /// readable as YAML at all.
    /// </summary>
    public static IReadOnlyList<ParsedPerson>? Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        var found = new List<Diagnostic>();
        if (YamlReader.Read(new YamlText(source, 0, source.Text), found) is not { } fields)
        {
            foreach (var diagnostic in found) diagnostics.Add(diagnostic);
            return null;
        }

        var people = new Dictionary<string, (ParsedPerson Person, YamlFields? Fields)>(StringComparer.Ordinal);
        foreach (var (key, person) in fields.Entries())
        {
            if (person is null) fields.AddWrongKind(key, "a person's keys and values, at least a name");
            var known = person is null ? null : person with { Known = Keys };
            if (!people.TryAdd(key, (known is null ? Lost(key, source) : Read(key, known), known)))
                found.Add(YamlDiagnostics.KeyTwice(fields.Yaml, (person?.Line ?? fields.Line) - fields.Yaml.FirstLine));
        }

        foreach (var (_, key) in fields.Lost) people.TryAdd(key, (Lost(key, source), null));
        // A lost key has column 0: a second “rita” is not Rita's mistake.
        var behind = found.Where(diagnostic => fields.EntryAt(diagnostic) is { Column: > 0 }).ToLookup(diagnostic => fields.KeyAt(diagnostic)!);
        foreach (var diagnostic in found) diagnostics.Add(diagnostic);
        return [.. people.Values.Select(person => person.Fields is null ? person.Person : WithDiagnostics(person.Person, person.Fields, [.. behind[person.Person.Person.Key]]))];
    }

    private static ParsedPerson WithDiagnostics(ParsedPerson person, YamlFields fields, IReadOnlyCollection<Diagnostic> found)
    {
        var faulty = fields.KeysWith(found);
        if (!fields.Has("name")) faulty.Add("name");
        return person with { Faulty = faulty };
    }

    private static ParsedPerson Lost(string key, SourceText source) => new(new Person { Key = key, Name = key }, source, null, 0) { Faulty = null };

    private static ParsedPerson Read(string key, YamlFields fields)
    {
        var roles = fields.Words("role", orOneWord: true).Select(word => word.Text).ToList();
        if (roles.Except(Roles).Any()) fields.AddWrongKind("role", $"any of {string.Join(", ", Roles)}, such as [writes, edits]");
        var name = fields.RequiredText("name", "\"Sam Lee\"");
        var person = new Person
        {
            Key = key,
            Name = name ?? key,
            Roles = [.. roles.Intersect(Roles)],
            Credentials = fields.Text("credentials"),
            Organisation = fields.Text("organisation"),
            Bio = fields.Text("bio"),
            Url = Url(fields),
            Interests = fields.Text("interests"),
        };
        var image = fields.Text("image");
        var offset = fields.OffsetOf("image");
        fields.NoOtherKeys();
        return new ParsedPerson(person, fields.Yaml.Source, image, offset);
    }

    private static string? Url(YamlFields fields)
    {
        if (fields.Text("url") is not { } url) return null;
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && !LinkAddress.HasUserInfo(url)) return url;
        fields.AddWrongKind("url", "an address that begins with https://, without user name or password");
        return null;
    }
}

internal sealed record ParsedPerson(Person Person, SourceText Source, string? Portrait, int PortraitOffset)
{
    /// <summary>Keys with invalid values; null if only the person's own key could be read.</summary>
    public IReadOnlySet<string>? Faulty { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Takes every invalid value from an earlier version of the file.</summary>
    public ParsedPerson With(ParsedPerson? before)
    {
        if (before is null || Faulty is { Count: 0 }) return this;
        var (now, then) = (Person, before.Person);
        return this with
        {
            Person = now with
            {
                Name = Of("name", now.Name, then.Name),
                Roles = Of("role", now.Roles, then.Roles),
                Credentials = Of("credentials", now.Credentials, then.Credentials),
                Organisation = Of("organisation", now.Organisation, then.Organisation),
                Bio = Of("bio", now.Bio, then.Bio),
                Url = Of("url", now.Url, then.Url),
                Interests = Of("interests", now.Interests, then.Interests),
            },
            Portrait = Of("image", Portrait, before.Portrait),
        };

        T Of<T>(string key, T mine, T other) => Faulty?.Contains(key) != false ? other : mine;
    }
}

internal static class Portraits
{
    /// <summary>A missing portrait is reported in <c>people.yaml</c>.</summary>
    public static FrozenDictionary<string, Person> Add(
        IEnumerable<ParsedPerson> people, IReadOnlyDictionary<string, ImageFile> images, ICollection<Diagnostic> diagnostics) =>
        people.Select(person => Add(person, images, diagnostics)).ToFrozenDictionary(person => person.Key, StringComparer.Ordinal);

    private static Person Add(ParsedPerson parsed, IReadOnlyDictionary<string, ImageFile> images, ICollection<Diagnostic> diagnostics)
    {
        if (parsed.Portrait is null) return parsed.Person;
        var path = (LinkAddress.Parse(parsed.Portrait, "") as LinkAddress.Picture)?.Path ?? parsed.Portrait;
        if (!images.TryGetValue(path, out var image))
            diagnostics.Add(LinkDiagnostics.NoSuchPicture(parsed.Source, parsed.PortraitOffset, parsed.Portrait, DidYouMean.Hint(path, images.Keys)));
        return parsed.Person with { Image = image };
    }
}
