using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Reads CSL-JSON as reference managers export it, and the records of Crossref, which resemble it.</summary>
internal static class CslJsonImport
{
    public static void Read(SourceText source, ICollection<ImportedPaper> papers, ICollection<Diagnostic> diagnostics)
    {
        var json = Encoding.UTF8.GetBytes(source.Text);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            var (counted, characters) = (0, 0);
            // Every object with a title or a type is a paper, whatever it is wrapped in ("items", "message").
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.StartObject) continue;
                var from = (int)reader.TokenStartIndex;
                characters += Encoding.UTF8.GetCharCount(json.AsSpan(counted, from - counted));
                counted = from;
                var ahead = reader;
                if (!IsPaper(ref ahead)) continue;
                var element = JsonElement.ParseValue(ref reader);
                if (Text(element) is not { } fields)
                {
                    diagnostics.Add(ImportDiagnostics.Broken(source, characters, @"A text in this entry has a broken \u escape. Type the character itself."));
                    continue;
                }

                if (ImportedPaper.Of(fields, source, characters, PaperFields.Text(fields["citation-key"]) ?? PaperFields.Text(fields["id"]), diagnostics) is { } paper) papers.Add(paper);
            }
        }
        catch (JsonException fault)
        {
            diagnostics.Add(JsonSyntaxCheck.Explain(source, fault, 0, 0).Diagnostic);
        }
    }

    /// <summary>Null for half a character, such as "\ud83d".</summary>
    private static JsonObject? Text(JsonElement element)
    {
        try
        {
            return Fields(element);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The last of two values with one name counts, as everywhere in JSON.</summary>
    public static JsonObject Fields(JsonElement element)
    {
        var fields = new JsonObject();
        foreach (var property in element.EnumerateObject()) fields[property.Name] = Copy(property.Value);
        return fields;
    }

    private static JsonNode? Copy(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Fields(value),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Copy)]),
        JsonValueKind.Null => null,
        JsonValueKind.String => JsonValue.Create(value.GetString()),
        _ => JsonValue.Create(value),
    };

    private static bool IsPaper(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // A wrapper has a type of its own ("message-type"), but its papers are in a list or an object.
            var isPaper = reader.ValueTextEquals("title") || reader.ValueTextEquals("type") || reader.ValueTextEquals("container-title") || reader.ValueTextEquals("DOI");
            var isWrapper = reader.ValueTextEquals("items") || reader.ValueTextEquals("message");
            if (isWrapper) return false;
            if (isPaper) return true;
            reader.Skip();
        }

        return false;
    }
}
