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
        var notices = NoticeText.Words(reference);
        json.WriteStartObject();
        foreach (var property in reference.Source.EnumerateObject())
        {
            // A rejected URL may contain a password.
            if (property.NameEquals("URL") && reference.Url is null) continue;
            if (property.NameEquals("note") && notices is not null) continue;
            property.WriteTo(json);
        }

        if (notices is not null) json.WriteString("note", reference.Text("note") is { } note ? $"{notices} {note}" : notices);

        json.WriteEndObject();
    }
}
