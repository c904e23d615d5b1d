using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Data;
using BackSpasmSite.History;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

internal sealed class ArticleTable(SerializedDatabase serializedDatabase, VoteCounts votes, SignedReviews signed)
{
    /// <summary>Every article and every file that can't be shown; those that need attention first, then by title.</summary>
    public async Task<IReadOnlyList<ArticleRow>> RowsAsync(Edition edition, CancellationToken cancellation)
    {
        var problems = ContentCheck.Of(edition).ToLookup(problem => problem.Path);
        var reports = await OpenReportsAsync(cancellation);
        var history = await votes.ByArticleAsync(cancellation);

        var shown = edition.Articles.Values.Concat(edition.Hidden).ToDictionary(article => article.Path);
        var signatures = await signed.FindAsync([.. shown.Values], cancellation);
        var broken = problems.Select(file => file.Key).Where(path => path.StartsWith("articles/", StringComparison.Ordinal) && !shown.ContainsKey(path));
        return
        [
            .. shown.Values.Select(article => Row(article.Path, article)).Concat(broken.Select(path => Row(path, null)))
                .OrderByDescending(row => row.Harmful > 0)
                .ThenByDescending(row => row.OpenReports > 0)
                .ThenByDescending(row => row.Problems.Any(problem => problem.Severity == Severity.Error))
                .ThenBy(row => row.Title, StringComparer.OrdinalIgnoreCase),
        ];

        ArticleRow Row(string path, Article? article)
        {
            var open = article is null ? default : reports.GetValueOrDefault(article.Slug.ToString());
            return new ArticleRow(
                path,
                article,
                article is not null && !edition.Articles.ContainsKey(article.Slug),
                article is null ? null : ReviewState.Of(article, edition),
                article is not null && signatures.TryGetValue(article.Slug, out var at) ? at : null,
                open.Open,
                open.Harmful,
                article is null ? VoteHistory.None : history.GetValueOrDefault(article.Slug.ToString(), VoteHistory.None),
                [.. problems[path]]);
        }
    }

    private Task<Dictionary<string, (int Open, int Harmful)>> OpenReportsAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => open.Set<Report>()
            .Where(ReportStates.IsInQueue)
            .GroupBy(report => report.Article)
            .Select(article => new { article.Key, Open = article.Count(), Harmful = article.Count(report => report.Concern == Concern.Harmful) })
            .ToDictionaryAsync(article => article.Key, article => (article.Open, article.Harmful), cancellation),
        cancellation);
}

/// <param name="Path">Relative to the content folder.</param>
/// <param name="Article">The published version; null if the file has never been valid.</param>
/// <param name="IsHidden">A draft, or scheduled for a later day.</param>
/// <param name="SignedAt">Null if the review is only in the file, not signed at the desk.</param>
/// <param name="Harmful">How many of the open reports say that it could hurt someone.</param>
internal sealed record ArticleRow(
    string Path,
    Article? Article,
    bool IsHidden,
    ReviewState? Review,
    DateTime? SignedAt,
    int OpenReports,
    int Harmful,
    VoteHistory Votes,
    IReadOnlyList<Diagnostic> Problems)
{
    public string Title => Article?.Title ?? Path;

    /// <summary>Exists even for a file that can't be shown.</summary>
    public string Slug => Article?.Slug.ToString() ?? System.IO.Path.GetFileNameWithoutExtension(Path);
}
