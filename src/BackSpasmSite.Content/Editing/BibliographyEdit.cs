using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackSpasmSite.Content.Bibliography.Import;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Adds entries and fields to <c>references.json</c> as text: every other byte stays, nothing is reordered, and what is new follows the
/// file's own indentation and line ends.
/// </summary>
internal sealed class BibliographyEdit
{
    private readonly string _text;
    private readonly List<(int Start, int End)> _entries = [];
    private readonly int _listEnd;
    private readonly string _lineEnd;

    /// <exception cref="FormatException">The file is not a list in JSON.</exception>
    public BibliographyEdit(string text)
    {
        _text = text;
        _lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        var json = Encoding.UTF8.GetBytes(text[start..]);
        var reader = new Utf8JsonReader(json);
        var (counted, characters) = (0, start);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException("references.json is not a list.");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var from = At((int)reader.TokenStartIndex);
                reader.Skip();
                _entries.Add((from, At((int)reader.BytesConsumed)));
            }

            _listEnd = At((int)reader.TokenStartIndex);
        }
        catch (JsonException broken)
        {
            throw new FormatException("references.json is not valid JSON.", broken);
        }

        // Bytes and characters are counted along, so that a long file is counted once.
        int At(int bytes)
        {
            characters += Encoding.UTF8.GetCharCount(json.AsSpan(counted, bytes - counted));
            counted = bytes;
            return characters;
        }
    }

    /// <summary>The entries, in the file's order.</summary>
    public IEnumerable<JsonObject?> Entries => Enumerable.Range(0, _entries.Count).Select(Entry);

    /// <summary>The first entry with this id; null if there is none.</summary>
    public int? IndexOf(string id)
    {
        for (var index = 0; index < _entries.Count; index++)
            if (Entry(index) is { } entry && PaperFields.Text(entry["id"]) is { } written && UnicodeText.Normalized(written, NormalizationForm.FormC) == id) return index;
        return null;
    }

    /// <summary>An entry as it is written.</summary>
    public string TextOf(int index) => _text[_entries[index].Start.._entries[index].End];

    /// <summary>Adds entries at the end of the list, written like the last one there.</summary>
    public IEnumerable<TextEdit> Append(IReadOnlyList<JsonObject> added)
    {
        if (added.Count == 0) return [];
        var isEmpty = _entries.Count == 0;
        var last = isEmpty ? (Start: 0, End: _text.LastIndexOf('[', _listEnd) + 1) : _entries[^1];
        var (indent, unit) = isEmpty ? ("  ", "  ") : StyleOf(last.Start);
        var isOnOneLine = !isEmpty && !_text.AsSpan(last.Start, last.End - last.Start).Contains('\n');
        var before = _lineEnd + indent;
        var written = string.Join(',', added.Select(entry => before + Json(entry, isOnOneLine ? null : unit, indent)));
        // An empty list may be written on one line.
        var isOpen = isEmpty && !_text.AsSpan(last.End, _listEnd - last.End).Contains('\n');
        return [new TextEdit(last.End, last.End, $"{(isEmpty ? "" : ",")}{written}{(isOpen ? _lineEnd : "")}")];
    }

    /// <summary>
    /// Adds the fields that an entry lacks; one that it has is never changed, and fields inside <c>custom</c> count each for itself.
    /// </summary>
    /// <param name="index">The entry's place in the list, from 0.</param>
    public IEnumerable<TextEdit> Fill(int index, JsonObject fields)
    {
        var entry = new JsonSpan(_text, _entries[index].Start);
        var own = entry.IsEmpty("custom") ? null : entry.Object("custom");
        return
        [
            .. Add(entry, fields.Where(field => field.Key != "custom" || own is null)),
            .. own is not null && fields["custom"] is JsonObject custom ? Add(own, custom) : [],
        ];
    }

    /// <summary>Sets or, with null, removes a field inside <c>custom</c>.</summary>
    public IEnumerable<TextEdit> SetCustom(int index, string name, string? value)
    {
        var entry = new JsonSpan(_text, _entries[index].Start);
        if (entry.Object("custom") is not { } custom)
            return value is null ? [] : Add(entry, [KeyValuePair.Create<string, JsonNode?>("custom", new JsonObject { [name] = value })]);
        if (custom.Find(name) is not { } field) return value is null ? [] : Add(custom, [KeyValuePair.Create<string, JsonNode?>(name, value)]);
        if (value is not null) return [new TextEdit(field.ValueStart, field.ValueEnd, Json(value, null, ""))];
        return custom.Fields.Count == 1 ? Without(entry, "custom") : Without(custom, name);
    }

    private static IEnumerable<TextEdit> Without(JsonSpan parent, string name)
    {
        var index = parent.Fields.FindLastIndex(field => field.Name == name);
        var field = parent.Fields[index];
        // With the comma that separates it from a neighbour.
        if (index > 0) return [new TextEdit(parent.Fields[index - 1].ValueEnd, field.ValueEnd, "")];
        return [new TextEdit(field.NameStart, parent.Fields.Count > 1 ? parent.Fields[1].NameStart : field.ValueEnd, "")];
    }

    private List<TextEdit> Add(JsonSpan parent, IEnumerable<KeyValuePair<string, JsonNode?>> fields)
    {
        var edits = new List<TextEdit>();
        var added = new StringBuilder();
        var (between, colon) = parent.Style;
        var newLine = between.LastIndexOf('\n');
        var indent = newLine < 0 ? "" : between[(newLine + 1)..];
        var unit = newLine < 0 ? null : StyleOf(parent.Start).Unit;
        foreach (var (name, value) in fields)
        {
            if (value is null) continue;
            if (parent.Find(name) is { } field)
            {
                // null, "" and [] are how reference managers write that there is nothing.
                if (parent.IsEmpty(name)) edits.Add(new TextEdit(field.ValueStart, field.ValueEnd, Json(value, unit, indent)));
                continue;
            }

            added.Append(parent.Fields.Count > 0 || added.Length > 0 ? "," : "").Append(between).Append(Json(name, null, "")).Append(colon).Append(Json(value, unit, indent));
        }

        if (added.Length > 0)
        {
            var at = parent.Fields.Count > 0 ? parent.Fields[^1].ValueEnd : parent.Start + 1;
            edits.Add(new TextEdit(at, at, added.ToString()));
        }

        return edits;
    }

    private JsonObject? Entry(int index)
    {
        using var document = JsonDocument.Parse(_text.AsMemory()[_entries[index].Start.._entries[index].End]);
        return document.RootElement.ValueKind == JsonValueKind.Object ? CslJsonImport.Fields(document.RootElement.Clone()) : null;
    }

    /// <summary>The indentation of the line with an object's bracket, and how much deeper its fields are.</summary>
    private (string Indent, string Unit) StyleOf(int start)
    {
        var line = start == 0 ? 0 : _text.LastIndexOf('\n', start - 1) + 1;
        var indent = string.Concat(_text.AsSpan(line, start - line).ToString().TakeWhile(c => c is ' ' or '\t'));
        var (between, _) = new JsonSpan(_text, start).Style;
        var deeper = between.LastIndexOf('\n') is var newLine and >= 0 ? between[(newLine + 1)..] : "";
        return (indent, deeper.Length > indent.Length && deeper.StartsWith(indent, StringComparison.Ordinal) ? deeper[indent.Length..] : indent.Length > 0 ? indent : "  ");
    }

    /// <param name="unit">The indentation of one level; null for everything on one line.</param>
    /// <param name="indent">The indentation of the line it begins on.</param>
    private string Json(JsonNode value, string? unit, string indent)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = unit is not null,
            IndentCharacter = unit is ['\t', ..] ? '\t' : ' ',
            IndentSize = unit?.Length ?? 2,
            NewLine = "\n",
        }))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()).Replace("\n", _lineEnd + indent, StringComparison.Ordinal);
    }
}

/// <summary>The places of an object's fields in a text that is valid JSON.</summary>
internal sealed class JsonSpan
{
    private readonly string _text;

    public JsonSpan(string text, int start)
    {
        _text = text;
        Start = start;
        var at = start + 1;
        while (true)
        {
            at = SkipSpace(at);
            if (text[at] == ',') at = SkipSpace(at + 1);
            if (text[at] == '}') break;
            var nameEnd = EndOfValue(at);
            var valueStart = SkipSpace(SkipSpace(nameEnd) + 1);
            var valueEnd = EndOfValue(valueStart);
            Fields.Add(new Field((string?)JsonNode.Parse(text[at..nameEnd]) ?? "", at, nameEnd, valueStart, valueEnd));
            at = valueEnd;
        }
    }

    public int Start { get; }

    public List<Field> Fields { get; } = [];

    /// <summary>What stands before the last field's name, and between its name and value.</summary>
    public (string Between, string Colon) Style
    {
        get
        {
            if (Fields.Count == 0) return ("", ": ");
            var start = Fields.Count > 1 ? _text.IndexOf(',', Fields[^2].ValueEnd) + 1 : Start + 1;
            return (_text[start..Fields[^1].NameStart], _text[Fields[^1].NameEnd..Fields[^1].ValueStart]);
        }
    }

    /// <summary>The last one of that name, which is the one that counts.</summary>
    public Field? Find(string name) => Fields.FindLast(field => field.Name == name);

    public JsonSpan? Object(string name) => Find(name) is { } field && _text[field.ValueStart] == '{' ? new JsonSpan(_text, field.ValueStart) : null;

    public bool IsEmpty(string name) => Find(name) is { } field && string.Concat(_text[field.ValueStart..field.ValueEnd].Where(c => !char.IsWhiteSpace(c))) is "null" or "\"\"" or "[]" or "{}";

    private int SkipSpace(int at)
    {
        while (char.IsWhiteSpace(_text[at])) at++;
        return at;
    }

    private int EndOfValue(int at)
    {
        var depth = 0;
        for (; ; at++)
        {
            if (_text[at] == '"')
            {
                for (at++; _text[at] != '"'; at++)
                    if (_text[at] == '\\') at++;
            }
            else if (_text[at] is '{' or '[')
            {
                depth++;
            }
            else if (_text[at] is '}' or ']')
            {
                depth--;
            }

            if (depth == 0 && (at + 1 == _text.Length || _text[at] is '"' or '}' or ']' || _text[at + 1] is ',' or '}' or ']' || char.IsWhiteSpace(_text[at + 1]))) return at + 1;
        }
    }

    internal sealed record Field(string Name, int NameStart, int NameEnd, int ValueStart, int ValueEnd);
}
