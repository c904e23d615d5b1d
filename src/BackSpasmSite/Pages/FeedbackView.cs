using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Pages;

/// <summary>What the form shows: empty below an article, with everything that was typed when it is shown again.</summary>
/// <param name="Article">The article it is about; null if there is no such article any more.</param>
/// <param name="Site">Holds the emergency number.</param>
/// <param name="TakesEmail">Whether there is a field for an e-mail address.</param>
internal sealed record FeedbackView(Article? Article, SiteMetadata Site, bool TakesEmail)
{
    /// <summary>Whether a notice is shown in place of the form.</summary>
    public bool IsPaused { get; init; }

    public FeedbackForm Typed { get; init; } = FeedbackForm.Empty;

    /// <summary>The result of submitting the form; null before that.</summary>
    public SubmitReportResult? SubmitReportResult { get; init; }

    /// <summary>A link to urgent help: the article's own box, or else the emergency number; null if the site has none.</summary>
    public string? HelpHref =>
        Article?.LeadHtml.Contains("id=\"get-help-now\"", StringComparison.Ordinal) == true ? $"/articles/{Article.Slug}#get-help-now"
        : Site.Emergency?.Href;

    /// <summary>Whether to offer sending what looks like personal data. A reader who has chosen to is not asked again.</summary>
    public bool AsksAboutPersonalData => SubmitReportResult is SubmitReportResult.Personal || Typed.PersonalData == "keep";

    public IReadOnlyList<ValidationError> Errors => SubmitReportResult is SubmitReportResult.Invalid { Errors: var errors } ? errors : [];

    /// <summary>The visible field that an error is shown beside; null if there is none.</summary>
    public string? Place(ValidationError error) => error.Field switch
    {
        FieldNames.Article or FieldNames.LeaveEmpty or FieldNames.PersonalData => null,
        FieldNames.Email when !TakesEmail => null,
        _ => error.Field,
    };

    /// <summary>The errors of a field joined into one; null if it has none.</summary>
    public ValidationError? Beside(string field) =>
        Errors.Where(error => Place(error) == field).Select(error => error.Words).ToList() is { Count: > 0 } words
            ? new ValidationError(field, string.Join(' ', words))
            : null;

    /// <summary>The ids that describe a field, for <c>aria-describedby</c>: its error and its hint.</summary>
    public string? Describes(string field, bool hasHint = false)
    {
        var ids = string.Join(' ', new[] { Beside(field) is null ? null : $"f-{field}-error", hasHint ? $"f-{field}-hint" : null }.Where(id => id is not null));
        return ids.Length > 0 ? ids : null;
    }

    /// <summary>The article's sections, and the submitted one if it no longer exists.</summary>
    public IEnumerable<Heading> Sections()
    {
        var headings = Article?.Headings ?? [];
        return Typed.Section.Length == 0 || headings.Any(heading => heading.Id == Typed.Section)
            ? headings
            : headings.Append(new Heading(2, Typed.Section, $"A section that no longer exists ({Typed.Section})"));
    }
}
