using System.Collections.Frozen;
using BackSpasmSite.Articles.Files;
using BackSpasmSite.Citations;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>
/// Makes editions of a content folder. It remembers between editions: unchanged files are neither read nor printed
/// again, and a file that broke keeps its last good version. Not for use by two threads at once.
/// </summary>
/// <param name="drafts">Whether readers see drafts.</param>
internal sealed class EditionBuilder(ContentFolder folder, bool drafts)
{
    private readonly ContentReader _reader = new();
    private Dictionary<ParsedArticle, FinishedArticle> _finished = [];
    private string _surroundings = "";

    /// <summary>An edition of the folder as it is.</summary>
    /// <param name="now">Decides which scheduled articles readers see.</param>
    /// <exception cref="IOException">The folder is not there or cannot be listed.</exception>
    public Edition Build(DateTimeOffset now) => Build(folder.List(), now);

    /// <summary>An edition of the files in a listing.</summary>
    public Edition Build(ContentListing listing, DateTimeOffset now)
    {
        var content = _reader.Read(listing);
        var problems = new List<Problem>(content.Problems);
        var facts = content.Site?.Value ?? new SiteFacts { Name = "Health articles" };
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, facts.TimeZone).DateTime);
        var images = content.Images.Select(image => image.Value).OfType<ImageFile>().ToFrozenDictionary(image => image.Path);
        var people = Portraits.Add(content.People?.Value ?? [], images, problems);
        var bibliography = content.Bibliography?.Value ?? Bibliography.Empty;

        var press = new Press(facts, people, bibliography, images);
        var finished = Finish(content, press);
        foreach (var article in content.Articles.Where(article => article.IsCurrent))
            problems.AddRange(_finished[article.Value!].Problems);

        var visible = finished.Where(article => IsVisible(article, date)).ToFrozenDictionary(article => article.Slug);
        LinkCheck.Run(content, visible, problems);
        problems.Sort();

        return new Edition
        {
            Site = facts,
            Articles = visible,
            Hidden = [.. finished.Where(article => !visible.ContainsKey(article.Slug)).OrderBy(article => article.Slug)],
            Pages = content.Pages.Select(page => page.Value).OfType<ParsedPage>().Select(press.Print).ToFrozenDictionary(page => page.Slug),
            Images = images,
            People = people,
            Bibliography = bibliography,
            Problems = problems,
            Date = date,
            Hash = content.HashOn(date),
        };
    }

    private bool IsVisible(Article article, DateOnly date) =>
        article.FrontMatter.Published <= date && (drafts || !article.FrontMatter.Draft);

    private List<Article> Finish(ContentSnapshot content, Press press)
    {
        var before = content.Surroundings == _surroundings ? _finished : [];
        _surroundings = content.Surroundings;
        _finished = content.Articles.Select(article => article.Value).OfType<ParsedArticle>().ToDictionary(
            article => article,
            article => before.GetValueOrDefault(article) ?? press.Print(article),
            (IEqualityComparer<ParsedArticle>)ReferenceEqualityComparer.Instance);
        return [.. _finished.Values.Select(article => article.Article)];
    }
}
