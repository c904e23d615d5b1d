using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackSpasmSite.Content.Diagnostics;

/// <summary>Prints problems as a JSON array of <c>{path, line, column, code, severity, message}</c>.</summary>
internal static partial class JsonPrinter
{
    // Messages quote what authors wrote; a tool's reader should see “ü” and not its number.
    private static readonly Shapes Readable = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    public static void Print(IEnumerable<Problem> problems, TextWriter output) =>
        output.WriteLine(TerminalText.CleanJson(JsonSerializer.Serialize([.. problems.Select(Shape.Of)], Readable.ShapeArray)));

    private sealed record Shape(string Path, int Line, int Column, string Code, string Severity, string Message)
    {
        public static Shape Of(Problem problem) => new(
            problem.Path, problem.Line, problem.Column, problem.Code, problem.Severity.Word(), problem.Message);
    }

    [JsonSerializable(typeof(Shape[]))]
    private sealed partial class Shapes : JsonSerializerContext;
}
