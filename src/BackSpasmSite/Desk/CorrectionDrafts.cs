using System.Globalization;
using BackSpasmSite.Articles;
using BackSpasmSite.Authoring;
using BackSpasmSite.Feedback;

namespace BackSpasmSite.Desk;

/// <summary>Looks at what a form would make of an article, and changes nothing.</summary>
internal sealed class CorrectionDrafts(ArticleDesk desk, TrialPress press)
{
    /// <summary>An empty form: the text as it is, and what the passage says in it.</summary>
    public CorrectionForm? Begin(ReportFile reports)
    {
        if (!Slug.TryParse(reports.Report.Article, out var slug) || desk.Open(slug) is not { } file) return null;
        var trial = press.Try(slug, file.Text);
        return new CorrectionForm
        {
            Text = file.Text,
            Hash = file.Hash,
            Was = Quotation.Of(reports.Report) is { } passage ? PassageChange.Sentences(trial.Article, passage) : "",
            Modified = trial.Edition.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Chosen = reports.Together.Select(report => report.Id).ToHashSet(),
        };
    }

    /// <summary>What the form would make of the file there is now; null when there is none.</summary>
    public CorrectionDraft? Look(ReportFile reports, CorrectionForm form)
    {
        if (!Slug.TryParse(reports.Report.Article, out var slug) || desk.Open(slug) is not { } file) return null;

        var before = press.Try(slug, file.Text);
        var text = TypedText.Over(file.Text, form.Text);
        var trial = press.Try(slug, text);
        var passages = Passages(reports.Report, form.Was);
        var guess = passages.Count > 0 && before.Article is { } old && trial.Article is { } mended ? PassageChange.Now(old, mended, passages[0]) : "";
        var draft = new CorrectionDraft
        {
            Slug = slug,
            Text = text,
            Trial = trial,
            Guess = guess,
            Now = Words(form.Now) is { Length: > 0 } typed && typed != Words(form.Guess) ? typed : guess,
            StillStanding = trial.Article is { } article ? passages.FirstOrDefault(passage => PassageChange.Stands(article, passage))?.Quote : null,
            Mistakes = CorrectionCheck.Mistakes(form, trial),
        };
        return Words(form.Note).Length == 0 || CorrectionCheck.Day(form) is null ? draft : WithCorrection(draft, form);
    }

    /// <summary>The correction that a form describes.</summary>
    public static Correction CorrectionOf(CorrectionForm form, string now) => new(
        CorrectionCheck.Day(form) ?? default,
        Words(form.Note),
        Words(form.Was) is { Length: > 0 } was ? was : null,
        now.Length > 0 ? now : null,
        [.. form.Chosen.Where(number => number is > 0 and <= int.MaxValue).Order().Select(number => (int)number)]);

    /// <summary>The article's file with the mended text, the correction and the day.</summary>
    /// <exception cref="FormatException">Nothing can be added to its front matter.</exception>
    public static string Compose(string file, CorrectionForm form, string now) => FrontMatterEdit.WithModified(
        CorrectionEdit.WithCorrection(TypedText.Over(file, form.Text), CorrectionOf(form, now)),
        CorrectionCheck.Day(form) ?? default);

    private CorrectionDraft WithCorrection(CorrectionDraft draft, CorrectionForm form)
    {
        try
        {
            var text = Compose(draft.Text, form with { Text = draft.Text }, draft.Now);
            var trial = press.Try(draft.Slug, text);
            return draft with { Text = text, Trial = trial };
        }
        catch (FormatException unusual)
        {
            return draft with { Refusal = unusual.Message };
        }
    }

    /// <summary>The passage as the editor says it was, and as the reader's browser noted it.</summary>
    private static IReadOnlyList<Quotation> Passages(Report report, string was)
    {
        var noted = Quotation.Of(report);
        return Words(was) is { Length: > 0 } words
            ? [new Quotation(words, Section: report.Section), .. noted is null ? Array.Empty<Quotation>() : [noted]]
            : noted is null ? [] : [noted];
    }

    /// <summary>What was typed, with one kind of line end and no space around it.</summary>
    private static string Words(string typed) => DeskForm.Typed(typed) ?? "";
}
