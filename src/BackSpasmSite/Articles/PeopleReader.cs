using BackSpasmSite.Articles.Yaml;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>Reads <c>people.yaml</c>.</summary>
internal static class PeopleReader
{
    private static readonly string[] Roles = ["writes", "edits", "reviews"];

    /// <summary>The people without their portraits' files, or null when a mistake (added to the problems) keeps them from being used.</summary>
    public static IReadOnlyList<ParsedPerson>? Read(SourceText source, ICollection<Problem> problems)
    {
        var found = new List<Problem>();
        var fields = YamlReader.Read(new YamlText(source, 0, source.Text), found);
        var people = new List<ParsedPerson>();
        foreach (var (key, person) in fields?.Entries() ?? [])
        {
            if (person is not null) people.Add(Read(key, person));
            else fields!.Complain(key, "a person's keys and values, at least a name");
        }

        foreach (var problem in found) problems.Add(problem);
        return fields is { Broken: false } && found.Count == 0 ? people : null;
    }

    private static ParsedPerson Read(string key, YamlFields fields)
    {
        var roles = fields.Words("role", orOneWord: true).Select(word => word.Text).ToList();
        if (roles.Except(Roles).Any()) fields.Complain("role", $"any of {string.Join(", ", Roles)}, such as [writes, edits]");
        var person = new Person
        {
            Key = key,
            Name = fields.RequiredText("name", "\"Sam Lee\"") ?? "",
            Roles = roles,
            Credentials = fields.Text("credentials"),
            Organisation = fields.Text("organisation"),
            Bio = fields.Text("bio"),
            Url = fields.Text("url"),
            Interests = fields.Text("interests"),
        };
        if (person.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            fields.Complain("url", "an address that begins with https://");
        var image = fields.Text("image");
        var offset = fields.OffsetOf("image");
        fields.NoOtherKeys();
        return new ParsedPerson(person, fields.Yaml.Source, image, offset);
    }
}
