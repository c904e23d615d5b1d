using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using CsvHelper;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Reads <c>retractions.csv</c>, in the column layout of the Retraction Watch data.</summary>
/// <remarks>
/// The layout: https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/. The whole data may be used as it is, with more
/// than 60,000 rows, so only what is matched and shown is kept of each.
/// </remarks>
internal static partial class RetractionReader
{
    private static readonly string[] Needed = ["RetractionDate", "RetractionNature", "OriginalPaperDOI", "OriginalPaperPubMedID"];
    private static readonly string[] Optional = ["RetractionDOI", "RetractionPubMedID", "Reason"];

    private static readonly Dictionary<string, NoticeKind> Natures = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Retraction"] = NoticeKind.Retraction,
        ["Expression of concern"] = NoticeKind.ExpressionOfConcern,
        ["Correction"] = NoticeKind.Correction,
        ["Reinstatement"] = NoticeKind.Reinstatement,
    };

    /// <summary>The month comes first, as in the data.</summary>
    private static readonly string[] Dates = ["M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>The notices; null, with the reason in the diagnostics, if the file is no such table.</summary>
    public static RetractionList? Read(ContentFile file, byte[] bytes, ICollection<Diagnostic> diagnostics)
    {
        if (TextFile.LooksLikeUtf16(bytes))
        {
            diagnostics.Add(FileDiagnostics.Utf16(file.Path));
            return null;
        }

        var places = new BytePlaces(bytes);
        var isWhole = true;
        using var csv = CsvReader.Create(bytes, new CsvReaderOptions
        {
            Separator = ',',
            OnMalformedRecord = broken =>
            {
                isWhole &= broken.Reason != CsvMalformedReason.UnterminatedQuote;
                var (line, column) = places.Of(broken.Reason == CsvMalformedReason.UnterminatedQuote ? LastOpened(bytes) : broken.ByteOffset);
                diagnostics.Add(RetractionDiagnostics.Malformed(file.Path, line, column, broken.Reason));
            },
        });
        if (Missing(csv.Headers) is { Count: > 0 } missing)
        {
            diagnostics.Add(RetractionDiagnostics.NoSuchColumns(file.Path, missing, [.. csv.Headers]));
            return null;
        }

        var rows = new List<(string? Doi, string? Pmid, PaperNotice Notice)>();
        while (csv.Read() && isWhole)
            if (new Row(csv, places, file.Path, diagnostics).Read() is { } row) rows.Add(row);
        return new RetractionList(rows, isWhole);
    }

    /// <summary>The quotation mark that is not closed: the last one that opens a field. Two in a field close and open it again.</summary>
    private static int LastOpened(ReadOnlySpan<byte> bytes)
    {
        var (opened, inQuotes) = (0, false);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '"') continue;
            inQuotes = !inQuotes;
            if (inQuotes && !(i > 0 && bytes[i - 1] == '"')) opened = i;
        }

        return opened;
    }

    private static List<string> Missing(IReadOnlyList<string> headers) =>
        [.. Needed.Where(name => !headers.Any(header => header.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)))];

    private readonly struct Row(CsvReader csv, BytePlaces places, string path, ICollection<Diagnostic> diagnostics)
    {
        public (string? Doi, string? Pmid, PaperNotice Notice)? Read()
        {
            if (csv.FieldCount != csv.Headers.Count)
            {
                Add(0, Severity.Error, $"This row has {csv.FieldCount} fields, but the first row names {csv.Headers.Count}. A comma or a quotation mark is missing, or a comma or a line end is in a field without quotation marks.");
                return null;
            }

            var (doi, pmid) = (Doi("OriginalPaperDOI"), Pmid("OriginalPaperPubMedID"));
            // Many rows of the data have neither; nothing can be matched with them.
            if (doi is null && pmid is null) return null;
            var nature = Field("RetractionNature");
            if (!Natures.TryGetValue(nature, out var kind))
            {
                Add(At("RetractionNature"), Severity.Error, $"“{BibliographyDiagnostics.Quote(nature)}” is no RetractionNature.{DidYouMean.Hint(nature, Natures.Keys)} Write one of: {string.Join(", ", Natures.Keys)}.");
                return null;
            }

            var notice = new PaperNotice(kind, Date(), Doi("RetractionDOI"), Pmid("RetractionPubMedID"));
            if (kind is NoticeKind.Retraction or NoticeKind.Correction && IsNewCochraneVersion(doi, notice.Doi)) notice = notice with { Kind = NoticeKind.NewVersion };
            return (doi, pmid, notice);
        }

        private int At(string column) => csv.TryGetFieldIndex(column, out var at) ? at : 0;

        private string Field(string column) => csv.TryGetFieldIndex(column, out var at) ? csv.GetString(at).Trim() : "";

        private DateOnly? Date()
        {
            var text = Field("RetractionDate");
            if (DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var day)) return day;
            if (DateTime.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var time)) return DateOnly.FromDateTime(time);
            Add(At("RetractionDate"), Severity.Warning, $"“{BibliographyDiagnostics.Quote(text)}” is no date, so readers are told of the notice without one. Write it as month/day/year, such as 8/31/2021, or as 2021-08-31.");
            return null;
        }

        /// <summary>The data has “unavailable”, 0 or nothing where there is none.</summary>
        private string? Doi(string column)
        {
            var text = WebUtility.HtmlDecode(Field(column));
            if (text.Length == 0 || IsNothing(text)) return null;
            var bare = DoiPrefix().Replace(text, "");
            if (bare.StartsWith("10.", StringComparison.Ordinal) && bare.Contains('/', StringComparison.Ordinal) && !bare.Contains(' ', StringComparison.Ordinal)) return bare;
            Add(At(column), Severity.Warning, $"“{BibliographyDiagnostics.Quote(text)}” is no DOI, so it matches no paper. Write it like 10.1136/bjsports-2024-109380.");
            return null;
        }

        private string? Pmid(string column)
        {
            var text = Field(column);
            if (text.Length == 0 || IsNothing(text)) return null;
            if (text.Length <= 9 && text.All(char.IsAsciiDigit)) return text.TrimStart('0');
            Add(At(column), Severity.Warning, $"“{BibliographyDiagnostics.Quote(text)}” is no PMID, so it matches no paper. Write only its digits, like 28422125.");
            return null;
        }

        private static bool IsNothing(string text) => text.Equals("unavailable", StringComparison.OrdinalIgnoreCase) || text.Equals("n/a", StringComparison.OrdinalIgnoreCase) || text.All(c => c == '0');

        /// <summary>
        /// Cochrane gives each update of a review a DOI of its own (…CD004750.pub2, .pub3), and the data lists the older one as retracted.
        /// With a reason that finds fault with the review, it is a retraction all the same.
        /// </summary>
        private bool IsNewCochraneVersion(string? paper, string? notice)
        {
            if (paper is null || Cochrane().Match(paper) is not { Success: true } review) return false;
            var reasons = Field("Reason").Split([';', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var isUpdate = reasons.All(reason => UpdateReason().IsMatch(reason));
            if (!isUpdate) return false;
            if (reasons.Any(reason => reason.Contains("out of date", StringComparison.OrdinalIgnoreCase))) return true;
            return notice is not null && Cochrane().Match(notice) is { Success: true } next &&
                next.Groups["id"].Value.Equals(review.Groups["id"].Value, StringComparison.OrdinalIgnoreCase) && Version(next) > Version(review);
        }

        private static int Version(Match review) => review.Groups["version"].Success ? int.Parse(review.Groups["version"].ValueSpan, CultureInfo.InvariantCulture) : 1;

        private void Add(int field, Severity severity, string message)
        {
            var (line, column) = places.Of(csv.ByteOffset + StartOf(csv.RawRecord, field));
            diagnostics.Add(RetractionDiagnostics.InRow(path, line, column, severity, message));
        }

        /// <summary>Where a field begins in its row.</summary>
        private static int StartOf(ReadOnlySpan<byte> row, int field)
        {
            var (at, inQuotes) = (0, false);
            for (; at < row.Length && field > 0; at++)
            {
                if (row[at] == '"') inQuotes = !inQuotes;
                else if (row[at] == ',' && !inQuotes) field--;
            }

            return at;
        }
    }

    [GeneratedRegex(@"\A10\.1002/14651858\.(?<id>(?:CD|MR|ED)[0-9]{6})(?:\.pub(?<version>[0-9]{1,3}))?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cochrane();

    /// <summary>Reasons that find no fault with the paper.</summary>
    [GeneratedRegex(@"\A(?:Withdrawn \(out of date\)|Withdrawn as Out of Date|Updated?\b.*|Upgrade/Update of Prior Notice.*|New version.*|Notice - .*|Date of .*Unknown.*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UpdateReason();

    [GeneratedRegex(@"\A(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)?(?:doi:)?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoiPrefix();
}

/// <summary>The line and column of bytes of a file, asked for in nearly rising order.</summary>
internal sealed class BytePlaces(byte[] bytes)
{
    private int _counted;
    private int _line = 1;

    /// <summary>Both from 1, the column in UTF-16 units.</summary>
    public (int Line, int Column) Of(long offset)
    {
        var at = (int)Math.Clamp(offset, 0, bytes.Length);
        if (at < _counted) (_counted, _line) = (0, 1);
        _line += bytes.AsSpan(_counted, at - _counted).Count((byte)'\n');
        _counted = at;
        var start = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        var column = System.Text.Encoding.UTF8.GetCharCount(bytes, start, at - start) + 1;
        return (_line, start == 0 && bytes.AsSpan().StartsWith("\uFEFF"u8) && at > 0 ? column - 1 : column);
    }
}
