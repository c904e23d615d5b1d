using System.Text.Encodings.Web;
using System.Text.Json;
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
