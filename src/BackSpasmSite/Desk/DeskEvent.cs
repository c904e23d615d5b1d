namespace BackSpasmSite.Desk;

/// <summary>Who did what with a report, and when. Rows are only ever added.</summary>
internal sealed class DeskEvent
{
    public long Id { get; init; }

    /// <summary>The report's number.</summary>
    public required long Report { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The editor's name; null for what the reader or the software did.</summary>
    public required string? By { get; init; }

    /// <summary>In a few words, such as “declined”.</summary>
    public required string What { get; init; }

    /// <summary>The answer or note as it was then, where there is one. Never the reader's words.</summary>
    public string? Detail { get; init; }
}
