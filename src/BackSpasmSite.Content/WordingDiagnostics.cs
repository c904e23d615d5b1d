using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>Where an article is harder to read than its readers can be asked to. Measured in English only.</summary>
internal static class WordingDiagnostics
{
    /// <summary>The highest Flesch-Kincaid grade without a warning, for an article and for a paragraph.</summary>
    private const double HighestGrade = 9;

    /// <summary>The most words a sentence has without a warning.</summary>
    private const int LongestSentence = 30;

    /// <summary>Below this many words a grade says little: one long name can lift it by several years.</summary>
    private const int FewestOfParagraph = 40, FewestOfArticle = 100;

    /// <summary>How many paragraphs are named, the hardest: mending those mends the article.</summary>
    private const int HardestParagraphs = 3;

    /// <summary>How many long sentences are named; each is looked for in the whole file.</summary>
    private const int MostSentences = 20;

    /// <summary>The rules for syllables and sentences are rules for English.</summary>
    public static bool AreKnownFor(SiteMetadata site) => site.Language.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>What makes an article hard to read, each at its place in the file.</summary>
    /// <param name="article">The article as it is printed.</param>
    /// <param name="source">Its file.</param>
    /// <param name="title">Where its title stands in the file.</param>
    public static IEnumerable<Diagnostic> Of(Article article, SourceText source, int title)
    {
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
                $"This paragraph reads at grade {Shown(measured.Grade)}. Cut its sentences in two, and say its long words in short ones.");

        var found = 0;
        foreach (var (block, sentence) in prose.SelectMany(block => Sentences.Of(block).Select(sentence => (block, sentence))))
        {
            var words = Readability.WordsOf(block, sentence).Count();
            if (words > LongestSentence && ++found <= MostSentences)
                yield return At(block, sentence, "TXT003", $"This sentence has {words} words. Cut it in two: {LongestSentence} are hard enough to follow.");
        }

        if (found > MostSentences) yield return source.Warning(title, "TXT003", $"{found - MostSentences} more sentences have more than {LongestSentence} words.");

        Diagnostic At(ReadingBlock block, TextRange range, string code, string message) =>
            places.Find(block, range) is { } place
                ? new Diagnostic(source.Path, place.Line, place.Column, code, Severity.Warning, message)
                : source.Warning(title, code, $"{message} It begins “{Beginning(range.Of(block.Text))}”.");
    }

    private static string Shown(double grade) => grade.ToString("0.0");

    private static string Beginning(string words) => string.Join(' ', words.Split(' ').Take(6));
}
