using System.Text;
using System.Text.Json;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Citations;

/// <summary>Reads <c>references.json</c>: a list of entries in CSL-JSON.</summary>
/// <remarks>The format: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html and the CSL schema csl-data.json.</remarks>
internal static class BibliographyReader
{
    /// <summary>
    /// The entries that can be used. A file that is no JSON gives an empty bibliography and the problem REF001;
    /// an entry without id or title is left out; any other mistake costs only the field it is in.
    /// </summary>
    public static Bibliography Read(SourceText source, ICollection<Problem> problems)
    {
        // A byte-order mark is allowed in a file, and not in JSON.
        var start = source.Text.StartsWith('\uFEFF') ? 1 : 0;
        var bytes = Encoding.UTF8.GetBytes(source.Text);
        var json = bytes.AsMemory(start == 0 ? 0 : Encoding.UTF8.Preamble.Length);
        if (JsonFault.Find(source, json.Span) is { } fault)
        {
            problems.Add(fault);
            return Bibliography.Empty;
        }

        var references = new Dictionary<string, Reference>(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var dois = new Dictionary<string, Reference>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Entries(source, json, start, problems))
        {
            if (entry.Read() is not { } reference) continue;
            if (!references.TryAdd(reference.Id, reference))
            {
                problems.Add(BibliographyProblems.IdTwice(
                    source, entry.At("id"), reference.Id, LineOf(source, places[reference.Id])));
                continue;
            }

            places[reference.Id] = entry.At("id");
            if (reference.Doi is { } doi && !dois.TryAdd(doi, reference))
            {
                var first = dois[doi].Id;
                problems.Add(BibliographyProblems.DoiTwice(
                    source, entry.At("DOI"), doi, first, LineOf(source, places[first])));
            }
        }

        return new Bibliography(references.Values);
    }

    private static List<EntryReader> Entries(
        SourceText source, ReadOnlyMemory<byte> json, int start, ICollection<Problem> problems)
    {
        var entries = new List<EntryReader>();
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            problems.Add(BibliographyProblems.NotAList(source, start));
            return entries;
        }

        // Characters are counted along with the bytes, so that a long file is not counted anew for each entry.
        var (counted, characters) = (0, start);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var from = (int)reader.TokenStartIndex;
            characters += Encoding.UTF8.GetCharCount(json.Span[counted..from]);
            counted = from;
            var element = JsonElement.ParseValue(ref reader);
            if (element.ValueKind != JsonValueKind.Object)
            {
                problems.Add(BibliographyProblems.NotAnEntry(source, characters));
                continue;
            }

            var bytes = json[from..(int)reader.BytesConsumed];
            entries.Add(new EntryReader(source, characters, bytes, element, entries.Count + 1, problems));
        }

        return entries;
    }

    private static int LineOf(SourceText source, int at) => source.PositionOf(at).Line;
}
