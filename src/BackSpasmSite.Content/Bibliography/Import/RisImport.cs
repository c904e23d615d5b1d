using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Reads RIS as Zotero, EndNote, Mendeley, RefWorks, PubMed and publishers write it.</summary>
internal static partial class RisImport
{
    /// <summary>Abstracts, keywords and addresses: most of a file, and the numbers in them are those of other papers.</summary>
    private static readonly string[] LeftOut = ["AB", "N2", "KW", "AD"];

    public static void Read(SourceText source, ICollection<ImportedPaper> papers, ICollection<Diagnostic> diagnostics)
    {
        TaggedRecord? record = null;
        var isLeftOut = false;
        for (var (line, offset) = (1, 0); offset < source.Text.Length; line++)
        {
            var end = source.Text.IndexOf('\n', offset);
            var text = end < 0 ? source.Text[offset..] : source.Text[offset..end];
            var tagged = Tag().Match(text);
            if (tagged.Success && tagged.Groups[1].Value == "TY")
            {
                Add(record);
                record = new TaggedRecord(offset);
            }

            if (tagged.Success && tagged.Groups[1].Value == "ER")
            {
                Add(record);
                record = null;
            }
            else if (record is not null && tagged.Success)
            {
                isLeftOut = LeftOut.Contains(tagged.Groups[1].Value);
                if (!isLeftOut) record.Add(tagged.Groups[1].Value, (tagged.Groups[2].Value + tagged.Groups[3].Value).Trim());
            }
            else if (!isLeftOut)
            {
                record?.Continue(text.Trim());
            }

            offset = end < 0 ? source.Text.Length : end + 1;
        }

        if (record is not null) diagnostics.Add(ImportDiagnostics.CutOff(source, record.Offset, "This record is not finished: the line “ER  - ” is missing at its end."));

        void Add(TaggedRecord? whole)
        {
            if (whole is not null && ImportedPaper.Of(Fields(whole), source, whole.Offset, whole["ID"] ?? whole["LB"], diagnostics) is { } paper) papers.Add(paper);
        }
    }

    private static JsonObject Fields(TaggedRecord record)
    {
        var type = TypeOf(record["TY"]);
        var isJournal = type.StartsWith("article", StringComparison.Ordinal);
        var notes = string.Join('\n', record.All("N1").Concat(record.All("RN")).Concat(record.All("C1")).Concat(record.All("M1")).Concat(record.All("M2")).Concat(record.All("M3")));
        var addresses = record.All("UR").Concat(record.All("L2")).Concat(record.All("LK")).SelectMany(value => value.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        var isPartOf = type is "chapter" or "paper-conference" or "entry-dictionary" or "entry-encyclopedia";
        var json = new JsonObject
        {
            ["type"] = type,
            ["title"] = record["TI"] ?? record["T1"] ?? record["CT"] ?? (isPartOf ? null : record["BT"]),
            ["author"] = Names("AU", "A1"),
            ["editor"] = isPartOf ? Names("ED", "A2") : Names("ED"),
            ["container-title"] = record["T2"] ?? record["JF"] ?? record["JO"] ?? (isPartOf ? record["BT"] : null) ?? record["JA"] ?? record["J2"],
            ["container-title-short"] = record["J2"] ?? record["JA"] ?? (record["T2"] ?? record["JF"]) switch { { } full when record["JO"] is { } other && other != full => other, _ => null },
            ["collection-title"] = record["T3"],
            ["volume"] = record["VL"],
            ["issue"] = isJournal ? record["IS"] ?? record["CP"] : record["CP"],
            ["page"] = Pages(record["SP"], record["EP"]),
            ["number"] = record["C7"] ?? (type is "report" or "standard" ? record["IS"] ?? record["SN"] : null),
            // For an article, EndNote writes the day it appeared online.
            ["edition"] = type == "article-journal" ? null : record["ET"],
            ["publisher"] = record["PB"],
            ["publisher-place"] = record["CY"] ?? record["PP"],
            ["genre"] = type is "report" or "thesis" ? record["M3"] : null,
            ["language"] = record["LA"],
            ["ISSN"] = isJournal ? record["SN"] : null,
            ["ISBN"] = type is "book" or "chapter" ? record["SN"] : null,
            ["DOI"] = PaperNumbers.Doi(record["DO"]) ?? PaperNumbers.Doi(record["DI"]) ?? new[] { record["M3"], record["M1"], record["L3"] }.Concat(record.All("N1").Where(note => note.StartsWith("10.", StringComparison.Ordinal))).Select(PaperNumbers.Doi).FirstOrDefault(doi => doi is not null),
            ["PMID"] = PaperNumbers.Pmid(record["PM"]) ?? Pmid(record),
            ["PMCID"] = PaperNumbers.Pmcid(record["C2"]) ?? record.Values.Select(PaperNumbers.Pmcid).FirstOrDefault(pmcid => pmcid is not null),
            ["URL"] = addresses.Find(address => address.StartsWith("http", StringComparison.OrdinalIgnoreCase)),
            ["note"] = notes,
            ["issued"] = DateOf(record) is { } date ? PaperFields.DateParts(date) : record["PY"] ?? record["Y1"] ?? record["DA"],
            ["accessed"] = record["Y2"] ?? record["Y3"],
        };
        if (!isJournal && type is "webpage" && json["container-title"] is null) json["container-title"] = record["PB"];
        return json;

        JsonArray Names(params ReadOnlySpan<string> tags)
        {
            var names = new JsonArray();
            foreach (var tag in tags)
                foreach (var name in record.All(tag).SelectMany(value => WebUtility.HtmlDecode(value).Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries)).SelectMany(NameText.Divide)) names.Add(name);
            return names;
        }
    }

    /// <summary>Zotero and EndNote put the accession number of any database into AN; PubMed says that it is one of its own.</summary>
    private static string? Pmid(TaggedRecord record)
    {
        var isPubMed = record.All("DB").Concat(record.All("DP")).Any(name => name.Contains("pubmed", StringComparison.OrdinalIgnoreCase) || name.Contains("medline", StringComparison.OrdinalIgnoreCase) || name.Contains("nlm", StringComparison.OrdinalIgnoreCase));
        return record.All("AN").Concat(record.All("C5")).Select(number => OwnNumber().IsMatch(number) || isPubMed || number.Length is 7 or 8 ? PaperNumbers.Pmid(number) : null).FirstOrDefault(pmid => pmid is not null)
            ?? record.All("UR").Select(address => address.Contains("ncbi", StringComparison.OrdinalIgnoreCase) ? PaperNumbers.Pmid(address) : null).FirstOrDefault(pmid => pmid is not null);
    }

    private static string? Pages(string? first, string? last) =>
        first is null ? null : last is null || last == first || first.Contains('-') ? first : $"{first}-{last}";

    private static PartialDate? DateOf(TaggedRecord record)
    {
        var year = DateText.Read(record["PY"]) ?? DateText.Read(record["Y1"]);
        var exact = new[] { record["DA"], record["Y1"], record["PY"] }.Select(DateText.Read).FirstOrDefault(date => date?.Month is not null);
        if (year is null) return exact ?? DateText.Read(record["DA"]);
        if (exact?.Year == year.Value.Year) return exact;
        // EndNote writes the day and month alone: “May 12”.
        return year.Value.Month is null && record["DA"] is { } day && DateText.Read($"{year.Value.Year} {day}") is { Month: not null } whole ? whole : year;
    }

    private static string TypeOf(string? type) => type?.ToUpperInvariant() switch
    {
        "JOUR" or "JFULL" or "EJOUR" or "ABST" or "INPR" => "article-journal",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "BOOK" or "EBOOK" or "EDBOOK" or "CLSWK" => "book",
        "CHAP" or "ECHAP" => "chapter",
        "CONF" or "CPAPER" => "paper-conference",
        "RPRT" or "GOVDOC" => "report",
        "THES" => "thesis",
        "ELEC" or "WEB" or "ICOMM" => "webpage",
        "BLOG" => "post-weblog",
        "DATA" or "AGGR" => "dataset",
        "DICT" => "entry-dictionary",
        "ENCYC" => "entry-encyclopedia",
        "STAND" => "standard",
        "STAT" => "legislation",
        "COMP" => "software",
        "PAT" => "patent",
        "MANSCPT" => "manuscript",
        "UNPB" => "article",
        _ => "document",
    };

    /// <summary>Two letters or a letter and a digit, spaces and a hyphen: also with one space, or with none after the hyphen.</summary>
    [GeneratedRegex(@"\A\s{0,3}([A-Z][A-Z0-9])(?:[ \t]{1,3}-(?:[ \t](.*))?|  -(.*))\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\bpmid\b|pubmed", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnNumber();
}

internal sealed class TaggedRecord(int offset)
{
    private readonly List<(string Tag, StringBuilder Value)> _values = [];

    public int Offset => offset;

    public IEnumerable<string> Values => _values.Select(one => one.Value.ToString());

    public string? this[string tag] => All(tag).FirstOrDefault();

    public IEnumerable<string> All(string tag) => _values.Where(one => one.Tag == tag && one.Value.Length > 0).Select(one => one.Value.ToString());

    public void Add(string tag, string value) => _values.Add((tag, new StringBuilder(value)));

    public void Continue(string text)
    {
        if (text.Length == 0 || _values.Count == 0) return;
        var value = _values[^1].Value;
        value.Append(value.Length == 0 ? "" : " ").Append(text);
    }
}
