using BackSpasmSite.Content;

namespace BackSpasmSite.Reports;

/// <summary>“Was this article helpful?” One a client, article and day.</summary>
internal sealed class Vote
{
    public long Id { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The words the article had then: <see cref="TextStamp"/>.</summary>
    public required string ArticleText { get; set; }

    public required bool Helpful { get; set; }

    public required DateTime VotedAt { get; set; }

    /// <summary>
    /// A keyed hash of client and article. Its key changes with the day, so it is another one tomorrow; and it is erased
    /// when it is of no more use.
    /// </summary>
    public required string? Fingerprint { get; set; }
}
