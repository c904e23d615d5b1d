using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>A correction and the article it belongs to.</summary>
/// <param name="Article">The article, which may have been withdrawn since.</param>
/// <param name="Number">Its number among the article's corrections, from 1, the oldest.</param>
/// <param name="OfDay">Its number among those of the same day, from 0, the oldest.</param>
/// <param name="Anchor">Its anchor on the page with all corrections, which does not depend on other corrections.</param>
internal sealed record PublishedCorrection(Article Article, Correction Correction, int Number, int OfDay, string Anchor)
{
    /// <summary>Every correction that readers can see, newest first.</summary>
    public static IReadOnlyList<PublishedCorrection> AllOf(Edition edition) =>
    [
        .. edition.Articles.Values.SelectMany(article => Told(Of(article), edition.History.Articles.GetValueOrDefault(article.Slug.ToString())))
            .OrderByDescending(published => published.Correction.Date)
            .ThenBy(published => published.Article.Slug)
            .ThenByDescending(published => published.Number),
    ];

    /// <summary>The time of its entry in the feed.</summary>
    public DateTime At { get; init; } = Correction.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddSeconds(OfDay);

    /// <summary>With the anchors and times that the feed has announced, which stay when words or a date are edited.</summary>
    private static IEnumerable<PublishedCorrection> Told(IReadOnlyList<PublishedCorrection> corrections, FeedArticle? told) => corrections.Select((published, index) =>
        told?.Corrections.ElementAtOrDefault(index) is { IsGone: false } known && known.IsLike(published.Correction)
            ? published with { Anchor = known.Id, At = known.At }
            : published);

    /// <summary>An article's corrections, oldest first, with anchors and times derived from the content alone.</summary>
    public static IReadOnlyList<PublishedCorrection> Of(Article article)
    {
        var found = new List<PublishedCorrection>();
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var correction in OldestFirst(article.FrontMatter.Corrections))
        {
            var ofDay = found.Count > 0 && found[^1].Correction.Date == correction.Date ? found[^1].OfDay + 1 : 0;
            var anchor = AnchorOf(article.Slug, correction);
            // Only if the same words were changed twice on one day.
            for (var (alone, copy) = (anchor, 2); !anchors.Add(anchor); copy++) anchor = $"{alone}-{copy}";
            found.Add(new PublishedCorrection(article, correction, found.Count + 1, ofDay, anchor));
        }

        return found;
    }

    /// <summary>In the order the desk keeps: newest first, unless the list begins with an older one.</summary>
    private static IEnumerable<Correction> OldestFirst(IReadOnlyList<Correction> corrections) =>
        (corrections.Count > 1 && corrections[0].Date >= corrections[^1].Date ? corrections.Reverse() : corrections).OrderBy(correction => correction.Date);

    /// <summary>
    /// Derived from the date and the old text; without that from the new text; without both from the note. So the later ones of these
    /// can be edited or added, and the position in the file does not matter.
    /// </summary>
    private static string AnchorOf(Slug article, Correction correction)
    {
        var words = Plain(correction.Was ?? correction.Now ?? correction.Note);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 4));
        return $"{article}-{correction.Date:yyyy-MM-dd}-{hash}";
    }

    /// <summary>Ignores how its lines are wrapped.</summary>
    private static string Plain(string? text) =>
        string.Join(' ', UnicodeText.Normalized(text ?? "", NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
