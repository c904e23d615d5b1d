using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Pages;

/// <summary>What the form shows: empty below an article, and with everything that was typed when it comes back.</summary>
/// <param name="Article">What it is about; null where the article is gone.</param>
/// <param name="Site">Whom to call.</param>
/// <param name="TakesEmail">Whether there is a field for an e-mail address.</param>
internal sealed record FeedbackView(Article? Article, SiteMetadata Site, bool TakesEmail)
{
    /// <summary>Whether there is a notice in the place of the form.</summary>
    public bool IsPaused { get; init; }

    public FeedbackForm Typed { get; init; } = FeedbackForm.Empty;

    /// <summary>What became of the form when it was sent; null when it was not.</summary>
    public SubmitReportResult? SubmitReportResult { get; init; }

    /// <summary>Where urgent help is: the article's own box, or else the telephone; null where the site names no number.</summary>
    public string? HelpHref =>
        Article?.LeadHtml.Contains("id=\"get-help-now\"", StringComparison.Ordinal) == true ? $"/articles/{Article.Slug}#get-help-now"
        : Site.Emergency?.Href;

    /// <summary>Whether the reader may keep what looks like personal data: who said so once need not be asked again.</summary>
    public bool AsksAboutPersonalData => SubmitReportResult is SubmitReportResult.Personal || Typed.PersonalData == "keep";

    public IReadOnlyList<ValidationError> Errors => SubmitReportResult is SubmitReportResult.Invalid { Errors: var errors } ? errors : [];

    /// <summary>The field, of those that people see, beside which a mistake stands; null where there is none.</summary>
    public string? Place(ValidationError error) => error.Field switch
    {
        FieldNames.Article or FieldNames.LeaveEmpty or FieldNames.PersonalData => null,
        FieldNames.Email when !TakesEmail => null,
        _ => error.Field,
    };

    /// <summary>What stands beside a field: its mistakes as one, or null.</summary>
    public ValidationError? Beside(string field) =>
        Errors.Where(error => Place(error) == field).Select(error => error.Words).ToList() is { Count: > 0 } words
            ? new ValidationError(field, string.Join(' ', words))
            : null;

    /// <summary>The ids that describe a field, for <c>aria-describedby</c>: its mistake and its hint.</summary>
    public string? Describes(string field, bool hasHint = false)
    {
        var ids = string.Join(' ', new[] { Beside(field) is null ? null : $"f-{field}-error", hasHint ? $"f-{field}-hint" : null }.Where(id => id is not null));
        return ids.Length > 0 ? ids : null;
    }

    /// <summary>The article's sections, and the one that was sent where it has gone meanwhile.</summary>
    public IEnumerable<Heading> Sections()
    {
        var headings = Article?.Headings ?? [];
        return Typed.Section.Length == 0 || headings.Any(heading => heading.Id == Typed.Section)
            ? headings
            : headings.Append(new Heading(2, Typed.Section, $"A part that is not there any more ({Typed.Section})"));
    }
}
