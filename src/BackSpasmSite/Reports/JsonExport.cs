using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Reports;

/// <summary>Rows as a JSON array of objects, each with every name, in UTF-8.</summary>
internal static partial class JsonExport
{
    // “ü” and not its number. What is relaxed would matter where JSON stands inside a web page; control characters are
    // written as numbers all the same.
    private static readonly Rows Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    public static async Task WriteAsync(IAsyncEnumerable<FeedbackRow> rows, Stream output, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var separator = "[";
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await writer.WriteLineAsync(separator);
            // One at a time: there may be more rows than memory.
            await writer.WriteAsync(TerminalText.CleanJson(JsonSerializer.Serialize(row, Readable.FeedbackRow)));
            separator = ",";
        }

        await writer.WriteLineAsync(separator == "[" ? "[]" : "\n]");
    }

    [JsonSerializable(typeof(FeedbackRow))]
    private sealed partial class Rows : JsonSerializerContext;
}
