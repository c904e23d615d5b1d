using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class CorrectionEditTests
{
    private const string Flow = """{ date: 2026-11-25, note: "n", was: "w", now: "x", reports: [12, 15] }""";
    private const string Block = "- date: 2026-11-25\n*  note: \"n\"\n*  was: \"w\"\n*  now: \"x\"\n*  reports: [12, 15]\n";

    private static readonly Correction New = new(new DateOnly(2026, 11, 25), "n", "w", "x", [12, 15]);

    public static TheoryData<string> Nasty =>
    [
        "plain", "It said: “heat”, 'cold' and \"both\".", "C:\\n is no line end \\", "# no comment", "a # b", "- no item", "[no list]", "{ no: map }",
        "key: value", "ends with:", "@at `tick` %percent *star &amp !bang |pipe >fold ?ask", "true", "null", "~", "2026-11-25", "7", "---", "...",
        "two\nlines\n\nand more", "Windows\r\nline", "old Mac\rline", "tab\there", "🏃‍♀️ 👩🏽‍⚕️ é e\u0301", "שלום \u200fالعربية abc\u200e", "a\u00a0b\u200bc\u2060d",
        "sep\u2028para\u2029end", "</script><!-- ]]> &amp; {{ x }}", "${x} @Model \\u0041 \\x41",
        new string('x', 100_000), string.Concat(Enumerable.Repeat("long: \"words\" ", 5_000)) + "end",
    ];

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Whatever_is_written_is_read_back(string words)
    {
        string[] lists = ["", "corrections: []\n", "corrections:\n", "corrections:\n- { date: 2026-01-01, note: old }\n", "corrections: [{ date: 2026-01-01, note: old }]\n"];
        foreach (var list in lists)
        {
            var correction = new Correction(new DateOnly(2026, 11, 25), words, words, words, [1, 2]);

            var read = Read(CorrectionEdit.WithCorrection(Article(list), correction))[0];

            Assert.Equal((correction.Date, words, words, words), (read.Date, read.Note, read.Was, read.Now));
            Assert.Equal([1, 2], read.Reports);
        }
    }

    [Theory]
    [InlineData("bell\u0007 null\u0000 delete\u007f", "bell null delete")]
    [InlineData("next\u0085line \u202eabc\u202c\ufeff", "nextline abc")]
    public void What_nobody_can_see_does_not_reach_readers(string words, string read) =>
        Assert.Equal((read, read), Read(CorrectionEdit.WithCorrection(Article(""), New with { Note = words, Was = words }))[0] is var one ? (one.Note, one.Was!) : default);

    [Fact]
    public void Half_a_character_becomes_a_sign_for_it() =>
        Assert.Equal("a\ufffdb", Read(CorrectionEdit.WithCorrection(Article(""), New with { Note = "a\ud800b" }))[0].Note);

    [Fact]
    public void What_is_optional_is_left_out()
    {
        var text = CorrectionEdit.WithCorrection(Article(""), new Correction(New.Date, "n", null, null, []));

        Assert.Equal(Article("corrections:\n  - date: 2026-11-25\n    note: \"n\"\n"), text);
    }

    [Theory]
    [InlineData("", "corrections:\n  @")]
    [InlineData("corrections:\n", "corrections:\n  @")]
    [InlineData("corrections: ~ # none\ntopics: [b]\n", "corrections: # none\n  @topics: [b]\n")]
    [InlineData("corrections: [] # none\n", "corrections: [%] # none\n")]
    [InlineData("corrections: [\n  ]\n", "corrections: [%\n  ]\n")]
    [InlineData("corrections: [{ date: 2026-01-01, note: a }]\n", "corrections: [%, { date: 2026-01-01, note: a }]\n")]
    [InlineData("corrections: [ { date: 2026-01-01, note: a }, ]\n", "corrections: [ %, { date: 2026-01-01, note: a }, ]\n")]
    [InlineData("corrections: [ # all\n    { date: 2026-01-01, note: a }, # first\n  ]\n", "corrections: [ # all\n    %,\n    { date: 2026-01-01, note: a }, # first\n  ]\n")]
    [InlineData("corrections: [{ date: 2026-01-01, note: a }, { date: 2026-02-01, note: \"]}\" }] # up\n", "corrections: [{ date: 2026-01-01, note: a }, { date: 2026-02-01, note: \"]}\" }, %] # up\n")]
    [InlineData("corrections: [{ date: 2026-01-01, note: a },\n  { date: 2026-02-01, note: b },\n  ]\n", "corrections: [{ date: 2026-01-01, note: a },\n  { date: 2026-02-01, note: b }, %,\n  ]\n")]
    [InlineData("corrections:\n  - date: 2026-01-01\n    note: a\n", "corrections:\n  @  - date: 2026-01-01\n    note: a\n")]
    [InlineData("corrections:\n- { date: 2026-01-01, note: a } # one\ntopics: [b]\n", "corrections:\n@- { date: 2026-01-01, note: a } # one\ntopics: [b]\n")]
    [InlineData("corrections: # all\n\n    # the first\n    -   note: a\n        date: 2026-01-01\n", "corrections: # all\n\n    # the first\n    @    -   note: a\n        date: 2026-01-01\n")]
    [InlineData("corrections:\n  -\n    date: 2026-01-01\n    note: a\n", "corrections:\n  @  -\n    date: 2026-01-01\n    note: a\n")]
    [InlineData("corrections:\n  - date: 2026-01-01\n    note: a\n  - date: 2026-03-01\n    note: >-\n      b\n      c\n\n# topics\ntopics: [b]\n",
        "corrections:\n  - date: 2026-01-01\n    note: a\n  - date: 2026-03-01\n    note: >-\n      b\n      c\n  @\n# topics\ntopics: [b]\n")]
    [InlineData("\"corrections\":\n  - date: 2026-03-01\n    note: a\n  - date: 2026-01-01\n    note: b\n", "\"corrections\":\n  @  - date: 2026-03-01\n    note: a\n  - date: 2026-01-01\n    note: b\n")]
    public void It_stands_where_it_belongs_and_nothing_else_changes(string before, string after)
    {
        string[] ends = ["\n", "\r\n", "\r"];
        string[] marks = ["", "\uFEFF"];
        foreach (var (mark, end) in marks.SelectMany(mark => ends.Select(end => (mark, end))))
        {
            var at = after.IndexOf('@', StringComparison.Ordinal);
            var indent = at < 0 ? "" : after[(after.LastIndexOf('\n', at) + 1)..at];
            var expected = after.Replace("%", Flow, StringComparison.Ordinal).Replace("@", Block.Replace("*", indent, StringComparison.Ordinal), StringComparison.Ordinal);

            var text = CorrectionEdit.WithCorrection(mark + Article(before).Replace("\n", end, StringComparison.Ordinal), New);

            Assert.Equal(mark + Article(expected).Replace("\n", end, StringComparison.Ordinal), text);
            Assert.Contains(Read(text), correction => correction is { Note: "n", Was: "w", Now: "x" });
        }
    }

    [Theory]
    [InlineData("corrections: some\n")]
    [InlineData("corrections: { date: 2026-01-01 }\n")]
    [InlineData("corrections: \"[\n")]
    [InlineData("author: [editors\nreview: { by: rita, date: 2026-11-28 }\n")]
    [InlineData("topics: [a\npublished: { b\n")]
    public void What_is_no_list_is_left_alone(string corrections) =>
        Assert.Throws<FormatException>(() => CorrectionEdit.WithCorrection(Article(corrections), New));

    private static string Article(string more) =>
        $"---\ntitle: \"x: y\"   # why\ndescription: d\nauthor: a\npublished: 2026-01-01\ntopics: [b]\n{more}---\nText: 🏃  \n\n---\n".Replace(
            more.Contains("topics", StringComparison.Ordinal) ? "topics: [b]\ncorr" : "\0", "corr", StringComparison.Ordinal);

    private static IReadOnlyList<Correction> Read(string text)
    {
        var problems = new List<Diagnostic>();
        var source = TextFile.Decode("articles/x.md", System.Text.Encoding.UTF8.GetBytes(text), problems)!;
        Assert.True(Slug.TryParse("x", out var slug));
        var article = ArticleParser.Parse(slug, source, problems);
        Assert.All(problems, problem => Assert.Equal(UnprintableCharacters.InTextCode, problem.Code));
        return article!.FrontMatter.Corrections;
    }
}
