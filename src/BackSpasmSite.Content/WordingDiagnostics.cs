using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;
using Markdig.Syntax;

namespace BackSpasmSite.Content;

/// <summary>Reports where an article is too hard to read for its audience, or claims too much. English only.</summary>
internal static class WordingDiagnostics
{
    /// <summary>The highest Flesch-Kincaid grade without a warning, for an article or a paragraph.</summary>
    private const double HighestGrade = 9;

    /// <summary>The longest sentence without a warning, in words.</summary>
    private const int LongestSentence = 30;

    /// <summary>With fewer words a grade is unreliable: one long name can raise it by several years.</summary>
    private const int FewestOfParagraph = 40, FewestOfArticle = 100;

    /// <summary>How many paragraphs are reported, hardest first: fixing those fixes the article.</summary>
    private const int HardestParagraphs = 3;

    /// <summary>How many long sentences are reported; each is searched for in the whole file.</summary>
    private const int MostSentences = 20;

    /// <summary>The rules for syllables and sentences only work for English.</summary>
    public static bool AreKnownFor(SiteMetadata site) => site.Language.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>How hard an article is to read, and the passages to look at again, each with its place in the file.</summary>
    /// <param name="offsets">The offset in the file of each key of the front matter.</param>
    /// <param name="document">The parsed text, if it is at hand.</param>
    public static Wording Of(Article article, SourceText source, IReadOnlyDictionary<string, int> offsets, MarkdownDocument? document = null)
    {
        var text = ReadingText.Of(article);
        var prose = text.Blocks.Where(Readability.IsProse).Select(block => new Prose(block)).ToList();
        var whole = prose.Aggregate(default(Readability), (sum, block) => sum + block.Measured);
        return new Wording(whole.Grade, [.. Of(article, text, prose, whole, new SourcePlaces(article, source, document), source, offsets)]);
    }

    private static IEnumerable<Diagnostic> Of(
        Article article, ReadingText text, List<Prose> prose, Readability whole, SourcePlaces places, SourceText source, IReadOnlyDictionary<string, int> offsets)
    {
        var title = offsets["title"];
        if (whole.Words >= FewestOfArticle && whole.Grade > HighestGrade)
            yield return source.Warning(title, "TXT001",
                $"The article reads at grade {Shown(whole.Grade)}. Aim at 8, and stay below 9, with shorter sentences and everyday words.");

        var hard = prose
            .Where(paragraph => paragraph.Measured.Words >= FewestOfParagraph && paragraph.Measured.Grade > HighestGrade)
            .OrderByDescending(paragraph => paragraph.Measured.Grade)
            .Take(HardestParagraphs);
        foreach (var paragraph in hard)
            yield return At(paragraph.Block, new TextRange(0, paragraph.Block.Text.Length), "TXT002",
                $"This paragraph reads at grade {Shown(paragraph.Measured.Grade)}. Split its sentences, and replace long words with short ones.");

        var found = 0;
        foreach (var block in prose)
        {
            foreach (var (sentence, measured) in block.Sentences)
            {
                if (measured.Words > LongestSentence && ++found <= MostSentences)
                    yield return At(block.Block, sentence, "TXT003", $"This sentence has {measured.Words} words. Split it: {LongestSentence} words are hard enough to follow.");
            }
        }

        if (found > MostSentences) yield return source.Warning(title, "TXT003", $"{found - MostSentences} more sentences have more than {LongestSentence} words.");

        foreach (var (block, range, message) in ClaimDiagnostics.Uncited(text).Take(MostSentences)) yield return At(block, range, "TXT004", message);
        if (ClaimDiagnostics.Absolute(article.FrontMatter.Description) is { } promise) yield return source.Warning(offsets["description"], "TXT005", promise);
        foreach (var (block, range, message) in ClaimDiagnostics.Absolute(text).Take(MostSentences)) yield return At(block, range, "TXT005", message);

        Diagnostic At(ReadingBlock block, TextRange range, string code, string message) =>
            places.Find(block, range) is { } place
                ? new Diagnostic(source.Path, place.Line, place.Column, code, Severity.Warning, message)
                : source.Warning(title, code, $"{message} It begins “{Beginning(range.Of(block.Text))}”.");
    }

    private static string Shown(double grade) => grade.ToString("0.0");

    private static string Beginning(string words) => string.Join(' ', words.Split(' ').Take(6));

    /// <summary>A block that is measured, sentence by sentence.</summary>
    private sealed class Prose
    {
        public Prose(ReadingBlock block)
        {
            Block = block;
            Sentences = [.. Text.Sentences.Of(block).Select(sentence => (sentence, Readability.Of(block, sentence)))];
            Measured = Sentences.Aggregate(default(Readability), (sum, sentence) => sum + sentence.Measured);
        }

        public ReadingBlock Block { get; }

        public IReadOnlyList<(TextRange Range, Readability Measured)> Sentences { get; }

        public Readability Measured { get; }
    }
}
