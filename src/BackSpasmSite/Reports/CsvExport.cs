using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Reports.Intake;
using CsvHelper;

namespace BackSpasmSite.Reports;

/// <summary>RFC 4180, in UTF-8.</summary>
internal static class CsvExport
{
    private static readonly (string Name, Func<ExportRow, string?> Text)[] Columns =
    [
        ("kind", row => row.Kind),
        ("id", row => $"{row.Id}"),
        ("received", row => row.Received),
        (FieldNames.Article, row => row.Article),
        (FieldNames.Helpful, row => row.Helpful),
        (FieldNames.Concern, row => row.Concern),
        (FieldNames.Section, row => row.Section),
        (FieldNames.Quote, row => row.Quote),
        (FieldNames.QuotePrefix, row => row.QuotePrefix),
        (FieldNames.QuoteSuffix, row => row.QuoteSuffix),
        (FieldNames.Message, row => row.Message),
        ("state", row => row.State),
        ("suspicion", row => row.Suspicion),
        ("changed", row => row.Changed),
        ("erased", row => row.Erased),
        ("answer", row => row.Answer),
        ("article-text", row => row.ArticleText),
        (FieldNames.Reason, row => row.Reason),
    ];

    /// <summary>
    /// Some spreadsheets treat a cell that begins with one of these as a formula, and a formula can send data elsewhere. A leading
    /// apostrophe makes it text.
    /// </summary>
    private static readonly CsvWriterOptions Guarded = new()
    {
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
    };

    public static async Task WriteAsync(IAsyncEnumerable<ExportRow> rows, Stream output, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, Guarded, leaveOpen: true);
        csv.WriteHeader(Array.ConvertAll(Columns, column => column.Name));
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            foreach (var column in Columns) csv.WriteField(WithGuardForWide(column.Text(row)));
            await csv.EndRecordAsync(cancellation);
        }

        await csv.FlushAsync(cancellation);
    }

    /// <summary>Full-width characters start a formula too, and the library's list takes ASCII only.</summary>
    private static string? WithGuardForWide(string? text) => text is ['＝' or '＋' or '－' or '＠', ..] ? $"'{text}" : text;
}

/// <summary>A JSON array of objects, each with every name, in UTF-8.</summary>
internal static partial class JsonExport
{
    // Keeps “ü” readable. Only inside a web page would that be unsafe; control characters are escaped all the same.
    private static readonly Rows Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    public static async Task WriteAsync(IAsyncEnumerable<ExportRow> rows, Stream output, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var separator = "[";
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await writer.WriteLineAsync(separator);
            // One at a time, because all of them may not fit into memory.
            await writer.WriteAsync(TerminalText.CleanJson(JsonSerializer.Serialize(row, Readable.ExportRow)));
            separator = ",";
        }

        await writer.WriteLineAsync(separator == "[" ? "[]" : "\n]");
    }

    [JsonSerializable(typeof(ExportRow))]
    private sealed partial class Rows : JsonSerializerContext;
}
