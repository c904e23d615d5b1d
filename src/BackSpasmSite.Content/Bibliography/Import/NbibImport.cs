using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Reads the format of PubMed (<c>.nbib</c>), which its service calls MEDLINE.</summary>
/// <remarks>https://www.nlm.nih.gov/bsd/mms/medlineelements.html</remarks>
internal static partial class NbibImport
{
    public static void Read(SourceText source, ICollection<ImportedPaper> papers, ICollection<Diagnostic> diagnostics)
    {
        var records = Records(source);
        // PubMed ends each record with its source, so one without it was cut off.
        if (records.Count > 0 && records[^1]["SO"] is null && (records.Exists(record => record["SO"] is not null) || !source.Text.EndsWith('\n')))
            diagnostics.Add(ImportDiagnostics.CutOff(source, records[^1].Offset, "This record is not finished: it has no line “SO  - ”, PubMed’s last one."));
        foreach (var record in records)
        {
            if (ImportedPaper.Of(Fields(record), source, record.Offset, record["PMID"] is { } pmid ? $"PMID {pmid}" : null, diagnostics) is not { } paper) continue;
            papers.Add(paper);
            if (record.All("PT").Contains("Retracted Publication", StringComparer.OrdinalIgnoreCase) || record["RIN"] is not null)
                diagnostics.Add(ImportDiagnostics.Retracted(source, record.Offset, paper.Paper.Title));
        }
    }

    private static List<TaggedRecord> Records(SourceText source)
    {
        var records = new List<TaggedRecord>();
        for (var offset = 0; offset < source.Text.Length;)
        {
            var end = source.Text.IndexOf('\n', offset);
            var line = end < 0 ? source.Text[offset..] : source.Text[offset..end];
            if (Tag().Match(line) is { Success: true } tagged)
            {
                if (tagged.Groups[1].Value is "PMID" || records.Count == 0) records.Add(new TaggedRecord(offset));
                records[^1].Add(tagged.Groups[1].Value, tagged.Groups[2].Value.Trim());
            }
            else if (records.Count > 0)
            {
                records[^1].Continue(line.Trim());
            }

            offset = end < 0 ? source.Text.Length : end + 1;
        }

        return records;
    }

    private static JsonObject Fields(TaggedRecord record)
    {
        var isBook = record["BTI"] is not null;
        var json = new JsonObject
        {
            ["type"] = isBook ? record["TI"] is null ? "book" : "chapter" : record.All("PT").Contains("Preprint", StringComparer.OrdinalIgnoreCase) ? "article" : "article-journal",
            ["title"] = record["TI"] ?? record["BTI"] ?? record["TT"],
            ["author"] = Authors(record),
            ["editor"] = new JsonArray([.. Full(record, "FED", "ED").Select(name => (JsonNode?)name)]),
            ["container-title"] = record["JT"] is { } journal ? JournalNote().Replace(journal, "") : isBook && record["TI"] is not null ? record["BTI"] : record["TA"],
            ["container-title-short"] = record["TA"],
            ["collection-title"] = record["CTI"],
            ["volume"] = record["VI"],
            ["issue"] = record["IP"],
            ["page"] = record["PG"],
            ["edition"] = record["EN"],
            ["publisher"] = isBook ? record["PB"] : null,
            ["publisher-place"] = isBook ? record["PL"] : null,
            ["DOI"] = record.All("LID").Concat(record.All("AID")).Where(id => id.EndsWith("[doi]", StringComparison.OrdinalIgnoreCase)).Select(PaperNumbers.Doi).FirstOrDefault(doi => doi is not null)
                ?? PaperNumbers.Doi(record["SO"] is { } source && source.Contains("doi:", StringComparison.OrdinalIgnoreCase) ? source : null),
            ["PMID"] = record["PMID"],
            ["PMCID"] = record["PMC"],
            ["ISSN"] = record["IS"]?.Split(' ')[0],
            ["ISBN"] = record["ISBN"]?.Split(' ')[0],
            ["language"] = record["LA"] is { } language && language != "eng" ? language : null,
            ["status"] = record["PST"] is { } status && status.Contains("aheadofprint", StringComparison.OrdinalIgnoreCase) && record["VI"] is null ? "ahead of print" : null,
            ["number"] = record["PG"] is null ? record.All("LID").FirstOrDefault(id => id.EndsWith("[pii]", StringComparison.OrdinalIgnoreCase) && ArticleNumber().IsMatch(id))?.Split(' ')[0] : null,
        };
        if ((DateText.Read(record["DP"]) ?? DateText.Read(record["DEP"])) is { } date)
        {
            // The day of the electronic edition makes “2017” more exact for a paper without an issue.
            if (date.Month is null && record["VI"] is null && DateText.Read(record["DEP"]) is { } electronic && electronic.Year == date.Year) date = electronic;
            json["issued"] = PaperFields.DateParts(date);
        }

        return json;
    }

    private static JsonArray Authors(TaggedRecord record)
    {
        var names = new JsonArray();
        foreach (var name in Full(record, "FAU", "AU")) names.Add(name);
        foreach (var group in record.All("CN")) names.Add(new JsonObject { ["literal"] = group.TrimEnd('.') });
        return names;
    }

    private static IEnumerable<string> Full(TaggedRecord record, string full, string brief) =>
        record.All(full).Any() ? record.All(full) : record.All(brief).Select(name => name);

    [GeneratedRegex(@"\A([A-Z]{2,4}) {0,2}- ?(.*)\z")]
    private static partial Regex Tag();

    /// <summary>“Spine (Phila Pa 1976)” has its place in its name; “BMJ (Clinical research ed.)” has its edition.</summary>
    [GeneratedRegex(@"\s*(?:\((?:Clinical research ed\.|Online)\)|= .*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex JournalNote();

    [GeneratedRegex(@"\A(?:e[0-9]+|[0-9]{3,8}|[A-Z]{1,3}[0-9]{4,8}) \[pii\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ArticleNumber();
}
