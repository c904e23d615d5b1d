using System.Globalization;
using BackSpasmSite.Content;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>Every mistake in a correction's form at once.</summary>
internal static class CorrectionCheck
{
    /// <summary>The day that was typed, or null when it is none.</summary>
    public static DateOnly? Day(CorrectionForm form) =>
        DateOnly.TryParseExact(form.Modified.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <param name="form">What was sent.</param>
    /// <param name="today">The edition's day.</param>
    /// <param name="mended">The article with the mended text; null when the text makes none.</param>
    public static IReadOnlyList<FieldMistake> Mistakes(CorrectionForm form, DateOnly today, Article? mended) =>
    [
        .. Mistake("note", DeskForm.Typed(form.Note) is null ? "Say what was wrong. Everybody reads this: on the article, and whoever sent a report." : TooLong(form.Note)),
        .. Mistake("was", TooLong(form.Was)),
        .. Mistake("now", TooLong(form.Now)),
        .. Mistake("modified", Wrong(Day(form), today, mended)),
        .. Mistake("chosen", form.Chosen.Count == 0 ? "Choose at least one report." : form.Chosen.Any(number => !form.Seen.ContainsKey(number)) ? "One of the reports was not on the page." : null),
    ];

    private static string? Wrong(DateOnly? day, DateOnly today, Article? mended) => day switch
    {
        null => "Give the day as year-month-day, such as 2026-11-25.",
        { } late when late > today => "The day is in the future. Give the day on which the text was mended.",
        { } early when early < mended?.FrontMatter.Published =>
            string.Create(CultureInfo.InvariantCulture, $"The day is before the article was published, on {mended.FrontMatter.Published:yyyy-MM-dd}."),
        _ => null,
    };

    private static string? TooLong(string text) => (DeskForm.Typed(text)?.Length ?? 0) is > DeskForm.MostWords and var length
        ? FormattableString.Invariant($"This has {length:N0} characters. Shorten it to {DeskForm.MostWords:N0}.")
        : null;

    private static FieldMistake[] Mistake(string field, string? words) => words is null ? [] : [new FieldMistake(field, words)];
}
