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
