using System.Text.RegularExpressions;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Http;

namespace BackSpasmSite.Reports.Intake;

/// <summary>Each field as typed, so that nothing is lost if the form is shown again. Line ends are LF; a missing field is empty.</summary>
internal sealed record FeedbackForm
{
    public static FeedbackForm Empty { get; } = new();

    public string Article { get; init; } = "";
    public string Helpful { get; init; } = "";

    /// <summary>What was missing, asked after a “no”; it means “no” by itself.</summary>
    public string Reason { get; init; } = "";

    public string Concern { get; init; } = "";
    public string Section { get; init; } = "";
    public string Quote { get; init; } = "";
    public string QuotePrefix { get; init; } = "";
    public string QuoteSuffix { get; init; } = "";
    public string Message { get; init; } = "";
    public string Email { get; init; } = "";

    /// <summary>The trap: hidden, so people leave it empty.</summary>
    public string LeaveEmpty { get; init; } = "";

    /// <summary><c>keep</c> if the reader has seen the hint about personal data and sends the report anyway.</summary>
    public string PersonalData { get; init; } = "";

    /// <summary>Fields sent more than once; their values are joined by line feeds.</summary>
    public IReadOnlyList<string> Repeated { get; init; } = [];

    /// <summary>Whether it is only an answer to “Was this article helpful?”.</summary>
    public bool IsVote => Answer.Length > 0 && Concern.Length == 0 && IsBlank(Message) && IsBlank(Quote);

    /// <summary>The answer to “Was this article helpful?”: <c>yes</c>, <c>no</c>, or empty.</summary>
    public string Answer => Helpful.Length > 0 || Reason.Length == 0 ? Helpful : "no";

    /// <summary>All that is stored. Two forms with the same fields are the same report.</summary>
    public string[] Fields() => [Article, Helpful, Reason, Concern, Section, Quote, QuotePrefix, QuoteSuffix, Message, Email, LeaveEmpty];

    /// <summary>Unknown fields are ignored.</summary>
    public static FeedbackForm Of(IEnumerable<KeyValuePair<string, string[]>> fields)
    {
        var sent = fields.ToDictionary(field => field.Key, field => field.Value.Select(LineText.WithLineFeeds).ToArray(), StringComparer.Ordinal);
        return new FeedbackForm
        {
            Article = Value(FieldNames.Article),
            Helpful = Value(FieldNames.Helpful),
            Reason = Value(FieldNames.Reason),
            Concern = Value(FieldNames.Concern),
            Section = Value(FieldNames.Section),
            Quote = Value(FieldNames.Quote),
            QuotePrefix = Value(FieldNames.QuotePrefix),
            QuoteSuffix = Value(FieldNames.QuoteSuffix),
            Message = Value(FieldNames.Message),
            Email = Value(FieldNames.Email),
            LeaveEmpty = Value(FieldNames.LeaveEmpty),
            PersonalData = Value(FieldNames.PersonalData),
            Repeated = [.. FieldNames.All.Where(name => sent.GetValueOrDefault(name) is { Length: > 1 })],
        };

        string Value(string name) => string.Join('\n', sent.GetValueOrDefault(name) ?? []);
    }

    public static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);
}

/// <summary>These names must not change, because outside tools use them.</summary>
internal static class FieldNames
{
    public const string Article = "article";
    public const string Helpful = "helpful";
    public const string Reason = "reason";
    public const string Concern = "concern";
    public const string Section = "section";
    public const string Quote = "quote";
    public const string QuotePrefix = "quote-prefix";
    public const string QuoteSuffix = "quote-suffix";
    public const string Message = "message";
    public const string Email = "email";
    /// <summary>Browsers don't autofill a field of this name.</summary>
    public const string LeaveEmpty = "leave-empty";
    public const string PersonalData = "personal-data";

    public static IReadOnlyList<string> All { get; } =
        [Article, Helpful, Reason, Concern, Section, Quote, QuotePrefix, QuoteSuffix, Message, Email, LeaveEmpty, PersonalData];
}

/// <summary>Lengths are counted as <c>maxlength</c> does: in UTF-16 units, with each line end as one.</summary>
internal static class FormLimits
{
    public const int Quote = 1000;
    public const int Context = 64;
    public const int Message = 4000;

    /// <summary>RFC 5321, 4.5.3.1.3: a path of 256 including its angle brackets.</summary>
    public const int Email = 254;

    /// <summary>A heading's id is made from its words, and no heading is this long.</summary>
    public const int Section = 200;

    public const int Links = 2;

    /// <summary>For this long, the same fields from the same client count as the same report.</summary>
    public static readonly TimeSpan Repetition = ClientKeys.OverMidnight;
}

/// <summary>Finds all errors at once, in the order of the fields.</summary>
internal static partial class FormCheck
{
    public static IReadOnlyList<ValidationError> Validate(FeedbackForm form, Edition edition, bool takesEmail) =>
    [
        .. form.Repeated.Select(field => new ValidationError(field, $"“{field}” was sent more than once. Put everything into one field.")),
        .. FieldNames.All
            .Where(field => !form.Repeated.Contains(field))
            .Select(field => (Field: field, Words: Validate(field, form, edition, takesEmail)))
            .Where(found => found.Words is not null)
            .Select(found => new ValidationError(found.Field, found.Words!)),
    ];

    /// <summary>May be withdrawn; null if there is none.</summary>
    public static Article? ArticleOf(FeedbackForm form, Edition edition) =>
        edition.Find(form.Article);

    private static string? Validate(string field, FeedbackForm form, Edition edition, bool takesEmail) => field switch
    {
        FieldNames.Article when ArticleOf(form, edition) is null =>
            "The article this is about is no longer here. Copy your words, and send them from another article’s page.",
        FieldNames.Helpful when form.Helpful is not ("" or "yes" or "no") => "Choose Yes or No.",
        FieldNames.Reason when form.Reason.Length > 0 && (MissingReasons.Parse(form.Reason) is null || form.Helpful == "yes") => "Choose one of these.",
        FieldNames.Concern when form.Concern.Length > 0 && Concerns.Parse(form.Concern) is null => "Choose one of these.",
        // Accepts any heading's id, because the article may have changed while the reader was writing.
        FieldNames.Section when form.Section.Length > 0 && (form.Section.Length > FormLimits.Section || !HeadingId().IsMatch(form.Section)) =>
            "Choose one of the article’s headings.",
        FieldNames.Quote => ValidationError.TooLong("The passage", form.Quote, FormLimits.Quote),
        FieldNames.QuotePrefix => ValidationError.TooLong("The text before the passage", form.QuotePrefix, FormLimits.Context),
        FieldNames.QuoteSuffix => ValidationError.TooLong("The text after the passage", form.QuoteSuffix, FormLimits.Context),
        FieldNames.Message => ValidationError.TooLong("Your message", form.Message, FormLimits.Message) ?? Missing(form),
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
