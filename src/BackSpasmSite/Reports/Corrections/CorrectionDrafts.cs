using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using DiffPlex;
using DiffPlex.Chunkers;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>Shows what a correction form would make of an article; changes nothing.</summary>
internal sealed class CorrectionDrafts(ArticleEditor desk, PreviewBuilder renderer)
{
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

    /// <summary>Based on the current file; null if there is none. Builds one edition.</summary>
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

    public static Correction CorrectionOf(CorrectionForm form, string now) => new(
        CorrectionCheck.Day(form) ?? default,
        Words(form.Note),
        Words(form.Was) is { Length: > 0 } was ? was : null,
        now.Length > 0 ? now : null,
        [.. form.Chosen.Where(number => number is > 0 and <= int.MaxValue).Order().Select(number => (int)number)]);

    /// <summary>Adds the entry once there are a note and a date; refused if the front matter can't be changed.</summary>
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

    /// <summary>As the editor says it was, then as the reader selected it.</summary>
    private static IReadOnlyList<Quotation> Passages(Report report, string was)
    {
        var noted = report.Quoted();
        return Words(was) is { Length: > 0 } words
            ? [new Quotation(words, Section: report.Section), .. noted is null ? Array.Empty<Quotation>() : [noted]]
            : noted is null ? [] : [noted];
    }

    private static string Words(string typed) => DeskForm.Typed(typed) ?? "";
}

internal sealed record CorrectionDraft
{
    public required Slug Slug { get; init; }

    public required ArticleFile File { get; init; }

    /// <summary>The whole file, including the front matter's entry once there is a note.</summary>
    public required string Text { get; init; }

    public required ArticlePreview Preview { get; init; }

    /// <summary>What the passage says now: as typed, or else <see cref="Guess"/>.</summary>
    public required string Now { get; init; }

    /// <summary>The passage's new words, found by comparing the texts; empty if they can't be found.</summary>
    public required string Guess { get; init; }

    /// <summary>The reported words, if the corrected text still contains them.</summary>
    public string? StillThere { get; init; }

    public IReadOnlyList<ValidationError> Errors { get; init; } = [];

    public string? Error { get; init; }
}

internal static class PassageChange
{
    /// <summary>Without citations; the passage itself if the article does not contain it.</summary>
    public static string Sentences(Article? article, Quotation passage) =>
        article is not null && QuoteAnchor.Find(ReadingText.Of(article), passage) is AnchoredPassage.Exact found
            ? string.Join(' ', found.Parts.SelectMany(part => SentencesOf(part.Block).Where(sentence => sentence.Range.Overlaps(part.Sentences)).Select(sentence => sentence.Words)))
            : LineText.Collapse(passage.Quote);

    public static bool Stands(Article article, Quotation passage) =>
        QuoteAnchor.Find(ReadingText.Of(article), passage) is AnchoredPassage.Exact;

    /// <summary>Empty if the change does not show which sentences replaced the passage.</summary>
    public static string Now(Article before, Article after, Quotation passage)
    {
        var text = ReadingText.Of(before);
        if (QuoteAnchor.Find(text, passage) is not AnchoredPassage.Found found) return "";

        var (old, now) = (All(text), All(ReadingText.Of(after)));
        var meant = old.Index().Where(sentence => found.Parts.Any(part => part.Block == sentence.Item.Block && part.Range.Overlaps(sentence.Item.Range)))
            .Select(sentence => sentence.Index).ToHashSet();
        return string.Join(' ', Replacing(old, now, meant).Select(index => now[index].Words));
    }

    private static IEnumerable<int> Replacing(List<Sentence> old, List<Sentence> now, HashSet<int> meant)
    {
        var blocks = Differ.Instance.CreateDiffs(Lines(old), Lines(now), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance).DiffBlocks;
        foreach (var block in blocks)
        {
            var deleted = Enumerable.Range(block.DeleteStartA, block.DeleteCountA).ToList();
            var inserted = Enumerable.Range(block.InsertStartB, block.InsertCountB);
            if (!deleted.Any(meant.Contains)) continue;
            // With as many new sentences as old ones, each replaces one; otherwise all of them together replace the old ones.
            if (block.DeleteCountA == block.InsertCountB) inserted = inserted.Where(index => meant.Contains(block.DeleteStartA + index - block.InsertStartB));
            else if (!deleted.All(meant.Contains)) continue;
            foreach (var index in inserted) yield return index;
        }
    }

    private static string Lines(List<Sentence> sentences) => string.Join('\n', sentences.Select(sentence => sentence.Words));

    private static List<Sentence> All(ReadingText text) => [.. text.Blocks.SelectMany(SentencesOf)];

    private static IEnumerable<Sentence> SentencesOf(ReadingBlock block) =>
        BackSpasmSite.Content.Text.Sentences.Of(block).Select(range => new Sentence(block, range, block.WithoutCitations(range)));

    private sealed record Sentence(ReadingBlock Block, TextRange Range, string Words);
}
