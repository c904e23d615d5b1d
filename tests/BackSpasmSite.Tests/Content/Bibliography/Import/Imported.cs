using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Bibliography.Import;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Bibliography.Import;

/// <summary>The papers of a file, and what was said about it.</summary>
internal sealed record Imported(IReadOnlyList<ImportedPaper> Papers, IReadOnlyList<Diagnostic> Diagnostics)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Imported From(string text) => From(Encoding.UTF8.GetBytes(text));

    public static Imported From(byte[] bytes)
    {
        var diagnostics = new List<Diagnostic>();
        return new Imported(PaperImport.Read("papers", bytes, diagnostics), diagnostics);
    }

    /// <summary>The only paper of a file about which there is nothing to say.</summary>
    public static ImportedPaper One(string text)
    {
        var imported = From(text);
        Assert.Empty(imported.Diagnostics);
        return Assert.Single(imported.Papers);
    }

    /// <summary>The only paper in AMA style, which shows most of what matters.</summary>
    public static string Ama(string text) => AmaStyle.Text(One(text).Paper);

    public static string Json(ImportedPaper paper) => paper.Fields.ToJsonString(Readable);

    public static string? Field(ImportedPaper paper, string name) => PaperFields.Text(paper.Fields[name]);

    public IEnumerable<string> Lines => Diagnostics.Select(diagnostic => $"({diagnostic.Line},{diagnostic.Column}): {diagnostic.Severity.Word()} {diagnostic.Code}: {diagnostic.Message}");
}
