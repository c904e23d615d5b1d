namespace BackSpasmSite.Reports.Intake;

/// <summary>
/// The form as it was sent, each field as typed, so that nothing is lost when it has to be shown again. Line ends are LF; a
/// field that was not sent is empty.
/// </summary>
internal sealed record FeedbackForm
{
    public static FeedbackForm Empty { get; } = new();

    public string Article { get; init; } = "";
    public string Helpful { get; init; } = "";
    public string Concern { get; init; } = "";
    public string Section { get; init; } = "";
    public string Quote { get; init; } = "";
    public string QuotePrefix { get; init; } = "";
    public string QuoteSuffix { get; init; } = "";
    public string Message { get; init; } = "";
    public string Email { get; init; } = "";

    /// <summary>The trap, which people never see.</summary>
    public string LeaveEmpty { get; init; } = "";

    /// <summary><c>keep</c> when the reader has seen the hint about personal data.</summary>
    public string PersonalData { get; init; } = "";

    /// <summary>The fields that came more than once. Their values stand one below the other.</summary>
    public IReadOnlyList<string> Repeated { get; init; } = [];

    /// <summary>Whether nothing was sent but the answer to “Was this article helpful?”.</summary>
    public bool IsVote => Helpful.Length > 0 && Concern.Length == 0 && IsBlank(Message) && IsBlank(Quote);

    /// <summary>What makes two forms the same report: all that is kept.</summary>
    public string[] Fields() => [Article, Helpful, Concern, Section, Quote, QuotePrefix, QuoteSuffix, Message, Email, LeaveEmpty];

    /// <summary>Reads fields by the names that the form gives them; others are left alone.</summary>
    public static FeedbackForm Of(IEnumerable<KeyValuePair<string, string[]>> fields)
    {
        var sent = fields.ToDictionary(field => field.Key, field => field.Value.Select(WithPlainLineEnds).ToArray(), StringComparer.Ordinal);
        return new FeedbackForm
        {
            Article = Value(FieldNames.Article),
            Helpful = Value(FieldNames.Helpful),
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

    private static string WithPlainLineEnds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
