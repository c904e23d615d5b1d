using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Pages;

/// <summary>Empty below an article; with everything that was typed when it is shown again.</summary>
internal sealed record FeedbackView(Article? Article, SiteMetadata Site, bool TakesEmail)
{
    public bool IsPaused { get; init; }

    public FeedbackForm Typed { get; init; } = FeedbackForm.Empty;

    public SubmitReportResult? SubmitReportResult { get; init; }

    /// <summary>The article's own box for urgent help, or else the emergency number; null if the site has none.</summary>
    public string? HelpHref =>
        Article?.LeadHtml.Contains("id=\"get-help-now\"", StringComparison.Ordinal) == true ? $"/articles/{Article.Slug}#get-help-now"
        : Site.Emergency?.Href;

    /// <summary>A reader who has chosen to send personal data is not asked again.</summary>
    public bool AsksAboutPersonalData => SubmitReportResult is SubmitReportResult.Personal || Typed.PersonalData == "keep";

    public IReadOnlyList<ValidationError> Errors => SubmitReportResult is SubmitReportResult.Invalid { Errors: var errors } ? errors : [];

    /// <summary>The visible field to show an error beside; null if there is none.</summary>
    public string? Place(ValidationError error) => error.Field switch
    {
        FieldNames.Article or FieldNames.LeaveEmpty or FieldNames.PersonalData => null,
        FieldNames.Email when !TakesEmail => null,
        _ => error.Field,
    };

    /// <summary>All errors of a field joined into one; null if it has none.</summary>
    public ValidationError? Beside(string field) =>
        Errors.Where(error => Place(error) == field).Select(error => error.Words).ToList() is { Count: > 0 } words
            ? new ValidationError(field, string.Join(' ', words))
            : null;

    /// <summary>For <c>aria-describedby</c>.</summary>
    public string? Describes(string field, bool hasHint = false)
    {
        var ids = string.Join(' ', new[] { Beside(field) is null ? null : $"f-{field}-error", hasHint ? $"f-{field}-hint" : null }.Where(id => id is not null));
        return ids.Length > 0 ? ids : null;
    }

    /// <summary>Includes the submitted section, even if it no longer exists.</summary>
    public IEnumerable<Heading> Sections()
    {
        var headings = Article?.Headings ?? [];
        return Typed.Section.Length == 0 || headings.Any(heading => heading.Id == Typed.Section)
            ? headings
            : headings.Append(new Heading(2, Typed.Section, $"A section that no longer exists ({Typed.Section})"));
    }
}
