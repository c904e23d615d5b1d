using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>Works out what a correction form would make of an article, without changing anything.</summary>
internal sealed class CorrectionDrafts(ArticleEditor desk, PreviewBuilder renderer)
{
    /// <summary>A new form with the current text and the passage as it is now; null if there is no such article.</summary>
    public CorrectionForm? Begin(ReportFile reports, Edition edition)
    {
        if (!Slug.TryParse(reports.Report.Article, out var slug) || desk.Open(slug) is not { } file) return null;
        return new CorrectionForm
        {
            Text = file.Text,
            Hash = file.Hash,
            Was = reports.Report.Quoted() is { } passage ? PassageChange.Sentences(PreviewBuilder.Print(slug, file.Text, edition), passage) : "",
            Modified = IsoDate.Of(edition.Date),
            Chosen = reports.Together.Select(report => report.Id).ToHashSet(),
        };
    }

    /// <summary>The draft, based on the current file; null if there is none. Builds one edition.</summary>
    public CorrectionDraft? Look(ReportFile reports, CorrectionForm form, Edition edition)
    {
        if (!Slug.TryParse(reports.Report.Article, out var slug) || desk.Open(slug) is not { } file) return null;

        var corrected = TypedText.Over(file.Text, form.Text);
        var (before, after) = (PreviewBuilder.Print(slug, file.Text, edition), PreviewBuilder.Print(slug, corrected, edition));
        var passages = Passages(reports.Report, form.Was);
        var guess = passages.Count > 0 && before is not null && after is not null ? PassageChange.Now(before, after, passages[0]) : "";
        var now = Words(form.Now) is { Length: > 0 } typed && typed != Words(form.Guess) ? typed : guess;
        var (entered, refusal) = WithCorrection(corrected, form, now);
        var text = entered ?? corrected;
        var preview = renderer.Build(slug, text);
        return new CorrectionDraft
        {
            Slug = slug,
            File = file,
            Text = text,
            Preview = preview,
            Guess = guess,
            Now = now,
            StillThere = after is null ? null : passages.FirstOrDefault(passage => PassageChange.Stands(after, passage))?.Quote,
            Errors = CorrectionCheck.Validate(form, preview.Edition.Date, after),
            Error = refusal,
        };
    }

    /// <summary>The correction that a form describes.</summary>
    public static Correction CorrectionOf(CorrectionForm form, string now) => new(
        CorrectionCheck.Day(form) ?? default,
        Words(form.Note),
        Words(form.Was) is { Length: > 0 } was ? was : null,
        now.Length > 0 ? now : null,
        [.. form.Chosen.Where(number => number is > 0 and <= int.MaxValue).Order().Select(number => (int)number)]);

    /// <summary>The corrected text, with the entry in its front matter once there are a note and a date; refused if that can't be changed.</summary>
    private static Outcome<string> WithCorrection(string corrected, CorrectionForm form, string now)
    {
        if (Words(form.Note).Length == 0 || CorrectionCheck.Day(form) is not { } day) return corrected;
        try
        {
            return FrontMatterEdit.WithModified(CorrectionEdit.WithCorrection(corrected, CorrectionOf(form, now)), day);
        }
        catch (FormatException unusual)
        {
            return Outcome<string>.Refused(unusual.Message);
        }
    }

    /// <summary>The passage as the editor says it was, and as the reader selected it.</summary>
    private static IReadOnlyList<Quotation> Passages(Report report, string was)
    {
        var noted = report.Quoted();
        return Words(was) is { Length: > 0 } words
            ? [new Quotation(words, Section: report.Section), .. noted is null ? Array.Empty<Quotation>() : [noted]]
            : noted is null ? [] : [noted];
    }

    /// <summary>Typed text with LF line ends, trimmed.</summary>
    private static string Words(string typed) => DeskForm.Typed(typed) ?? "";
}

/// <summary>What a correction form would make of an article.</summary>
internal sealed record CorrectionDraft
{
    public required Slug Slug { get; init; }

    /// <summary>The file it is based on.</summary>
    public required ArticleFile File { get; init; }

    /// <summary>The whole corrected file, including the front matter's entry once there is a note.</summary>
    public required string Text { get; init; }

    /// <summary>The article with that text.</summary>
    public required ArticlePreview Preview { get; init; }

    /// <summary>What the passage says now: as typed, or else <see cref="Guess"/>.</summary>
    public required string Now { get; init; }

    /// <summary>The new words of the passage, found by comparing the texts; empty if they can't be found.</summary>
    public required string Guess { get; init; }

    /// <summary>The reported words, if the text still contains them; null otherwise.</summary>
    public string? StillThere { get; init; }

    public IReadOnlyList<ValidationError> Errors { get; init; } = [];

    /// <summary>Why nothing can be added to the front matter.</summary>
    public string? Error { get; init; }
}
