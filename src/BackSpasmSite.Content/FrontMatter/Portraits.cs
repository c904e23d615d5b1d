using System.Collections.Frozen;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Gives people their pictures.</summary>
internal static class Portraits
{
    /// <summary>The people by key. A portrait that is not in the content folder is a problem of <c>people.yaml</c>.</summary>
    public static FrozenDictionary<string, Person> Add(
        IEnumerable<ParsedPerson> people, IReadOnlyDictionary<string, ImageFile> images, ICollection<Problem> problems) =>
        people.Select(person => Add(person, images, problems)).ToFrozenDictionary(person => person.Key, StringComparer.Ordinal);

    private static Person Add(ParsedPerson parsed, IReadOnlyDictionary<string, ImageFile> images, ICollection<Problem> problems)
    {
        if (parsed.Portrait is null) return parsed.Person;
        var path = (LinkAddress.Parse(parsed.Portrait, "") as LinkAddress.Picture)?.Path ?? parsed.Portrait;
        if (!images.TryGetValue(path, out var image))
            problems.Add(LinkProblems.NoSuchPicture(parsed.Source, parsed.PortraitOffset, path, Nearest.Hint(path, images.Keys)));
        return parsed.Person with { Image = image };
    }
}
