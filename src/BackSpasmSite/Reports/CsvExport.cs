using BackSpasmSite.Reports.Intake;
using CsvHelper;

namespace BackSpasmSite.Reports;

/// <summary>Rows as CSV (RFC 4180), in UTF-8.</summary>
internal static class CsvExport
{
    private static readonly (string Name, Func<FeedbackRow, string?> Text)[] Columns =
    [
        ("kind", row => row.Kind),
        ("id", row => FormattableString.Invariant($"{row.Id}")),
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
    ];

    /// <summary>
    /// A cell that begins with one of these is a formula to one spreadsheet or another, and a formula can fetch and send.
    /// With an apostrophe before it, it is text.
    /// </summary>
    private static readonly CsvWriterOptions Guarded = new()
    {
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
    };

    public static async Task WriteAsync(IAsyncEnumerable<FeedbackRow> rows, Stream output, CancellationToken cancellation)
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

    /// <summary>In full width they are formulas too, and the library's list takes ASCII only.</summary>
    private static string? WithGuardForWide(string? text) => text is ['＝' or '＋' or '－' or '＠', ..] ? $"'{text}" : text;
}
