using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>References as CSL-JSON: the entries of the bibliography with everything they carry, in the order given.</summary>
internal static class CslJson
{
    // For a file, where < and é need no escape.
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
            // An address that was refused may hold a password.
            if (!property.NameEquals("URL") || reference.Url is not null) property.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
