using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BackSpasmSite.Content.Diagnostics;

/// <summary>The console passes each piece to the system at once, so thousands of lines are written a hundred at a time.</summary>
internal static class Pieces
{
    public const int Lines = 100;
}

/// <summary>As compilers do, so that editors turn it into a link: <c>path(line,column): error CODE: message</c>.</summary>
internal static class TextPrinter
{
    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter output)
    {
        foreach (var some in diagnostics.Chunk(Pieces.Lines)) output.WriteLine(string.Join(output.NewLine, some.Select(Line)));
    }

    public static string Line(Diagnostic diagnostic)
    {
        var (place, kind, message) = Parts(diagnostic);
        return $"{place}: {kind}: {message}";
    }

    /// <summary>The parts between the colons, for whoever prints each in a colour.</summary>
    public static (string Place, string Kind, string Message) Parts(Diagnostic diagnostic) =>
        (OneLine($"{diagnostic.Path}({diagnostic.Line},{diagnostic.Column})"), $"{diagnostic.Severity.Word()} {diagnostic.Code}", OneLine(diagnostic.Message));

    // A file name may contain a line end, too.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}

/// <summary>An array of <c>{path, line, column, code, severity, message}</c>.</summary>
internal static partial class JsonPrinter
{
    // Keeps “ü” readable: messages quote what authors wrote.
    private static readonly Shapes Readable = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter output) =>
        output.WriteLine(TerminalText.CleanJson(JsonSerializer.Serialize([.. diagnostics.Select(Shape.Of)], Readable.ShapeArray)));

    private sealed record Shape(string Path, int Line, int Column, string Code, string Severity, string Message)
    {
        public static Shape Of(Diagnostic diagnostic) => new(
            diagnostic.Path, diagnostic.Line, diagnostic.Column, diagnostic.Code, diagnostic.Severity.Word(), diagnostic.Message);
    }

    [JsonSerializable(typeof(Shape[]))]
    private sealed partial class Shapes : JsonSerializerContext;
}

/// <summary>Workflow commands of GitHub Actions, which shows them beside the changed line.</summary>
internal static class GitHubPrinter
{
    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter output)
    {
        foreach (var some in diagnostics.Chunk(Pieces.Lines)) output.WriteLine(string.Join(output.NewLine, some.Select(Line)));
    }

    private static string Line(Diagnostic diagnostic) => $"::{diagnostic.Severity.Word()} file={Property(diagnostic.Path)},line={diagnostic.Line},col={diagnostic.Column},title={Property(diagnostic.Code)}::{Data(diagnostic.Message)}";

    /// <summary>GitHub's runner unescapes exactly these three, the percent sign last. Other line ends would begin a new command in a log.</summary>
    private static string Data(string text) => text
        .Replace("\u0085", " ", StringComparison.Ordinal)
        .Replace("\u2028", " ", StringComparison.Ordinal)
        .Replace("\u2029", " ", StringComparison.Ordinal)
        .Replace("\v", " ", StringComparison.Ordinal)
        .Replace("\f", " ", StringComparison.Ordinal)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>In a property, a colon or a comma would end the value.</summary>
    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}

/// <summary>SARIF 2.1.0, which code hosts and editors show beside the line.</summary>
internal static class SarifPrinter
{
    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter output)
    {
        var found = diagnostics.ToList();
        List<string> codes = [.. found.Select(diagnostic => diagnostic.Code).Distinct().Order(StringComparer.Ordinal)];
        JsonArray rules = [.. codes.Select(JsonNode (code) => Rule(code))];
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "BackSpasmSite", ["rules"] = rules } },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. found.Select(JsonNode (diagnostic) => Result(diagnostic, codes.IndexOf(diagnostic.Code)))]),
            }),
        };
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true })) log.WriteTo(writer);
        output.WriteLine(TerminalText.CleanJson(System.Text.Encoding.UTF8.GetString(bytes.ToArray())));
    }

    private static JsonObject Rule(string code)
    {
        var rule = new JsonObject { ["id"] = code };
        if (CodeGuide.Find(code) is not { } explanation) return rule;
        rule["fullDescription"] = new JsonObject { ["text"] = explanation.Meaning };
        rule["help"] = new JsonObject { ["text"] = explanation.Remedy };
        return rule;
    }

    private static JsonObject Result(Diagnostic diagnostic, int rule) => new JsonObject
    {
        ["ruleId"] = diagnostic.Code,
        ["ruleIndex"] = rule,
        ["level"] = diagnostic.Severity.Word(),
        ["message"] = new JsonObject { ["text"] = diagnostic.Message },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = Address(diagnostic.Path) },
                ["region"] = new JsonObject { ["startLine"] = diagnostic.Line, ["startColumn"] = diagnostic.Column },
            },
        }),
    };

    /// <summary>SARIF wants an address: relative below the caller's directory, otherwise with <c>file:</c>.</summary>
    private static string Address(string path)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}" : escaped;
    }
}
