using System.Text.RegularExpressions;
using BackSpasmSite.Content.Bibliography.Import;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Lookup;

/// <summary>The number by which a paper is looked up.</summary>
internal sealed partial record PaperNumber(string Kind, string Value)
{
    /// <summary>
    /// <c>doi:10.1136/bmj.n1446</c>, <c>pmid:28422125</c>; also a DOI alone, and addresses at doi.org and PubMed. Null for anything else.
    /// </summary>
    public static PaperNumber? Parse(string text)
    {
        text = text.Trim();
        if (PmidPrefix().IsMatch(text) || text.Contains("ncbi.nlm.nih.gov", StringComparison.OrdinalIgnoreCase))
            return PaperNumbers.Pmid(text) is { } pmid ? new PaperNumber("PMID", pmid) : null;
        return DoiForm().IsMatch(text) && PaperNumbers.Doi(text) is { } doi ? new PaperNumber("DOI", doi) : null;
    }

    public override string ToString() => $"{Kind} {Value}";

    [GeneratedRegex(@"\A(?:pmid|pubmed)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PmidPrefix();

    [GeneratedRegex(@"\A(?:doi:?\s*)?(?:https?://(?:dx\.|www\.)?doi\.org/|10\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoiForm();
}

/// <summary>What came of looking a paper up.</summary>
internal abstract record LookupResult
{
    private LookupResult()
    {
    }

    public sealed record Found(ImportedPaper Paper, IReadOnlyList<Diagnostic> Diagnostics) : LookupResult;

    /// <summary>There is no such paper, or it is not the one asked for.</summary>
    public sealed record None(string Reason) : LookupResult;

    /// <summary>It could not be looked up.</summary>
    public sealed record Unknown(string Reason) : LookupResult;
}

/// <summary>Fetches a paper's record from Crossref (by DOI) or PubMed (by PMID).</summary>
internal sealed class PaperLookup(PoliteClient client, RecordCache cache, IOptions<LookupOptions> options)
{
    public async Task<LookupResult> FindAsync(PaperNumber number, CancellationToken cancellation)
    {
        var key = $"{number.Kind} {number.Value.ToLowerInvariant()}";
        if (cache.Find(key) is { } kept && Read(number, kept) is LookupResult.Found found) return found;
        var answer = await client.GetAsync(AddressOf(number), number.Kind == "DOI" ? "application/json" : "text/plain", cancellation);
        if (answer is Answer.Unknown unknown) return new LookupResult.Unknown(unknown.Reason);
        if (answer is not Answer.Found { Body: var body } || string.IsNullOrWhiteSpace(body)) return None(number);
        var result = Read(number, body);
        if (result is LookupResult.Found) cache.Keep(key, body);
        return result;
    }

    private static string ServiceOf(PaperNumber number) => number.Kind == "DOI" ? "Crossref" : "PubMed";

    private Uri AddressOf(PaperNumber number)
    {
        var contact = client.Contact is { } address ? Uri.EscapeDataString(address) : null;
        return new Uri(number.Kind == "DOI"
            ? $"{options.Value.Crossref.TrimEnd('/')}/works/{Uri.EscapeDataString(number.Value)}{(contact is null ? "" : $"?mailto={contact}")}"
            : $"{options.Value.PubMed.TrimEnd('/')}/efetch.fcgi?db=pubmed&id={number.Value}&rettype=medline&retmode=text&tool=BackSpasmSite{(contact is null ? "" : $"&email={contact}")}");
    }

    private static LookupResult.None None(PaperNumber number) => new($"{ServiceOf(number)} has no paper with the {number}. {(number.Kind == "DOI" ? "Check the DOI; one that is registered elsewhere (DataCite, mEDRA) can be imported from a file." : "Check the number.")}");

    private static LookupResult Read(PaperNumber number, string body)
    {
        var (service, diagnostics) = (ServiceOf(number), new List<Diagnostic>());
        var text = body.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var start = text.AsSpan().TrimStart();
        if (number.Kind == "DOI" ? start is not ['{', ..] : !start.StartsWith("PMID-", StringComparison.Ordinal)) return new LookupResult.Unknown($"{service} answered with something that is not a record.");
        var papers = PaperImport.Read(new SourceText(service, text), diagnostics);
        if (diagnostics.Exists(diagnostic => diagnostic.Severity == Severity.Error)) return new LookupResult.Unknown($"{service} answered with a record that is incomplete or broken. Try again later.");
        if (papers is not [var paper]) return papers.Count == 0 && diagnostics.Count > 0 ? new LookupResult.None($"{service}’s record of the {number} has no title.") : new LookupResult.Unknown($"{service} answered with something that is not a record.");
        var theirs = number.Kind == "DOI" ? paper.Paper.Doi : paper.Paper.Pmid;
        return number.Value.Equals(theirs, StringComparison.OrdinalIgnoreCase)
            ? new LookupResult.Found(paper, diagnostics)
            : new LookupResult.None($"{service} answered the {number} with the record of another paper, {(theirs is null ? $"“{paper.Paper.Title}”" : $"{number.Kind} {theirs}, “{paper.Paper.Title}”")}. If that is the one you mean, ask for that number.");
    }
}
