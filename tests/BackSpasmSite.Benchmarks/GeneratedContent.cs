using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Tests;

namespace BackSpasmSite.Benchmarks;

/// <summary>A content folder with any number of articles, made of the words of the shipped ones in about their frequency. The same seed makes the same folder.</summary>
internal static partial class GeneratedContent
{
    private const int Papers = 2_000;
    private const int PapersOfAnArticle = 10;
    private const int Sections = 9;
    private const int Topics = 40;

    /// <param name="number">From 1.</param>
    public static string Slug(int number) => string.Create(CultureInfo.InvariantCulture, $"article-{number}");

    /// <summary>Writes a folder <c>content</c> below a folder, and returns its path.</summary>
    public static string Write(string below, int articles, int words, int seed = 1)
    {
        var path = Path.Combine(below, "content");
        var shipped = Path.Combine(Repository.Root, "content");
        Directory.CreateDirectory(Path.Combine(path, "articles"));
        foreach (var file in (string[])["site.yaml", "synonyms.yaml", "people.yaml"])
            if (File.Exists(Path.Combine(shipped, file))) File.Copy(Path.Combine(shipped, file), Path.Combine(path, file));
        var known = Word().Matches(string.Concat(Directory.EnumerateFiles(Path.Combine(shipped, "articles"), "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText)))
            .Select(match => match.Value.ToLowerInvariant()).ToArray();
#pragma warning disable CA5394 // Repeatable, not secret.
        var random = new Random(seed);
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Next()));
        // One word in thirty is rare: real sites have names and terms that few articles share.
        string Next() => random.Next(30) == 0 ? Rare(random.Next(40_000)) : known[random.Next(known.Length)];

        File.WriteAllText(Path.Combine(path, "references.json"), $"[{string.Join(",\n", Enumerable.Range(1, Papers).Select(number =>
            $$"""{ "id": "paper-{{number}}", "type": "article-journal", "title": "{{Words(11)}}", "author": [{ "family": "{{Rare(number)}}", "given": "Ann" }], "issued": { "date-parts": [[{{1990 + (number % 36)}}]] }, "custom": { "evidence": "cohort", "finding": "{{Words(25)}}." } }"""))}]");
        for (var number = 1; number <= articles; number++)
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"""
                ---
                title: "{Words(7)}"
                description: "{Words(18)}."
                author: editors
                published: {new DateOnly(2010, 1, 1).AddDays(number % 6000):yyyy-MM-dd}
                topics: [topic-{number % Topics}, topic-{number * 7 % Topics}x]
                references: [{string.Join(", ", Enumerable.Range(0, PapersOfAnArticle).Select(paper => $"paper-{1 + (((number * 31) + (paper * 97)) % Papers)}"))}]
                ---

                """);
            for (var section = 0; section < Sections; section++)
            {
                if (section > 0) text.Append(CultureInfo.InvariantCulture, $"## {Words(4)}\n\n");
                if (section == 0) text.Append("::: get-help-now\n:::\n\n");
                for (var paragraph = 0; paragraph < 3; paragraph++)
                    text.Append(CultureInfo.InvariantCulture, $"{Words(words / Sections / 6)} (1). {Words(words / Sections / 6)} ({2 + section}).\n\n");
            }

            File.WriteAllText(Path.Combine(path, "articles", $"{Slug(number)}.md"), text.ToString());
        }
#pragma warning restore CA5394
        return path;
    }

    private static string Rare(int number)
    {
        var letters = new char[7];
        for (var at = 0; at < letters.Length; at++, number /= 7) letters[at] = (at % 2 == 0 ? "bdklmrt" : "aeiouya")[number % 7];
        return new string(letters);
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Word();
}
