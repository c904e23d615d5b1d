using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Data;
using BackSpasmSite.Reports.Intake;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

/// <summary>A page of each at a time, so that the number of reports and votes does not matter for memory.</summary>
internal static class ReportExport
{
    public const int Page = 1000;

    /// <param name="since">In UTC; null for everything.</param>
    public static async IAsyncEnumerable<ExportRow> Rows(SiteDbContext open, DateOnly? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var from = (since ?? DateOnly.MinValue).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        await using var reports = InPages(
            open.Set<Report>().AsNoTracking().Where(report => report.ReceivedAt >= from).OrderBy(report => report.ReceivedAt).ThenBy(report => report.Id),
            (all, last) => all.Where(report => report.ReceivedAt >= last.ReceivedAt && (report.ReceivedAt > last.ReceivedAt || report.Id > last.Id)),
            ExportRow.Of,
            cancellation).GetAsyncEnumerator(cancellation);
        await using var votes = InPages(
            open.Set<Vote>().AsNoTracking().Where(vote => vote.VotedAt >= from).OrderBy(vote => vote.VotedAt).ThenBy(vote => vote.Id),
            (all, last) => all.Where(vote => vote.VotedAt >= last.VotedAt && (vote.VotedAt > last.VotedAt || vote.Id > last.Id)),
            ExportRow.Of,
            cancellation).GetAsyncEnumerator(cancellation);

        var report = await NextAsync(reports);
        var vote = await NextAsync(votes);
        while ((report ?? vote) is not null)
        {
            // With equal times the report goes first, because the vote came with it.
            if (vote is null || (report is not null && string.CompareOrdinal(report.Received, vote.Received) <= 0))
            {
                yield return report!;
                report = await NextAsync(reports);
            }
            else
            {
                yield return vote;
                vote = await NextAsync(votes);
            }
        }
    }

    /// <summary>A connection to PostgreSQL runs one query at a time, so two can't be read side by side.</summary>
    /// <param name="after">Those that come after a row.</param>
    private static async IAsyncEnumerable<ExportRow> InPages<T>(
        IQueryable<T> all, Func<IQueryable<T>, T, IQueryable<T>> after, Func<T, ExportRow> row, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var rest = all; ;)
        {
            var page = await rest.Take(Page).ToListAsync(cancellation);
            foreach (var one in page) yield return row(one);
            if (page.Count < Page) yield break;
            rest = after(all, page[^1]);
        }
    }

    private static async Task<ExportRow?> NextAsync(IAsyncEnumerator<ExportRow> rows) => await rows.MoveNextAsync() ? rows.Current : null;
}

/// <summary>
/// The order and the names of the columns (with hyphens) are those of these properties; a field of the form has the form's name. What
/// would let somebody act as the reader or write to them is left out: receipt, fingerprint and e-mail address.
/// </summary>
internal sealed record ExportRow
{
    /// <summary><c>report</c> or <c>vote</c>; each kind has its own numbers.</summary>
    public required string Kind { get; init; }

    public required long Id { get; init; }
    public required string Received { get; init; }
    public required string Article { get; init; }
    public string? Helpful { get; init; }
    public string? Concern { get; init; }
    public string? Section { get; init; }
    public string? Quote { get; init; }
    public string? QuotePrefix { get; init; }
    public string? QuoteSuffix { get; init; }
    public string? Message { get; init; }
    public string? State { get; init; }
    public string? Suspicion { get; init; }
    public string? Changed { get; init; }
    public string? Erased { get; init; }
    public string? Answer { get; init; }
    public required string ArticleText { get; init; }

    /// <summary>What was missing, of a vote.</summary>
    public string? Reason { get; init; }

    public static ExportRow Of(Report report) => new()
    {
        Kind = "report",
        Id = report.Id,
        Received = Text(report.ReceivedAt),
        Article = report.Article,
        Helpful = report.Helpful is { } helpful ? Text(helpful) : null,
        Concern = report.Concern is { } concern ? Concerns.Token(concern) : null,
        Section = report.Section,
        Quote = report.Quote,
        QuotePrefix = report.QuotePrefix,
        QuoteSuffix = report.QuoteSuffix,
        Message = report.Message,
        State = Text(report.State),
        Suspicion = report.Suspicion is { } suspicion ? Text(suspicion) : null,
        Changed = Text(report.ChangedAt),
        Erased = report.ErasedAt is { } erased ? Text(erased) : null,
        Answer = report.Answer,
        ArticleText = report.ArticleText,
    };

    public static ExportRow Of(Vote vote) => new()
    {
        Kind = "vote",
        Id = vote.Id,
        Received = Text(vote.VotedAt),
        Article = vote.Article,
        Helpful = Text(vote.Helpful),
        Reason = vote.Reason is { } reason ? MissingReasons.Token(reason) : null,
        ArticleText = vote.ArticleText,
    };

    private static string Text(bool helpful) => helpful ? "yes" : "no";

    private static string Text(Enum state) => state.ToString().ToLowerInvariant();

    /// <summary>Fixed length, so that sorting the text sorts the times.</summary>
    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}

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
