using System.Globalization;
using System.Text.RegularExpressions;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Lists and searches the bibliography.</summary>
internal sealed partial class ReferencesModel(CurrentEdition current, IOptions<SiteOptions> options) : DeskPage(current, options)
{
    private const int Most = 50;

    public override string Title => "References";

    public string Words { get; private set; } = "";

    /// <summary><c>no-finding</c>, <c>no-evidence</c>, <c>not-cited</c>, or empty for all.</summary>
    public string Show { get; private set; } = "";

    public int Count { get; private set; }
    public IReadOnlyList<ListedPaper> Rows { get; private set; } = [];
    public PageLinks Links { get; private set; } = null!;

    public IActionResult OnGet(string? q, string? show)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        (Words, Show) = (q?.Trim() ?? "", show is "no-finding" or "no-evidence" or "not-cited" ? show : "");
        var papers = ListedPaper.AllOf(Edition).Where(row => IsShown(row) && Matches(row.Paper)).ToList();
        var last = Math.Max(1, (papers.Count + Most - 1) / Most);
        if (PageLinks.Asked(Request.Query["page"], last) is not { } number) return NotFound();
        var query = new QueryString();
        if (Words.Length > 0) query = query.Add("q", Words);
        if (Show.Length > 0) query = query.Add("show", Show);
        Links = new PageLinks($"/editor/references{query}", number, last);
        Count = papers.Count;
        Rows = [.. papers.Skip((number - 1) * Most).Take(Most)];
        return Page();
    }

    private bool IsShown(ListedPaper row) => Show switch
    {
        "no-finding" => row.Paper.Finding is null,
        "no-evidence" => row.Paper.Evidence is null,
        "not-cited" => row.Articles.Count == 0,
        _ => true,
    };

    /// <summary>Every word has to be somewhere: in the id, the title, an author, the journal, a number, the evidence or the finding. A DOI may be its address.</summary>
    private bool Matches(Reference paper)
    {
        if (Words.Length == 0) return true;
        var all = string.Join(' ', [paper.Id, paper.Title, .. paper.Authors.Select(author => author.FullName), paper.ContainerTitle, paper.ContainerTitleShort, paper.Issued?.Year.ToString(CultureInfo.InvariantCulture), paper.Doi, paper.Pmid, paper.Pmcid, paper.Evidence, paper.Finding]);
        return DoiPrefix().Replace(Words, "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => CultureInfo.InvariantCulture.CompareInfo.IndexOf(all, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);
    }

    [GeneratedRegex(@"(?<!\S)(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoiPrefix();
}

/// <summary>A paper of the bibliography, and the articles that list it, drafts and withdrawn ones included.</summary>
internal sealed record ListedPaper(Reference Paper, IReadOnlyList<Article> Articles)
{
    public string Address => $"/editor/references/{PaperAddress.Of(Paper.Id)["/papers/".Length..]}";

    public static IEnumerable<ListedPaper> AllOf(Edition edition)
    {
        var articles = (from article in edition.Articles.Values.Concat(edition.Hidden)
                        from id in article.References.Select(entry => entry.Cited.Id).Distinct()
                        orderby article.Title
                        select (id, article)).ToLookup(pair => pair.id, pair => pair.article);
        return edition.Bibliography.Ids.Order(StringComparer.Ordinal).Select(id => new ListedPaper(edition.Bibliography.Find(id)!, [.. articles[id]]));
    }
}
