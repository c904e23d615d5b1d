using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Reports.Queue;

/// <summary>What happened to an article's words since a report came in.</summary>
internal abstract record ArticleChange
{
    private ArticleChange()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record None : ArticleChange;

    /// <summary>The words it had then were not kept, or the article is not there any more.</summary>
    public sealed record Unknown : ArticleChange;

    /// <summary>Each block that differs, word by word.</summary>
    public sealed record Some(IReadOnlyList<ChangedBlock> Blocks) : ArticleChange;
}
