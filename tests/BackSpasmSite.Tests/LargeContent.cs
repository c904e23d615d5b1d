using System.Globalization;
using System.Text;

namespace BackSpasmSite.Tests;

/// <summary>A content folder with any number of articles and very long names.</summary>
internal static class LargeContent
{
    /// <summary>Sixty characters without a break.</summary>
    public const string Word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauten";

    /// <summary>The topic of every article, in addition to one of forty others.</summary>
    public static readonly string Topic = Word.ToLowerInvariant();

    /// <summary>The author of every article, and the reviewer of every tenth.</summary>
    public const string Person = "ann";

    /// <summary>An article's slug, from 1.</summary>
    public static string Slug(int number) => string.Create(CultureInfo.InvariantCulture, $"article-{number}");

    /// <summary>A hundred and fifty characters.</summary>
    public static string Title(int number) => $"{Slug(number)}: {Word} and what is known of it, of its causes and remedies, and of when to get help with it, in plain words of nobody in particular at all"[..150];

    public static ContentOnDisk With(int articles)
    {
        var links = string.Join(", ", Enumerable.Range(1, 8).Select(number => $"{{ text: \"{number} {Word} and more\", href: /articles }}"));
        var files = new StringBuilder($$"""
            -- site.yaml --
            name: "The site of {{Word}}"
            tagline: "{{Word}} in plain words"
            emergency: { number: "112", text: "{{Word}} is no emergency." }
            menu: [{{links}}]
            questions: [{{links}}]
            -- people.yaml --
            {{Person}}: { name: "Ann {{Word}}", credentials: "{{Word}}", role: [writes, reviews], organisation: "{{Word}}", bio: "{{Word}}", url: "https://{{Word}}.example.org/", interests: "{{Word}}" }
            -- references.json --
            [{{string.Join(",", Enumerable.Range(1, 50).Select(number => $$"""{ "id": "paper-{{number}}", "type": "book", "title": "{{Word}}" }"""))}}]
            -- pages/about.md --
            ---
            title: "About {{Word}}"
            ---
            {{Word}}

            """);
        for (var number = 1; number <= articles; number++)
        {
            var published = new DateOnly(2025, 1, 1).AddDays(number);
            var review = number % 10 == 0 ? $"review: {{ by: {Person}, date: 2026-11-02, text: \"sha256:{new string('0', 64)}\" }}\n" : "";
            files.Append(CultureInfo.InvariantCulture, $"""
                -- articles/{Slug(number)}.md --
                ---
                title: "{Title(number)}"
                description: "{Word} {Word} and what is known of it."
                author: {Person}
                published: {published:yyyy-MM-dd}
                topics: [{Topic}, topic-{number % 40}]
                references: [paper-{1 + (number % 50)}, paper-{1 + ((number + 1) * 7 % 50)}]
                {review}---
                {Word} (1, 2).

                ## {Word}

                {Word} and more.

                """);
        }

        return ContentOnDisk.From(files.ToString());
    }
}
