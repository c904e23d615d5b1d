using BackSpasmSite.Content;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Reports.Corrections;

internal sealed record CorrectionForm
{
    /// <summary>Markdown, as a browser sends it.</summary>
    public required string Text { get; init; }

    /// <summary>Of the file when editing began.</summary>
    public required string Hash { get; init; }

    /// <summary>Public: what was wrong, shown on the article and as the answer to the reports.</summary>
    public string Note { get; init; } = "";

    public string Was { get; init; } = "";

    public string Now { get; init; } = "";

    /// <summary>What the site put into <see cref="Now"/>; worked out anew until the editor changes it.</summary>
    public string Guess { get; init; } = "";

    public string Modified { get; init; } = "";

    /// <summary>The reports the page showed, with their versions.</summary>
    public IReadOnlyDictionary<long, Guid> Seen { get; init; } = new Dictionary<long, Guid>();

    public IReadOnlySet<long> Chosen { get; init; } = new HashSet<long>();

    /// <summary>Confirmed: the passage stays as it is.</summary>
    public bool StandsAnyway { get; init; }

    /// <summary>Confirmed: saving despite errors that <c>check</c> finds.</summary>
    public bool ErrorsAnyway { get; init; }

    /// <summary>Confirmed: numbers in the text mean other papers than before.</summary>
    public bool RenumbersAnyway { get; init; }
}

internal static class CorrectionCheck
{
    public static DateOnly? Day(CorrectionForm form) => IsoDate.Parse(form.Modified.Trim());

    /// <param name="corrected">Null if the text can't be parsed.</param>
    public static IReadOnlyList<ValidationError> Validate(CorrectionForm form, DateOnly today, Article? corrected) =>
    [
        .. ValidationError.Of("note", DeskForm.Typed(form.Note) is null ? "Say what was wrong. This is shown on the article and to everybody who reported it." : DeskForm.TooLong(form.Note)),
        .. ValidationError.Of("was", DeskForm.TooLong(form.Was)),
        .. ValidationError.Of("now", DeskForm.TooLong(form.Now)),
        .. ValidationError.Of("modified", Wrong(Day(form), today, corrected)),
        .. ValidationError.Of("chosen", form.Chosen.Count == 0 ? "Select at least one report." : form.Chosen.Any(number => !form.Seen.ContainsKey(number)) ? "One of the reports was not on the page." : null),
    ];

    private static string? Wrong(DateOnly? day, DateOnly today, Article? corrected) => day switch
    {
        null => "Enter the date as year-month-day, such as 2026-11-25.",
        { } late when late > today => "The date is in the future. Enter the date the text was corrected.",
        { } early when early < corrected?.FrontMatter.Published =>
            $"The date is before the article was published, on {IsoDate.Of(corrected.FrontMatter.Published)}.",
        _ => null,
    };
}
