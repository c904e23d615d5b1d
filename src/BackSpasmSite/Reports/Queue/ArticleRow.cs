using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Reports.Queue;

/// <summary>What an editor sees of one article at a glance.</summary>
/// <param name="Path">Its file, relative to the content folder.</param>
/// <param name="Article">The version readers get; null where the file never was good.</param>
/// <param name="IsHidden">A draft, or scheduled for a later day.</param>
/// <param name="Review">Null with the article.</param>
/// <param name="SignedAt">When the review was signed on this desk; null for one that only stands in the file.</param>
/// <param name="OpenReports">Reports nobody has closed.</param>
/// <param name="Harmful">How many of those say that it could hurt someone.</param>
/// <param name="Problems">What <c>check</c> finds in the file.</param>
internal sealed record ArticleRow(
    string Path,
    Article? Article,
    bool IsHidden,
    ReviewState? Review,
    DateTime? SignedAt,
    int OpenReports,
    int Harmful,
    VoteHistory Votes,
    IReadOnlyList<Problem> Problems)
{
    public string Title => Article?.Title ?? Path;

    /// <summary>The name in addresses, also of a file that can't be shown.</summary>
    public string Slug => Article?.Slug.ToString() ?? System.IO.Path.GetFileNameWithoutExtension(Path);
}
