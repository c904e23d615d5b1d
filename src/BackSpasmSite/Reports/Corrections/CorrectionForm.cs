using BackSpasmSite.Content;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;

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

/// <summary>Every mistake in a correction's form at once.</summary>
internal static class CorrectionCheck
{
    /// <summary>The day that was typed, or null when it is none.</summary>
    public static DateOnly? Day(CorrectionForm form) => IsoDate.Parse(form.Modified.Trim());

    /// <param name="form">What was sent.</param>
    /// <param name="today">The edition's day.</param>
    /// <param name="mended">The article with the mended text; null when the text makes none.</param>
    public static IReadOnlyList<ValidationError> Validate(CorrectionForm form, DateOnly today, Article? mended) =>
    [
        .. ValidationError.Of("note", DeskForm.Typed(form.Note) is null ? "Say what was wrong. Everybody reads this: on the article, and whoever sent a report." : DeskForm.TooLong(form.Note)),
        .. ValidationError.Of("was", DeskForm.TooLong(form.Was)),
        .. ValidationError.Of("now", DeskForm.TooLong(form.Now)),
        .. ValidationError.Of("modified", Wrong(Day(form), today, mended)),
        .. ValidationError.Of("chosen", form.Chosen.Count == 0 ? "Choose at least one report." : form.Chosen.Any(number => !form.Seen.ContainsKey(number)) ? "One of the reports was not on the page." : null),
    ];

    private static string? Wrong(DateOnly? day, DateOnly today, Article? mended) => day switch
    {
        null => "Give the day as year-month-day, such as 2026-11-25.",
        { } late when late > today => "The day is in the future. Give the day on which the text was mended.",
        { } early when early < mended?.FrontMatter.Published =>
            $"The day is before the article was published, on {IsoDate.Of(mended.FrontMatter.Published)}.",
        _ => null,
    };
}
