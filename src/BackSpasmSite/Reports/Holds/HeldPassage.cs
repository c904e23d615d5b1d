using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports.Holds;

/// <summary>
/// A hold covers whole sentences in the article's current words. So two reports on one sentence hold the same thing, nothing a reader
/// typed survives when the report is erased, and the passage is found again after more edits.
/// </summary>
internal static class HeldPassage
{
    public static Quotation Of(Report report, Edition edition)
    {
        var unknown = new Quotation("", Section: report.Section);
        if (report.Quoted() is not { } quote) return unknown;
        if (edition.Find(report.Article) is not { } article) return unknown;
        var text = ReadingText.Of(article);
        return QuoteAnchor.Find(text, quote) is AnchoredPassage.Found found ? Sentences(text.Text, found) : unknown;
    }

    private static Quotation Sentences(string text, AnchoredPassage.Found found)
    {
        var (first, last) = (found.Parts[0], found.Parts[^1]);
        var (start, end) = (first.Block.Start + first.Sentences.Start, last.Block.Start + last.Sentences.End);
        return new Quotation(
            text[start..end],
            text[Math.Max(0, start - Limits.Context)..start],
            text[end..Math.Min(text.Length, end + Limits.Context)],
            first.Block.Section);
    }
}
