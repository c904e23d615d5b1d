using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>A paper from another program's file, as fields of CSL-JSON without an id.</summary>
/// <param name="Key">Its id or citation key there; null if it has none.</param>
/// <param name="Paper">The same fields as the site reads them, with <see cref="NoId"/> as its id.</param>
internal sealed record ImportedPaper(JsonObject Fields, SourceText Source, int Offset, string? Key, Reference Paper)
{
    private const string NoId = "new";

    public string Id => PaperIds.Of(Paper);

    /// <summary>The paper; null, with the reason reported, if the entry has no title.</summary>
    public static ImportedPaper? Of(JsonObject fields, SourceText source, int offset, string? key, ICollection<Diagnostic> diagnostics)
    {
        var cleaned = PaperFields.Clean(fields);
        cleaned.Insert(0, "id", NoId);
        var json = Encoding.UTF8.GetBytes(cleaned.ToJsonString());
        cleaned.Remove("id");
        using var document = JsonDocument.Parse(json);
        var paper = cleaned.ContainsKey("title") ? new EntryReader(source, offset, json, document.RootElement.Clone(), 1, []).Read() : null;
        if (paper is not null) return new ImportedPaper(cleaned, source, offset, string.IsNullOrWhiteSpace(key) ? null : key.Trim(), paper);
        diagnostics.Add(ImportDiagnostics.NoTitle(source, offset, key));
        return null;
    }
}

internal static class PaperIds
{
    private const int Longest = 40;

    /// <summary>First author and year (<c>van-der-gaag-2020</c>); without an author the first words of the title.</summary>
    public static string Of(Reference paper)
    {
        var author = paper.Authors.Count == 0 ? null : AmaNames.FamilyOf(paper.Authors[0]) ?? paper.Authors[0].Literal;
        var name = Plain(author ?? "");
        if (name.Length == 0) name = string.Join('-', Plain(paper.Title).Split('-').Where(word => word is not ("a" or "an" or "the")).Take(3));
        if (name.Length == 0) name = "paper";
        return paper.Issued is { } issued ? $"{name}-{issued.Year.ToString(CultureInfo.InvariantCulture)}" : name;
    }

    /// <summary>The id, or with <c>-b</c>, <c>-c</c> and so on if it is taken. The result counts as taken from now on.</summary>
    /// <param name="taken">Should ignore case, because addresses do.</param>
    public static string Free(string id, ISet<string> taken)
    {
        var free = id;
        for (var number = 2; !taken.Add(free); number++) free = $"{id}-{Letters(number)}";
        return free;
    }

    private static string Plain(string name)
    {
        // Letters that have no decomposition.
        var spelt = string.Concat(name.Select(letter => letter switch
        {
            'ø' or 'Ø' => "o",
            'ł' or 'Ł' => "l",
            'ß' => "ss",
            'æ' or 'Æ' => "ae",
            'œ' or 'Œ' => "oe",
            'đ' or 'Đ' or 'ð' or 'Ð' => "d",
            'þ' or 'Þ' => "th",
            'ı' => "i",
            '\'' or '’' => "",
            _ => letter.ToString(),
        }));
        var plain = PlainKey.Of(spelt).ToLowerInvariant();
        if (plain.Length <= Longest) return plain;
        var end = plain.LastIndexOf('-', Longest);
        return end > 0 ? plain[..end] : plain[..Longest];
    }

    private static string Letters(int number) => number == 0 ? "" : Letters((number - 1) / 26) + (char)('a' + ((number - 1) % 26));
}
