using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>What <c>site.yaml</c> says of the site as a whole.</summary>
internal sealed record SiteFacts
{
    public required string Name { get; init; }
    public string? Tagline { get; init; }
    public string? Description { get; init; }

    /// <summary>A language tag such as <c>en</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Decides when a scheduled article appears. The default is UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    public string? Organisation { get; init; }
    public string? Contact { get; init; }
    public Emergency? Emergency { get; init; }

    /// <summary>The colour of links and marks: six hexadecimal digits with <c>#</c>.</summary>
    public string? Accent { get; init; }

    public IReadOnlyList<MenuItem> Menu { get; init; } = [];
    public IReadOnlyList<MenuItem> Questions { get; init; } = [];

    /// <summary>The file all this was read from, for problems.</summary>
    public SourceText? Source { get; init; }
}
