using System.Text.Json;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Finds where a value of an entry stands: a <see cref="JsonElement"/> has forgotten it.</summary>
internal static class JsonPlace
{
    /// <summary>The offset, in bytes, of the value at a path of names and indexes; of the nearest there is when it is missing.</summary>
    /// <param name="json">Valid JSON.</param>
    /// <param name="path">Each step a name (<see cref="string"/>) or an index (<see cref="int"/>).</param>
    public static int Of(ReadOnlySpan<byte> json, params ReadOnlySpan<object> path)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var place = reader.TokenStartIndex;
        foreach (var step in path)
        {
            if (!(step is string name ? MoveTo(ref reader, name) : MoveTo(ref reader, (int)step))) break;
            place = reader.TokenStartIndex;
        }

        return (int)place;
    }

    // Of two with the same name the last, which is the one that counts.
    private static bool MoveTo(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        var last = reader;
        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var hit = reader.ValueTextEquals(name);
            reader.Read();
            if (hit)
            {
                last = reader;
                found = true;
            }

            reader.Skip();
        }

        reader = last;
        return found;
    }

    private static bool MoveTo(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return false;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index--)
        {
            if (index == 0) return true;
            reader.Skip();
        }

        return false;
    }
}
