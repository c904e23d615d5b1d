using System.Text.RegularExpressions;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Markdown;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.FrontMatter;

internal static partial class FrontMatterReader
{
    private const int LongestDescription = 200;

    /// <summary>Null if an error, which is reported, keeps the article from being shown.</summary>
    public static ArticleMetadata? Read(YamlFields fields, ICollection<Diagnostic> diagnostics)
    {
        // Values that were lost to errors of the YAML itself must not be reported as missing too.
        var found = new List<Diagnostic>(fields.Diagnostics);
        var before = found.Count;
        fields = fields with { Diagnostics = found };

        var title = fields.RequiredText("title", "\"Back spasm during running\"");
        var description = fields.RequiredText("description", "\"What helps a back spasm, and what does not.\"");
        var author = Id(fields.RequiredText("author", "editors"));
        var published = fields.RequiredDate("published");
        var modified = fields.Date("modified");
        var topics = Topics(fields);
        string[] references = [.. fields.Words("references", most: CitationSyntax.HighestNumber).Select(word => Id(word.Text)!)];
        var front = new ArticleMetadata
        {
            Title = title ?? "",
            Description = description ?? "",
            Author = author ?? "",
            Published = published ?? default,
            Modified = modified,
            ModifiedLine = fields.Yaml.Source.PositionOf(fields.OffsetOf(modified is null ? "published" : "modified")).Line,
            Draft = fields.Flag("draft"),
            Topics = topics,
            Image = Image(fields),
            Review = Review(fields),
            Corrections = [.. fields.Mappings("corrections").Select(Correction).OfType<Correction>()],
            Withdrawn = Withdrawn(fields),
            Redirects = Redirects(fields),
            References = references,
        };
        fields.NoOtherKeys();

        if (description?.Length > LongestDescription)
            fields.AddWrongKind("description", $"at most {LongestDescription} characters long; it has {description.Length}");
        SearchEngineLengths.Validate(fields, LongestDescription);
        if (published is { } first && modified < first)
            found.Add(ArticleDiagnostics.ModifiedTooEarly(fields.Yaml, fields.OffsetOf("modified"), first));

        found.RemoveRange(0, before);
        foreach (var diagnostic in found) diagnostics.Add(diagnostic);
        return fields.Broken || found.Any(diagnostic => diagnostic.Severity == Severity.Error && diagnostic.Code != UnprintableCharacters.InTextCode) ? null : front;
    }

    /// <summary>As far as it can be read, even if the front matter has other errors.</summary>
    public static Review? ReviewIn(SourceText source)
    {
        var diagnostics = new List<Diagnostic>();
        return FrontMatterSplit.Of(source, diagnostics) is { } split && YamlReader.Read(split.Yaml, diagnostics) is { } fields ? Review(fields) : null;
    }

    /// <summary>If so, a review not found in the file does not exist.</summary>
    public static bool IsReadable(SourceText source)
    {
        var diagnostics = new List<Diagnostic>();
        return FrontMatterSplit.Of(source, diagnostics) is { } split && YamlReader.Read(split.Yaml, diagnostics) is { Broken: false } fields &&
            !(fields.Has("review") && Review(fields) is null);
    }

    /// <summary>For a front matter that is otherwise broken, or has no closing fence.</summary>
    public static Review? SalvagedReview(SourceText source)
    {
        var diagnostics = new List<Diagnostic>();
        if (FrontMatterSplit.Of(source, diagnostics) is { } split) return Salvaged(split.Yaml);
        // Without its closing fence the front matter ends at the first empty line, or with the text.
        var start = source.Line(1).TrimEnd() == "---" ? source.OffsetOf(2) : 0;
        var end = source.Text.IndexOf("\n\n", start, StringComparison.Ordinal);
        return Salvaged(new YamlText(source, start, source.Text[start..(end < 0 ? source.Text.Length : end + 1)]));

        Review? Salvaged(YamlText yaml) => YamlReader.Read(yaml, diagnostics) is { } fields ? Review(fields) : null;
    }

    /// <summary>In one Unicode form, because the other forms look the same.</summary>
    private static string? Id(string? typed) => typed is null ? null : SharedText.Of(UnicodeText.Normalized(typed, System.Text.NormalizationForm.FormC));

    private static List<string> Topics(YamlFields fields)
    {
        if (!fields.Has("topics"))
        {
            fields.RequiredText("topics", "[running, causes]");
            return [];
        }

        var before = fields.Diagnostics.Count;
        var topics = fields.Words("topics", most: 50);
        if (fields.Diagnostics.Count == before && (topics.Count == 0 || topics.Any(topic => !Topic().IsMatch(topic.Text))))
            fields.AddWrongKind("topics", "one or more lower-case words with hyphens, such as [running, heat-and-cold]");
        return [.. topics.Select(topic => SharedText.Of(topic.Text))];
    }

    private static FrontMatterImage? Image(YamlFields fields)
    {
        if (fields.Mapping("image") is not { } image) return null;
        var source = image.RequiredText("src", "images/pelvic-tilt.svg");
        var alt = image.Text("alt");
        var caption = image.Text("caption");
        image.NoOtherKeys();
        if (source is null) return null;
        if (alt is null) image.Diagnostics.Add(LinkDiagnostics.NoAlt(image.Yaml.Source, image.OffsetOf("src"), source));
        return new FrontMatterImage(source, alt ?? "", caption)
        {
            SourceOffset = image.OffsetOf("src"),
            // Skip the quotation mark.
            CaptionOffset = image.OffsetOf("caption") is var at && image.Yaml.Source.Text[at] is '"' or '\'' ? at + 1 : at,
        };
    }

    private static Review? Review(YamlFields fields)
    {
        if (fields.Mapping("review") is not { } review) return null;
        var by = Id(review.RequiredText("by", "a key of people.yaml"));
        var date = review.RequiredDate("date");
        var text = review.RequiredText("text", "the fingerprint that “review sign” writes");
        var next = review.Date("next");
        review.NoOtherKeys();
        return by is null || date is null || text is null ? null : new Review(by, date.Value, text, next, review.Line);
    }

    private static Correction? Correction(YamlFields fields)
    {
        var date = fields.RequiredDate("date");
        var note = fields.RequiredText("note", "\"What was changed and why.\"");
        var (was, now) = (fields.Text("was"), fields.Text("now"));
        var reports = new List<int>();
        foreach (var (text, _) in fields.Words("reports"))
        {
            if (int.TryParse(text, out var number) && number > 0) reports.Add(number);
            else fields.AddWrongKind("reports", "a list of report numbers, such as [12, 15]");
        }

        fields.NoOtherKeys();
        return date is null || note is null ? null : new Correction(date.Value, note, was, now, reports);
    }

    private static Withdrawal? Withdrawn(YamlFields fields)
    {
        if (fields.Mapping("withdrawn") is not { } withdrawn) return null;
        var date = withdrawn.RequiredDate("date");
        var note = withdrawn.RequiredText("note", "\"Why it was withdrawn.\"");
        withdrawn.NoOtherKeys();
        return date is null || note is null ? null : new Withdrawal(date.Value, note);
    }

    private static List<string> Redirects(YamlFields fields)
    {
        var redirects = fields.Words("redirects");
        foreach (var (text, offset) in redirects.Where(redirect => !OwnAddress().IsMatch(redirect.Text)))
            fields.Diagnostics.Add(ArticleDiagnostics.NoOldAddress(fields.Yaml.Source, offset, text));
        return [.. redirects.Select(redirect => redirect.Text)];
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Topic();

    /// <summary>
    /// Also rejects an escaped slash, which servers and browsers interpret differently, and empty or dot segments, which browsers resolve
    /// before they send the request.
    /// </summary>
    [GeneratedRegex(@"\A/(?!/)(?:(?!%2f|%5c|//|(?<=/)(?:\.|%2e){1,2}(?:/|\z))[^\s?#\\])*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OwnAddress();
}

/// <summary>A search engine's result cuts off longer titles and descriptions.</summary>
internal static class SearchEngineLengths
{
    private const int LongestTitle = 70;
    private const int LongestDescription = 170;

    /// <param name="descriptionLimit">A longer description is reported as an error elsewhere.</param>
    public static void Validate(YamlFields fields, int descriptionLimit = int.MaxValue)
    {
        Validate(fields, "title", LongestTitle, int.MaxValue);
        Validate(fields, "description", LongestDescription, descriptionLimit);
    }

    private static void Validate(YamlFields fields, string key, int most, int limit)
    {
        // Reading the value has already reported what is wrong with it.
        if ((fields with { Diagnostics = [] }).Text(key) is not { } text || text.Length > limit) return;
        var length = new System.Globalization.StringInfo(text).LengthInTextElements;
        if (length > most) fields.Diagnostics.Add(ArticleDiagnostics.TooLongForSearch(fields.Yaml, fields.OffsetOf(key), key, length, most));
    }
}
