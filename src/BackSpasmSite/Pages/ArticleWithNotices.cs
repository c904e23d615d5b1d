using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Pages;

/// <summary>An article's rendered parts, with a notice directly above each passage that is being checked.</summary>
/// <param name="IsDown">The whole article is being checked, so none of the parts is shown.</param>
/// <param name="Above">Notices at the top, for passages no longer in the text: the heading of each, or null if unknown.</param>
internal sealed record ArticleWithNotices(bool IsDown, IReadOnlyList<Heading?> Above, string LeadHtml, string? FigureHtml, string BodyHtml)
{
    public static ArticleWithNotices Of(Article article, Edition edition)
    {
        var above = new List<Heading?>();
        var places = new HashSet<(ReadingPart Part, int Offset)>();
        foreach (var (hold, found) in Passages(article, edition))
        {
            if (found is { FirstBlock: { Part: not ReadingPart.Title } block })
                places.Add((block.Part, block.Above));
            else
                above.Add(article.Headings.FirstOrDefault(heading => heading.Id == hold.Section));
        }

        return new ArticleWithNotices(
            edition.IsDown(article),
            [.. above.Distinct()],
            With(ReadingPart.Lead, article.LeadHtml)!,
            With(ReadingPart.Figure, article.FigureHtml),
            With(ReadingPart.Body, article.BodyHtml)!);

        // From last to first: an insertion must not move the offsets still to come.
        string? With(ReadingPart part, string? html) => html is null ? null : places
            .Where(place => place.Part == part).Select(place => place.Offset).OrderDescending()
            .Aggregate(html, (text, offset) => text.Insert(offset, Notice(article)));
    }

    /// <summary>Every passage that is being checked; null if it is no longer in the text.</summary>
    public static IEnumerable<(Hold Hold, AnchoredPassage.Found? Found)> Passages(Article article, Edition edition) =>
        from hold in edition.Holds
        where hold.Article == article.Slug && hold.Quote is not null
        let quotation = new Quotation(hold.Quote!, hold.Prefix, hold.Suffix, hold.Section)
        select (hold, QuoteAnchor.Find(ReadingText.Of(article), quotation) as AnchoredPassage.Found);

    private static string Notice(Article article) =>
        $"""<p class="hold" role="note"><strong>We are checking this passage.</strong> {HoldNotices.Advice}{Help(article)}</p>""";

    /// <summary>Links to the article's “Get help now” box; empty if it has none.</summary>
    public static string Help(Article article) =>
        $"{article.LeadHtml}{article.BodyHtml}".Contains("id=\"get-help-now\"", StringComparison.Ordinal) ? """ <a href="#get-help-now">When to get help now</a>""" : "";
}
