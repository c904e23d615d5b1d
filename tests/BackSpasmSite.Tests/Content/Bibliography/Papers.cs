using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>References that try the formats: those that come with the software, and made-up ones with all that is hard.</summary>
internal static class Papers
{
    public const string Hard = """
        [
          { "id": "signs", "type": "article-journal", "title": "50% of A&B_C cost $5 (#1) {braces} ~tilde ^caret \\backslash | p < 0.05 > 0",
            "author": [{ "family": "O'Neil & Sons", "given": "J_R" }], "container-title": "Pain & Gain_{x}", "issued": { "date-parts": [[2020, 2]] },
            "volume": "3", "issue": "Suppl 1", "page": "e1234" },
          { "id": "braces", "type": "article-journal", "title": "Open { and } } close \\\\ done", "author": [{ "family": "Brace{", "given": "A}" }],
            "container-title": "J", "issued": { "date-parts": [[2021]] }, "page": "S12–S20" },
          { "id": "names", "type": "article-journal", "title": "MRI of NHS iPhone users: a COX-2 trial in Köln", "author": [
            { "family": "Gaag", "given": "Wendelien H", "non-dropping-particle": "van der" }, { "family": "van der Heijden", "given": "G J" },
            { "family": "Noronha", "given": "Marcos", "dropping-particle": "de" }, { "family": "García y Vega", "given": "José" },
            { "family": "King", "given": "Martin Luther", "suffix": "Jr." }, { "family": "Sukarno" }, { "family": "Bin Foundation Name" },
            { "family": "Rock and Roll", "given": "A" }, { "family": "bell hooks" }, { "literal": "Council on Critical Care and Resuscitation" },
            { "literal": "WHO" }, { "family": "Østergård-Łukasiewicz", "given": "Þór Ğ" }, { "family": "山田", "given": "太郎" }],
            "container-title": "J", "issued": { "date-parts": [[2022, 12, 31]] }, "page": "1-9", "custom": { "authorsTruncated": true } },
          { "id": "http://zotero.org/users/1/items/ABC", "type": "webpage", "title": "&D on the web", "author": [{ "literal": "NHS" }],
            "container-title": "NHS.uk", "issued": { "date-parts": [[2023, 5, 1]] }, "accessed": { "date-parts": [[2026, 11, 20]] },
            "URL": "https://www.nhs.uk/a_b/~c?d=1&e=%7B2%7D#f" },
          { "id": "Smith-2020", "type": "book", "title": "Backs", "author": [{ "family": "Smith", "given": "A" }], "publisher": "Uni & Press",
            "publisher-place": "São Paulo", "issued": { "date-parts": [[2020]] }, "ISBN": "978-3-16-148410-0", "edition": 2 },
          { "id": "smith-2020", "type": "chapter", "title": "Bones", "author": [{ "family": "Smith", "given": "A" }],
            "editor": [{ "family": "Doe", "given": "Jane" }], "container-title": "Backs", "issued": { "date-parts": [["2020", "3"]] }, "page": "10-12, 14" },
          { "id": "Müller 2020 {x}", "type": "thesis", "title": "Rücken", "author": [{ "family": "Müller", "given": "Ä" }], "publisher": "Universität Köln",
            "genre": "PhD thesis", "issued": { "date-parts": [[2020]] } },
          { "id": "sici", "type": "article-journal", "title": "Old", "container-title": "J", "number": "e55",
            "DOI": "10.1002/(SICI)1097-4636(199823)43:4<338::AID-JBM16>3.0.CO;2-1_x#y", "PMID": 12, "PMCID": "PMC34", "issued": { "date-parts": [[998]] } },
          { "id": "talk", "type": "paper-conference", "title": "Talk", "container-title": "Proceedings of X", "issued": { "date-parts": [[2019]] }, "page": "1-4" },
          { "id": "bare", "type": "document", "title": "Only a title" },
          { "id": "report", "type": "report", "title": "כאב גב — دراسة", "author": [{ "literal": "משרד הבריאות" }], "publisher": "משרד", "number": "12_3",
            "issued": { "date-parts": [[2020]] }, "note": "line one\nline two\ttab\u2028three", "custom": { "evidence": "guideline", "ours": [1, null, 2.50] } }
        ]
        """;

    public static IReadOnlyList<Reference> Shipped { get; } = Read(File.ReadAllText(Path.Combine(Repository.Root, "content", "references.json")));

    public static IReadOnlyList<Reference> All { get; } = [.. Shipped, .. Read(Hard)];

    /// <summary>In the order of the text.</summary>
    public static IReadOnlyList<Reference> Read(string json)
    {
        var problems = new List<Diagnostic>();
        var bibliography = BibliographyReader.Read(new SourceText("references.json", json), problems);
        // Unknown keys inside “custom” are kept, and told.
        Assert.DoesNotContain(problems, problem => problem.Code != "REF008");
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(entry => bibliography.Find(entry.GetProperty("id").GetString()!)!)];
    }
}
