using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

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

    /// <summary>The passages of an article to look at again, each with its place in the file.</summary>
    /// <param name="offsets">The offset in the file of each key of the front matter.</param>
    public static IEnumerable<Diagnostic> Of(Article article, SourceText source, IReadOnlyDictionary<string, int> offsets)
    {
        var title = offsets["title"];
        var text = ReadingText.Of(article);
        var places = new SourcePlaces(article, source);
        var whole = Readability.Of(text);
        if (whole.Words >= FewestOfArticle && whole.Grade > HighestGrade)
            yield return source.Warning(title, "TXT001",
                $"The article reads at grade {Shown(whole.Grade)}. Aim at 8, and stay below 9, with shorter sentences and everyday words.");

        var prose = text.Blocks.Where(Readability.IsProse).ToList();
        var hard = prose.Select(block => (Block: block, Measured: Readability.Of(block)))
            .Where(paragraph => paragraph.Measured.Words >= FewestOfParagraph && paragraph.Measured.Grade > HighestGrade)
            .OrderByDescending(paragraph => paragraph.Measured.Grade)
            .Take(HardestParagraphs);
        foreach (var (block, measured) in hard)
            yield return At(block, new TextRange(0, block.Text.Length), "TXT002",
                $"This paragraph reads at grade {Shown(measured.Grade)}. Split its sentences, and replace long words with short ones.");

        var found = 0;
        foreach (var (block, sentence) in prose.SelectMany(block => Sentences.Of(block).Select(sentence => (block, sentence))))
        {
            var words = Readability.WordsOf(block, sentence).Count();
            if (words > LongestSentence && ++found <= MostSentences)
                yield return At(block, sentence, "TXT003", $"This sentence has {words} words. Split it: {LongestSentence} words are hard enough to follow.");
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
}
