using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>What a form would make of an article.</summary>
internal sealed record CorrectionDraft
{
    public required Slug Slug { get; init; }

    /// <summary>The file that it was made from.</summary>
    public required ArticleFile File { get; init; }

    /// <summary>The whole file: mended and, as soon as there is a note, with the correction.</summary>
    public required string Text { get; init; }

    /// <summary>The article with that text.</summary>
    public required Trial Trial { get; init; }

    /// <summary>What the passage says now, as typed or else as the text tells.</summary>
    public required string Now { get; init; }

    /// <summary>What the text tells of that; empty where it can't be told.</summary>
    public required string Guess { get; init; }

    /// <summary>The words that should be gone and still stand; null when they do not.</summary>
    public string? StillStanding { get; init; }

    public IReadOnlyList<FieldMistake> Mistakes { get; init; } = [];

    /// <summary>Why nothing can be added to the front matter.</summary>
    public string? Refusal { get; init; }
}
