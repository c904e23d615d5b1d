namespace BackSpasmSite.Reports.Intake;

/// <summary>The names of the form's fields: a promise to outside tools.</summary>
internal static class FieldNames
{
    public const string Article = "article";
    public const string Helpful = "helpful";
    public const string Concern = "concern";
    public const string Section = "section";
    public const string Quote = "quote";
    public const string QuotePrefix = "quote-prefix";
    public const string QuoteSuffix = "quote-suffix";
    public const string Message = "message";
    public const string Email = "email";
    /// <summary>The trap. No browser's autofill knows a field of this name.</summary>
    public const string LeaveEmpty = "leave-empty";
    public const string PersonalData = "personal-data";

    public static IReadOnlyList<string> All { get; } =
        [Article, Helpful, Concern, Section, Quote, QuotePrefix, QuoteSuffix, Message, Email, LeaveEmpty, PersonalData];
}
