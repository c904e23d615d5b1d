namespace BackSpasmSite.Reports.Corrections;

/// <summary>What an editor sends to close reports as corrected.</summary>
internal sealed record CorrectionForm
{
    /// <summary>The article's mended Markdown, as a browser sends it.</summary>
    public required string Text { get; init; }

    /// <summary>The hash of the file that the editor began with.</summary>
    public required string Hash { get; init; }

    /// <summary>What was wrong, for everybody: it stands on the article and is the answer to the reports.</summary>
    public string Note { get; init; } = "";

    public string Was { get; init; } = "";

    public string Now { get; init; } = "";

    /// <summary>What the site had put into <see cref="Now"/> by itself: as long as that stands there, it is told anew.</summary>
    public string Guess { get; init; } = "";

    /// <summary>The day of the change, as typed.</summary>
    public string Modified { get; init; } = "";

    /// <summary>The reports the page showed, and which version of each.</summary>
    public IReadOnlyDictionary<long, Guid> Seen { get; init; } = new Dictionary<long, Guid>();

    /// <summary>Those of them that this closes.</summary>
    public IReadOnlySet<long> Chosen { get; init; } = new HashSet<long>();

    /// <summary>The editor knows that the passage still stands, and wants to save all the same.</summary>
    public bool StandsAnyway { get; init; }

    /// <summary>The editor knows of the errors that <c>check</c> finds, and wants to save all the same.</summary>
    public bool ErrorsAnyway { get; init; }
}
