using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography;

/// <remarks>CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html and the CSL schema csl-data.json.</remarks>
internal static partial class BibliographyReader
{
    /// <summary>After each, the rest of the file is parsed again.</summary>
    private const int MostSyntaxErrors = 20;

    /// <summary>A mistake costs its field, or the entry if it is in the id or title, or if it is a syntax error (REF001).</summary>
    public static ReferenceLibrary Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        // Files may have a byte-order mark, JSON may not.
        var start = source.Text.StartsWith('\uFEFF') ? 1 : 0;
        if (string.IsNullOrWhiteSpace(source.Text))
        {
            diagnostics.Add(BibliographyDiagnostics.NotJson(source, 0, "the file is empty. Write [] for a list without references."));
            return new ReferenceLibrary([], isWhole: false);
        }

        var (entries, isWhole) = Entries(source, start, diagnostics);
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

    private static (List<EntryReader> Entries, bool IsWhole) Entries(SourceText source, int start, ICollection<Diagnostic> diagnostics)
    {
        var entries = new List<EntryReader>();
        var (isWhole, broken) = ReadList(source, start, "", entries, diagnostics);
        for (var errors = 1; broken is { } at && errors < MostSyntaxErrors && EntryStart().Match(source.Text, at) is { Success: true } next; errors++)
            (_, broken) = ReadList(source, next.Index, "[", entries, diagnostics);
        return (entries, isWhole);
    }

    /// <summary>Reads entries up to the end of the list, or to where it stops being JSON.</summary>
    /// <param name="bracket">What is missing at the start for a list.</param>
    private static (bool IsWhole, int? Broken) ReadList(
        SourceText source, int start, string bracket, List<EntryReader> entries, ICollection<Diagnostic> diagnostics)
    {
        ReadOnlyMemory<byte> json = Encoding.UTF8.GetBytes(bracket + source.Text[start..]);
        var reader = new Utf8JsonReader(json.Span);
        var isWhole = true;
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                diagnostics.Add(BibliographyDiagnostics.NotAList(source, start));
                return (false, null);
            }

            // Characters are counted along with bytes, so that a long file is not recounted for each entry.
            var (counted, characters) = (0, start - bracket.Length);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var from = (int)reader.TokenStartIndex;
                characters += Encoding.UTF8.GetCharCount(json.Span[counted..from]);
                counted = from;
                var element = JsonElement.ParseValue(ref reader);
                var bytes = json[from..(int)reader.BytesConsumed];
                var broken = JsonSyntaxCheck.BrokenEscape(bytes.Span);
                if (broken is null && element.ValueKind == JsonValueKind.Object)
                {
                    entries.Add(new EntryReader(source, characters, bytes, element, entries.Count + 1, diagnostics));
                    continue;
                }

                diagnostics.Add(broken is { } escape
                    ? BibliographyDiagnostics.BrokenEscape(source, characters + Encoding.UTF8.GetCharCount(bytes.Span[..escape]))
                    : BibliographyDiagnostics.NotAnEntry(source, characters));
                isWhole = false;
            }

            // Anything after the list is a mistake too.
            reader.Read();
            return (isWhole, null);
        }
        catch (JsonException fault)
        {
            var (at, diagnostic) = JsonSyntaxCheck.Explain(source, fault, start, bracket.Length);
            diagnostics.Add(diagnostic);
            return (false, at);
        }
    }

    private static int LineOf(SourceText source, int at) => source.PositionOf(at).Line;

    /// <summary>Reference managers write an entry's id first.</summary>
    [GeneratedRegex(@"\{\s*""id""\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex EntryStart();
}
