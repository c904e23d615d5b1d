using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Fixes what can be fixed without a person's judgement, and keeps every other byte: straight quotation marks around a value of YAML, a
/// list of papers in the order of their first citations, and the date of the latest correction as <c>modified</c>.
/// </summary>
internal static class SafeFixes
{
    private static readonly char[] Curly = ['“', '”', '„', '‘', '’'];

    /// <summary>The files of a listing that can have such mistakes.</summary>
    public static IEnumerable<string> Paths(ContentListing listing) =>
        listing.Files.Where(file => file.Error is null && (file.Path is "site.yaml" or "people.yaml" || file.Path.EndsWith(".md", StringComparison.Ordinal))).Select(file => file.Path);

    /// <summary>A file's text with everything fixed; the same text if there is nothing to fix.</summary>
    /// <param name="path">The file, relative to the content folder.</param>
    /// <param name="text">With its byte-order mark and line ends.</param>
    public static string Of(string path, string text, Edition edition)
    {
        var corrected = WithStraightQuotes(text, [.. edition.Diagnostics.Where(diagnostic => diagnostic.Path == path && diagnostic.Code == YamlDiagnostics.CurlyQuotesCode).Select(diagnostic => diagnostic.Line)]);
        return path.StartsWith("articles/", StringComparison.Ordinal) && Slug.TryParse(Path.GetFileNameWithoutExtension(path), out var slug)
            ? WithModified(slug, WithSortedList(slug, corrected, edition), edition.Date)
            : corrected;
    }

    /// <param name="told">The lines, from 1, for which the mistake is reported.</param>
    private static string WithStraightQuotes(string text, HashSet<int> told)
    {
        if (told.Count == 0) return text;
        var lines = text.Split('\n');
        foreach (var i in told.Select(line => line - 1).Where(i => i < lines.Length))
        {
            var line = lines[i].TrimEnd('\r');
            var value = YamlLine.Read(line);
            // Only a value that is one whole text in quotation marks: anything else may mean something else.
            if (value.Before.Trim().Length == 0 || value.Text.Length < 2 || !Curly.Contains(value.Text[0]) || !IsClosing(value.Text[^1])) continue;
            var inner = value.Text[1..^1];
            if (inner.AsSpan().IndexOfAny(['“', '”', '„', '"']) >= 0) continue;
            lines[i] = value.Before + YamlQuote.Of(inner) + lines[i][(value.Before.Length + value.Text.Length)..];
        }

        return string.Join('\n', lines);
    }

    private static bool IsClosing(char character) => character is '"' || Curly.Contains(character);

    /// <summary>Unchanged if the article's citations have errors, or it cites by key.</summary>
    private static string WithSortedList(Slug slug, string text, Edition edition)
    {
        try
        {
            return Parse(slug, text).Diagnostics.Exists(diagnostic => diagnostic.Code == CitationDiagnostics.NotInOrderCode) && CitedFile.Open(slug, text, edition).File is { } file
                ? Renumbering.Sort(file).Value?.Text ?? text
                : text;
        }
        catch (FormatException)
        {
            // The list is written in a way that refs does not change.
            return text;
        }
    }

    private static string WithModified(Slug slug, string text, DateOnly today)
    {
        if (Parse(slug, text).Article is not { } parsed || ReviewDiagnostics.LatestCorrection(parsed.FrontMatter, today) is not { } latest) return text;
        try
        {
            return FrontMatterEdit.WithModified(text, latest);
        }
        catch (FormatException)
        {
            return text;
        }
    }

    private static (ParsedArticle? Article, List<Diagnostic> Diagnostics) Parse(Slug slug, string text)
    {
        var found = new List<Diagnostic>();
        return (ArticleParser.Parse(slug, UnprintableCharacters.Remove($"articles/{slug}.md", TypedText.Shown(text), []), found), found);
    }
}
