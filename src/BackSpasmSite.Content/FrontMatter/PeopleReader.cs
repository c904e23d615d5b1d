using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Reads <c>people.yaml</c>.</summary>
internal static class PeopleReader
{
    private static readonly string[] Roles = ["writes", "edits", "reviews"];

    /// <summary>
    /// The people without their portraits' files. A mistake costs its field, or the person where that is all that can be said;
    /// null when the file can't be read as YAML at all.
    /// </summary>
    public static IReadOnlyList<ParsedPerson>? Read(SourceText source, ICollection<Problem> problems)
    {
        var found = new List<Problem>();
        var fields = YamlSalvage.Read(new YamlText(source, 0, source.Text), found);
        var people = new List<ParsedPerson>();
        foreach (var (key, person) in fields?.Entries() ?? [])
        {
            if (person is not null)
            {
                people.Add(Read(key, person, () => found.Where(problem => fields!.KeyAt(problem) == key)));
                continue;
            }

            fields!.Complain(key, "a person's keys and values, at least a name");
            people.Add(Lost(key, source));
        }

        people.AddRange((fields?.Lost ?? []).Where(lost => people.TrueForAll(person => person.Person.Key != lost.Key)).Select(lost => Lost(lost.Key, source)));
        foreach (var problem in found) problems.Add(problem);
        return fields is null ? null : people;
    }

    /// <summary>Somebody of whom nothing is known but that there is such a person.</summary>
    private static ParsedPerson Lost(string key, SourceText source) => new(new Person { Key = key, Name = key }, source, null, 0) { Faulty = null };

    private static ParsedPerson Read(string key, YamlFields fields, Func<IEnumerable<Problem>> found)
    {
        var roles = fields.Words("role", orOneWord: true).Select(word => word.Text).ToList();
        if (roles.Except(Roles).Any()) fields.Complain("role", $"any of {string.Join(", ", Roles)}, such as [writes, edits]");
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
        var faulty = fields.KeysWith(found());
        if (name is null) faulty.Add("name");
        return new ParsedPerson(person, fields.Yaml.Source, image, offset) { Faulty = faulty };
    }

    private static string? Url(YamlFields fields)
    {
        if (fields.Text("url") is not { } url) return null;
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http") return url;
        fields.Complain("url", "an address that begins with https://");
        return null;
    }
}
