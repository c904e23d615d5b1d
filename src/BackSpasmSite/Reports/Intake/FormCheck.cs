using System.Text.RegularExpressions;
using BackSpasmSite.Content;

namespace BackSpasmSite.Reports.Intake;

/// <summary>Finds all errors at once, in the order of the fields.</summary>
internal static partial class FormCheck
{
    public static IReadOnlyList<ValidationError> Validate(FeedbackForm form, Edition edition, bool takesEmail) =>
    [
        .. form.Repeated.Select(field => new ValidationError(field, $"“{field}” was sent more than once. Put everything into one field.")),
        .. FieldNames.All
            .Where(field => !form.Repeated.Contains(field))
            .Select(field => (Field: field, Words: Mistake(field, form, edition, takesEmail)))
            .Where(found => found.Words is not null)
            .Select(found => new ValidationError(found.Field, found.Words!)),
    ];

    /// <summary>May be withdrawn; null if there is none.</summary>
    public static Article? ArticleOf(FeedbackForm form, Edition edition) =>
        edition.Find(form.Article);

    private static string? Mistake(string field, FeedbackForm form, Edition edition, bool takesEmail) => field switch
    {
        FieldNames.Article when ArticleOf(form, edition) is null =>
            "The article this is about is no longer here. Copy your words, and send them from another article’s page.",
        FieldNames.Helpful when form.Helpful is not ("" or "yes" or "no") => "Choose Yes or No.",
        FieldNames.Reason when form.Reason.Length > 0 && (MissingReasons.Parse(form.Reason) is null || form.Helpful == "yes") => "Choose one of these.",
        FieldNames.Concern when form.Concern.Length > 0 && Concerns.Parse(form.Concern) is null => "Choose one of these.",
        // Accepts any heading's id, because the article may have changed while the reader was writing.
        FieldNames.Section when form.Section.Length > 0 && (form.Section.Length > Limits.Section || !HeadingId().IsMatch(form.Section)) =>
            "Choose one of the article’s headings.",
        FieldNames.Quote => ValidationError.TooLong("The passage", form.Quote, Limits.Quote),
        FieldNames.QuotePrefix => ValidationError.TooLong("The text before the passage", form.QuotePrefix, Limits.Context),
        FieldNames.QuoteSuffix => ValidationError.TooLong("The text after the passage", form.QuoteSuffix, Limits.Context),
        FieldNames.Message => ValidationError.TooLong("Your message", form.Message, Limits.Message) ?? Missing(form),
        FieldNames.Email when takesEmail && form.Email.Length > 0 && EmailAddress.Parse(form.Email) is null =>
            "Enter an e-mail address such as name@example.org, or leave it empty.",
        _ => null,
    };

    private static string? Missing(FeedbackForm form) =>
        form.Answer.Length == 0 && form.Concern.Length == 0 && FeedbackForm.IsBlank(form.Message)
            ? "Choose what is wrong, or write a message."
            : null;

    [GeneratedRegex(@"\As-\S+\z", RegexOptions.NonBacktracking)]
    private static partial Regex HeadingId();
}

/// <param name="Field">One of <see cref="FieldNames"/>, or of a form at the desk.</param>
internal sealed record ValidationError(string Field, string Words)
{
    public static string? TooLong(string what, string text, int limit) =>
        text.Length > limit ? $"{what} has {text.Length:N0} characters. Shorten it to {limit:N0}." : null;

    public static ValidationError[] Of(string field, string? words) => words is null ? [] : [new ValidationError(field, words)];
}
