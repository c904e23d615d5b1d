using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>The bibliography's entries with all their fields, in the given order.</summary>
internal static class CslJson
{
    // In a file, < and é need no escape.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<Reference> references)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartArray();
            foreach (var reference in references) Write(json, reference);
            json.WriteEndArray();
        }

        return $"{Encoding.UTF8.GetString(stream.ToArray())}\n";
    }

    private static void Write(Utf8JsonWriter json, Reference reference)
    {
        json.WriteStartObject();
        foreach (var property in reference.Source.EnumerateObject())
        {
            // A rejected URL may contain a password.
            if (!property.NameEquals("URL") || reference.Url is not null) property.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
