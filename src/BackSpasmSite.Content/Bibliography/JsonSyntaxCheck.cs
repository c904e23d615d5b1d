using System.Text;
using System.Text.Json;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>For people who have never seen JSON.</summary>
internal static class JsonSyntaxCheck
{
    /// <summary>The parser's default (<see cref="JsonReaderOptions.MaxDepth"/>).</summary>
    private const int DeepestNesting = 64;

    /// <summary>Where in the file the parser failed, and its error as REF001.</summary>
    /// <param name="start">Where in the file the parsed text begins.</param>
    /// <param name="added">How many characters, all ASCII, the parsed text had before that.</param>
    public static (int At, Diagnostic Diagnostic) Explain(SourceText source, JsonException fault, int start, int added)
    {
        var at = Place(source.Text, fault, start, added);
        return (at, BibliographyDiagnostics.NotJson(source, at, Mend(source.Text, at)));
    }

    /// <summary>
    /// The offset, in bytes, of a value with an unpaired escaped surrogate ("\ud83d"), which the parser notices only when it reads the string.
    /// </summary>
    public static int? BrokenEscape(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped) continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return (int)reader.TokenStartIndex;
            }
        }

        return null;
    }

    // The exception counts lines from 0, and the position in a line in bytes.
    private static int Place(string text, JsonException fault, int start, int added)
    {
        var (at, bytes) = (start, (int)(fault.BytePositionInLine ?? 0));
        if ((fault.LineNumber ?? 0) == 0) bytes -= added;
        for (var lines = fault.LineNumber ?? 0; lines > 0; lines--) at = text.IndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        var line = Encoding.UTF8.GetBytes(text[at..(end < 0 ? text.Length : end)]);
        return at + Encoding.UTF8.GetCharCount(line.AsSpan(0, Math.Clamp(bytes, 0, line.Length)));
    }

    private static string Mend(string text, int at)
    {
        var here = at < text.Length ? text[at] : '\0';
        var before = text.AsSpan(0, at).TrimEnd() is [.., var last] ? last : '\0';
        return (before, here) switch
        {
            _ when Depth(text.AsSpan(0, at)) >= DeepestNesting => "brackets are nested too deeply. Remove some.",
            _ when text.AsSpan(at).IsWhiteSpace() && here != '\n' => "the file ends too early. Close what is open with ], } or \".",
            (',', ']' or '}') => $"there is an extra comma before this {here}. Remove the comma.",
            (_, '\n' or '\t') => "text in quotes must be on one line, without tabs. Close it with \" on its line.",
            (_, '“' or '”' or '„' or '‘' or '’' or '\'') => "quotes must be straight double ones, \" and not “ or '.",
            (_, '/') => "comments are not allowed. Remove this one.",
            ('"' or '}' or ']', '"' or '{' or '[') => "a comma is missing before this. Add one at the end of the line above.",
            (_, '\\') => "a backslash in a text must be written twice.",
            _ => "this is not expected here. Check the commas, quotes and brackets just before it.",
        };
    }

    private static int Depth(ReadOnlySpan<char> text)
    {
        var (depth, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            else if (isQuoted && text[i] == '\\') i++;
            else if (!isQuoted && text[i] is ('[' or '{')) depth++;
            else if (!isQuoted && text[i] is (']' or '}')) depth--;
        }

        return depth;
    }
}

/// <summary>Positions of values, which <see cref="JsonElement"/> does not keep.</summary>
internal static class JsonPosition
{
    /// <summary>In bytes; if the value is missing, the position of its nearest ancestor.</summary>
    /// <param name="path">Each step is a name (<see cref="string"/>) or an index (<see cref="int"/>).</param>
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

    // With duplicate names the last one counts.
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
