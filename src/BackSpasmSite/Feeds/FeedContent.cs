using System.Net;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Feeds;

internal static class FeedContent
{
    /// <summary>While something is being checked, only a notice: feed readers keep copies, which would not show it above the passage.</summary>
    public static string Of(Article article, Edition edition, Uri page)
    {
        if (edition.IsDown(article))
            return $"<p><strong>{HoldNotices.Article}</strong> {HoldNotices.ArticleAdvice}</p>{Help(edition.Site.Emergency)}";
        if (edition.Holds.Any(hold => hold.Article == article.Slug))
            return $"<p><strong>{HoldNotices.Passage}</strong> {HoldNotices.Advice} <a href=\"{page}\">Read the article where the passage is marked</a>.</p>{Help(edition.Site.Emergency)}";

        return $"""
            <p><em>{Encoded(Review(ReviewState.Of(article, edition)))}</em></p>
            {StandaloneHtml.Of($"{article.LeadHtml}{article.FigureHtml}{article.BodyHtml}", page)}
            {References(article.References)}
            <p>This article is general information. It can’t take the place of a doctor or pharmacist who knows you. <a href="{page}#feedback">Is something wrong here?</a></p>
            """.ReplaceLineEndings("\n");
    }

    public static string Of(Correction correction) =>
        $"<p>{Encoded(correction.Note)}</p>" +
        (correction.Was is null ? "" : $"\n<p>It said: <del>{Encoded(correction.Was)}</del></p>") +
        (correction.Now is null ? "" : $"\n<p>It says now: <ins>{Encoded(correction.Now)}</ins></p>");

    public static string Of(Withdrawal withdrawn) => $"<p><strong>This article was withdrawn on {Day(withdrawn.Date)}:</strong> {Encoded(withdrawn.Note)}</p>";

    /// <summary>Replaces a feed reader's copy of an article that no longer exists.</summary>
    public const string Gone = "<p>This article is no longer available. Please do not rely on a copy of it.</p>";

    public const string Unlisted = "<p>This correction is no longer listed.</p>";

    public static string Moved(Article article, string address) => $"<p>This article is now at <a href=\"{Encoded(address)}\">{Encoded(article.Title)}</a>.</p>";

    private static string Review(ReviewState state) => state switch
    {
        ReviewState.Reviewed { By.Credentials: { } credentials } reviewed => $"Medically reviewed by {reviewed.By.Name}, {credentials} on {Day(reviewed.Date)}",
        ReviewState.Reviewed reviewed => $"Reviewed by {reviewed.By.Name} (no medical training stated) on {Day(reviewed.Date)}",
        ReviewState.EditedSinceReview edited => $"Edited since its review by {edited.By.Name} on {Day(edited.Date)}",
        _ => "Not yet reviewed by a medical professional",
    };

    private static string References(IReadOnlyList<ReferenceEntry> entries) =>
        entries.Count == 0 ? "" : $"<h2>References</h2>\n<ol>\n{string.Concat(entries.Select(entry => $"<li>{Reference(entry.Cited)}</li>\n"))}</ol>";

    private static string Reference(CitedReference cited)
    {
        if (cited.Reference is not { } reference) return $"This reference ({Encoded(cited.Id)}) is missing from the bibliography.";
        var links = ReferenceLinks.Of(reference).Named.Select(link => $" <a href=\"{Encoded(link.Href)}\">{link.Name}</a>");
        var finding = reference.Finding is null ? "" : $"<br>What it found: {Encoded(reference.Finding)}";
        return $"{NoticeText.Html(reference)}{AmaStyle.Html(reference)}{string.Concat(links)}{finding}";
    }

    private static string Help(HelpLine? emergency) => emergency?.Number is { } number
        ? $"<p>In an emergency, <a href=\"{Encoded(emergency.Href)}\">call {Encoded(number)}</a>. {Encoded(emergency.Text)}</p>"
        : $"<p>In an emergency, call your local emergency number. {Encoded(emergency?.Text)}</p>";

    private static string Day(DateOnly date) => date.ToString("d MMM yyyy");

    private static string Encoded(string? text) => WebUtility.HtmlEncode(text) ?? "";
}

/// <summary>Makes rendered HTML usable without our page, stylesheet and scripts.</summary>
internal static class StandaloneHtml
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "href", "src", "alt", "width", "height", "title", "start", "scope", "colspan", "rowspan", "lang", "dir", "datetime",
    };

    /// <summary>Makes addresses absolute and titles of boxes bold, and removes attributes that need our page.</summary>
    /// <param name="page">The page's full address, for links within it.</param>
    public static string Of(string html, Uri page)
    {
        using var document = new HtmlParser().ParseDocument($"<!DOCTYPE html><body>{html}");
        // Without our stylesheet, “Do” and “Don’t” would not stand out.
        foreach (var title in document.Body!.QuerySelectorAll("p.box-title")) title.InnerHtml = $"<strong>{title.InnerHtml}</strong>";
        // Feed readers remove drawings; the words beside a bar say the same.
        foreach (var drawing in document.Body.QuerySelectorAll("svg")) drawing.Remove();
        foreach (var element in document.Body.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes.Where(attribute => !Kept.Contains(attribute.Name)).ToList()) element.RemoveAttribute(attribute.Name);
            foreach (var name in (string[])["href", "src"])
                if (element.GetAttribute(name) is { } address) element.SetAttribute(name, Whole(address, page));
        }

        return document.Body.InnerHtml.Trim();
    }

    /// <summary>Addresses on other sites stay as written.</summary>
    private static string Whole(string address, Uri page) => address switch
    {
        ['#', ..] => page.AbsoluteUri + address,
        ['/', ..] => new Uri(page, address).AbsoluteUri,
        _ => address,
    };
}
