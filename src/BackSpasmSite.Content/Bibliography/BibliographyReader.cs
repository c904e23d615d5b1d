using System.Text;
using System.Text.Json;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Reads <c>references.json</c>: a list of entries in CSL-JSON.</summary>
/// <remarks>The format: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html and the CSL schema csl-data.json.</remarks>
internal static class BibliographyReader
{
    /// <summary>
    /// The usable entries. A mistake costs its field, or the entry if it is in the id or title. If the file stops being valid JSON
    /// (REF001), the entries before that place are read.
    /// </summary>
    public static ReferenceLibrary Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        // Files may have a byte-order mark, JSON may not.
        var start = source.Text.StartsWith('\uFEFF') ? 1 : 0;
        var bytes = Encoding.UTF8.GetBytes(source.Text);
        var json = bytes.AsMemory(start == 0 ? 0 : Encoding.UTF8.Preamble.Length);
        if (string.IsNullOrWhiteSpace(source.Text))
        {
            diagnostics.Add(BibliographyDiagnostics.NotJson(source, 0, "the file is empty. Write [] for a list without references."));
            return new ReferenceLibrary([], isWhole: false);
        }

        if (Entries(source, json, start, diagnostics) is not var (entries, isWhole)) return new ReferenceLibrary([], isWhole: false);
        var references = new Dictionary<string, Reference>(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var dois = new Dictionary<string, Reference>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            if (entry.Read() is not { } reference)
            {
                isWhole = false;
                continue;
            }

            if (!references.TryAdd(reference.Id, reference))
            {
                diagnostics.Add(BibliographyDiagnostics.IdTwice(
                    source, entry.At("id"), reference.Id, LineOf(source, places[reference.Id])));
                continue;
            }

            places[reference.Id] = entry.At("id");
            if (reference.Doi is { } doi && !dois.TryAdd(doi, reference))
            {
                var first = dois[doi].Id;
                diagnostics.Add(BibliographyDiagnostics.DoiTwice(
                    source, entry.At("DOI"), doi, first, LineOf(source, places[first])));
            }
        }

        return new ReferenceLibrary(references.Values, isWhole);
    }

    /// <summary>The entries, and whether they are complete; null if the file is not a list.</summary>
    private static (List<EntryReader> Entries, bool IsWhole)? Entries(
        SourceText source, ReadOnlyMemory<byte> json, int start, ICollection<Diagnostic> diagnostics)
    {
        var entries = new List<EntryReader>();
        var (values, isValid) = (0, true);
        var reader = new Utf8JsonReader(json.Span);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                diagnostics.Add(BibliographyDiagnostics.NotAList(source, start));
                return null;
            }

            // Characters are counted along with bytes, so that a long file is not recounted for each entry.
            var (counted, characters) = (0, start);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var from = (int)reader.TokenStartIndex;
                characters += Encoding.UTF8.GetCharCount(json.Span[counted..from]);
                counted = from;
                var element = JsonElement.ParseValue(ref reader);
                var bytes = json[from..(int)reader.BytesConsumed];
                if (JsonSyntaxCheck.BrokenEscape(bytes.Span) is { } broken)
                    diagnostics.Add(BibliographyDiagnostics.BrokenEscape(source, characters + Encoding.UTF8.GetCharCount(bytes.Span[..broken])));
                else if (element.ValueKind != JsonValueKind.Object)
                    diagnostics.Add(BibliographyDiagnostics.NotAnEntry(source, characters));
                else
                    entries.Add(new EntryReader(source, characters, bytes, element, entries.Count + 1, diagnostics));
                values++;
            }

            // Anything after the list is a mistake too.
            reader.Read();
        }
        catch (JsonException fault)
        {
            diagnostics.Add(JsonSyntaxCheck.Explain(source, fault));
            isValid = false;
            if (reader.TokenType == JsonTokenType.None) return null;
        }

        return (entries, isValid && values == entries.Count);
    }

    private static int LineOf(SourceText source, int at) => source.PositionOf(at).Line;
}
