using BackSpasmSite.Content;

namespace BackSpasmSite.Pages;

/// <summary>A section in the table of contents, with its parts.</summary>
internal sealed record Contents(Heading Section, IReadOnlyList<Heading> Parts)
{
    /// <summary>Two levels; deeper headings are left to the text, and a part without a section stands as one.</summary>
    public static IReadOnlyList<Contents> Of(IEnumerable<Heading> headings)
    {
        var contents = new List<(Heading Section, List<Heading> Parts)>();
        foreach (var heading in headings.Where(heading => heading.Level is 2 or 3))
        {
            if (heading.Level is 2 || contents.Count is 0) contents.Add((heading, []));
            else contents[^1].Parts.Add(heading);
        }

        return [.. contents.Select(entry => new Contents(entry.Section, entry.Parts))];
    }
}
