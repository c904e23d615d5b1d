using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Text;

/// <summary>A passage is found again after edits, or it is said that it is gone.</summary>
public sealed class QuoteAnchorTests
{
    private static readonly string Before = """
        Most back pain settles in a few weeks (1). Staying active may help a little (2, 3).

        ## Heat and cold

        A heat wrap helped a little in two small trials (2). It should never be used on broken skin. Cold has hardly been studied, and nobody knows “how long” it should stay on.

        Rest in bed for more than two days makes things worse (1). Get up as soon as you can 👩‍⚕️ in a cafe\u0301.

        - Keep moving, but stop when it hurts.
        - Sleep on either side.

        | Medicine | What studies say |
        |---|---|
        | Ibuprofen | Helps a little more than placebo (4) |
        | Magnesium | Not studied for spasm |

        ![A leg](images/none.svg "The calf muscle, which cramps most often (5).")

        ## Baths

        A warm bath feels good. It should never be used on broken skin. Nobody has studied it.
        """.Replace(@"\u0301", "\u0301", StringComparison.Ordinal);

    [Theory]
    [InlineData("nothing changed", "A heat wrap helped a little in two small trials (2).", "", "", "exact: A heat wrap helped a little in two small trials (2).")]
    [InlineData("lines were wrapped anew", "A heat wrap helped a little in two small trials (2).", "little in two", "little\nin  two", "exact: A heat wrap helped a little in two small trials (2).")]
    [InlineData("quotation marks and dashes", "nobody knows “how long” it should stay on", "“how long”", "\"how long\"", "exact: nobody knows \"how long\" it should stay on")]
    [InlineData("a citation was renumbered", "helped a little in two small trials (2).", "trials (2)", "trials (3, 4)", "exact: helped a little in two small trials (3, 4).")]
    [InlineData("a citation was added", "It should never be used on broken skin. Cold", "broken skin. Cold", "broken skin (5). Cold", "exact: It should never be used on broken skin (5). Cold")]
    [InlineData("a citation was cut in two", "Staying active may help a little (2", "(2, 3)", "(4, 1)", "exact: Staying active may help a little (4, 1)")]
    [InlineData("a word was mended", "It should never be used on broken skin. Cold has hardly been studied", "hardly", "scarcely", "approximate: It should never be used on broken skin. Cold has scarcely been studied")]
    [InlineData("a number was mended", "Rest in bed for more than two days makes things worse (1).", "two days", "three days", "approximate: Rest in bed for more than three days makes things worse (1).")]
    [InlineData("the sentence was shortened", "Cold has hardly been studied, and nobody knows “how long” it should stay on.", ", and nobody knows “how long” it should stay on", "", "approximate: Cold has hardly been studied.")]
    [InlineData("the paragraph was split", "It should never be used on broken skin. Cold has hardly been studied", "skin. Cold", "skin.\n\nCold", "exact: It should never be used on broken skin. / Cold has hardly been studied")]
    [InlineData("the paragraph was deleted", "Rest in bed for more than two days makes things worse (1).", "Rest in bed for more than two days makes things worse (1). Get up as soon as you can 👩‍⚕️ in a cafe\u0301.", "", "gone")]
    [InlineData("the sentence was rewritten", "A heat wrap helped a little in two small trials (2).", "A heat wrap helped a little in two small trials (2).", "Nothing warm was any good.", "approximate: Nothing warm was any good.")]
    [InlineData("one word, among many like it", "little", "Most back pain", "Nearly all back pain", "exact: little (2, 3)")]
    [InlineData("one word that was replaced", "hardly", "hardly", "scarcely", "approximate: scarcely")]
    [InlineData("over a list and a table", "Sleep on either side. Medicine What studies say Ibuprofen", "", "", "exact: Sleep on either side. / Medicine / What studies say / Ibuprofen")]
    [InlineData("over two paragraphs", "it should stay on. Rest in bed", "", "", "exact: it should stay on. / Rest in bed")]
    [InlineData("emoji", "as soon as you can 👩‍⚕️ in", "", "", "exact: as soon as you can 👩‍⚕️ in")]
    [InlineData("combining marks were composed", "in a cafe\u0301.", "cafe\u0301", "caf\u00E9", "exact: in a caf\u00E9.")]
    [InlineData("a heading", "Heat and cold", "", "", "exact: Heat and cold")]
    [InlineData("a heading that was changed", "Heat and cold", "## Heat and cold", "## Warmth and cold", "approximate: Warmth and cold")]
    [InlineData("a table's cell", "Not studied for spasm", "", "", "exact: Not studied for spasm")]
    [InlineData("a table's cell that was changed", "Helps a little more than placebo (4)", "Helps a little more than placebo", "Helps hardly more than placebo", "approximate: Helps hardly more than placebo (4)")]
    [InlineData("a caption", "The calf muscle, which cramps most often (5).", "", "", "exact: The calf muscle, which cramps most often (5).")]
    [InlineData("an item of a list", "Keep moving, but stop when it hurts.", "- Keep", "1. Keep", "exact: Keep moving, but stop when it hurts.")]
    [InlineData("the title", "Heat or ice", "", "", "exact: Heat or ice")]
    public void A_passage_is_found_again_after_an_edit(string edit, string quote, string old, string mended, string found)
    {
        var before = Selected.Article(Before);
        var after = Selected.Article(old.Length == 0 ? Before : Before.Replace(old, mended, StringComparison.Ordinal));

        Assert.True(found == Selected.Found(after, Selected.In(before, quote)), $"After {edit}: {Selected.Found(after, Selected.In(before, quote))}");
    }

    [Fact]
    public void A_sentence_that_was_moved_is_found_where_it_is_now()
    {
        const string Sentence = "A heat wrap helped a little in two small trials (2). ";
        var after = Selected.Article(Before.Replace(Sentence, "", StringComparison.Ordinal).Replace("Rest in bed", $"{Sentence}Rest in bed", StringComparison.Ordinal));

        var found = Assert.IsType<AnchoredPassage.Exact>(QuoteAnchor.Find(ReadingText.Of(after), Selected.In(Selected.Article(Before), Sentence.Trim())));

        Assert.EndsWith("Rest in bed for more than two days makes things worse (1). Get up as soon as you can 👩‍⚕️ in a cafe\u0301.", found.FirstBlock.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "s-heat-and-cold")]
    [InlineData(1, "s-baths")]
    public void Of_the_same_sentence_twice_the_one_with_its_surroundings_is_meant(int which, string section)
    {
        var article = Selected.Article(Before);

        var found = QuoteAnchor.Find(ReadingText.Of(article), Selected.In(article, "It should never be used on broken skin.", which));

        Assert.Equal(section, Assert.IsType<AnchoredPassage.Exact>(found).FirstBlock.Section);
    }

    [Theory]
    [InlineData("s-baths", "s-baths")]
    [InlineData("s-gone", "s-heat-and-cold")]
    [InlineData(null, "s-heat-and-cold")]
    public void Without_surroundings_the_section_decides_and_else_the_first(string? section, string found)
    {
        var passage = new Quotation("It should never be used on broken skin.", Section: section);

        Assert.Equal(found, Assert.IsType<AnchoredPassage.Exact>(QuoteAnchor.Find(ReadingText.Of(Selected.Article(Before)), passage)).FirstBlock.Section);
    }

    [Fact]
    public void A_word_is_not_found_within_another()
    {
        var article = Selected.Article("Wheat is no heat. Reheat it.");

        Assert.Equal("exact: heat", Selected.Found(article, new Quotation("heat")));
        Assert.Equal("no heat", Assert.IsType<AnchoredPassage.Exact>(QuoteAnchor.Find(ReadingText.Of(article), new Quotation("heat"))).FirstBlock.Text[9..16]);
        Assert.Equal("gone", Selected.Found(Selected.Article("Wheat only."), new Quotation("heat")));
        Assert.Equal("exact: heat", Selected.Found(Selected.Article("Wheat only."), new Quotation("heat", "Heat or ice W", " only.")));
    }

    [Fact]
    public void A_plain_number_in_parentheses_is_part_of_the_words()
    {
        var article = Selected.Article("In a few people (30) it helped for long (1).");

        Assert.Equal("approximate: a few people (30) it helped", Selected.Found(article, new Quotation("a few people (20) it helped")));
        Assert.Equal("exact: a few people (30) it helped for long (1)", Selected.Found(article, new Quotation("a few people (30) it helped for long (3)")));
    }

    [Fact]
    public void Likeness_is_the_share_of_words_that_stayed()
    {
        var passage = Selected.In(Selected.Article("One two three four five six seven eight nine ten."), "One two three four five six seven eight nine ten.");
        var after = ReadingText.Of(Selected.Article("One two three four new six seven eight nine ten."));

        Assert.Equal(0.9, Assert.IsType<AnchoredPassage.Approximate>(QuoteAnchor.Find(after, passage)).Likeness, precision: 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("(1, 2)")]
    [InlineData("\uD800")]
    [InlineData("nothing of the kind stands anywhere in here")]
    public void What_was_never_there_is_gone(string quote) =>
        Assert.Equal("gone", Selected.Found(Selected.Article(Before), new Quotation(quote, "before it", "after it")));

    [Theory]
    [InlineData("a ", "a ")]
    [InlineData("aaaaaaaaaa", "aaaaaaaaaa")]
    [InlineData("a ", "b ")]
    [InlineData("pain in the back is a ", "pain in the back was a ")]
    [InlineData("e\u0301\u0301\u0301", "e\u0301")]
    public void A_search_in_odd_texts_comes_to_an_end(string stuff, string selected)
    {
        var article = Selected.Article(string.Concat(Enumerable.Repeat(stuff, 250_000 / stuff.Length / 2)));
        var context = string.Concat(Enumerable.Repeat(stuff, 64))[..64];
        var quote = string.Concat(Enumerable.Repeat(selected, 1000))[..1000];
        var text = ReadingText.Of(article);

        // With a search that takes the square of the text, this would take hours.
        Assert.All([quote, quote + "x", selected[..1]], words => Assert.NotNull(QuoteAnchor.Find(text, new Quotation(words, context, context, "s-none"))));
    }

    [Theory]
    [InlineData("Heat helps as a rule, said one small review. ", "", "Section one.")]
    [InlineData("", " Nobody else has ever looked.", "Section two.")]
    public void Of_two_alike_the_one_with_more_of_its_surroundings_is_meant(string prefix, string suffix, string section)
    {
        var article = Selected.Article("""
            Section one. Heat helps as a rule, said one small review. That review did not look at back spasm at all.

            Section two. That review did not look at back cramp at all. Nobody else has ever looked.
            """);

        var found = QuoteAnchor.Find(ReadingText.Of(article), new Quotation("That review did not look at back pain at all.", prefix, suffix));

        Assert.StartsWith(section, Assert.IsType<AnchoredPassage.Approximate>(found).FirstBlock.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_sentences_of_a_shipped_article_could_be_taken_for_another()
    {
        var edition = new EditionBuilder(new ContentFolder(Path.Combine(Repository.Root, "content")), drafts: true).Build(Repository.ContentDay);
        var (all, alike) = (0, 0);
        foreach (var article in edition.Articles.Values)
        {
            var known = new Dictionary<string, int>(StringComparer.Ordinal);
            var sentences = ReadingText.Of(article).Blocks
                .SelectMany(block => Sentences.Of(block).Select(sentence => AnchorWords.Of(sentence.Of(block.Text), known)))
                .Where(words => words.Count >= 3)
                .ToList();
            all += sentences.Count;
            alike += sentences.Count(one => sentences.Any(other => other != one && LcsSimilarity.Of(one.Ids, other.Ids) >= 0.7));
        }

        Assert.True(alike < 0.1 * all, $"{alike} of {all}");
    }

    [Fact]
    public void A_changed_passage_is_found_in_a_long_article()
    {
        var random = new Random(4);
        var words = Enumerable.Range(0, 4000).Select(_ => $"word{random.Next(900)}").ToArray();
        var text = ReadingText.Of(Selected.Article(string.Join("\n\n", words.Chunk(80).Select(paragraph => $"{string.Join(' ', paragraph)}."))));
        var passage = new Quotation(string.Join(' ', words[1000..1130])[..1000].Replace("word1", "other1", StringComparison.Ordinal), "word1 word2 word3", "word4 word5 word6");

        Assert.IsType<AnchoredPassage.Approximate>(QuoteAnchor.Find(text, passage));
    }
}
