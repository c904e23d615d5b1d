using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Reads papers from a file of any format we know, by its content and not by its name.</summary>
internal static partial class PaperImport
{
    /// <summary>A reference manager's export of 20,000 papers with abstracts has about 60 MB.</summary>
    public const long MostBytes = 100 * 1024 * 1024;

    private const int FirstPart = 64 * 1024;

    public static IReadOnlyList<ImportedPaper> Read(string path, byte[] bytes, ICollection<Diagnostic> diagnostics)
    {
        var mistakes = new List<Diagnostic>();
        if (TextFile.Decode(path, AsUtf8(bytes), mistakes) is { } source) return Read(source, diagnostics);
        // Only why there is no text: invisible characters are common in abstracts, and are left out without a word.
        foreach (var mistake in mistakes) diagnostics.Add(mistake);
        return [];
    }

    public static IReadOnlyList<ImportedPaper> Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        var papers = new List<ImportedPaper>();
        var before = diagnostics.Count;
        switch (FormatOf(source.Text))
        {
            case { } read:
                read(source, papers, diagnostics);
                if (papers.Count == 0 && diagnostics.Count == before) diagnostics.Add(ImportDiagnostics.NoPapers(source));
                break;
            default:
                diagnostics.Add(ImportDiagnostics.UnknownFormat(source, WhatItIs(source.Text)));
                break;
        }

        return papers;
    }

    private static Action<SourceText, ICollection<ImportedPaper>, ICollection<Diagnostic>>? FormatOf(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start is ['[' or '{', ..]) return CslJsonImport.Read;
        // In longer and longer parts, because looking for another format's start through 50 MB takes seconds.
        for (var length = FirstPart; ; length *= 16)
        {
            var part = Math.Min(length, text.Length);
            var formats = new (Match Found, Action<SourceText, ICollection<ImportedPaper>, ICollection<Diagnostic>> Read)[]
            {
                (RisStart().Match(text, 0, part), RisImport.Read),
                (NbibStart().Match(text, 0, part), NbibImport.Read),
                (BibTexStart().Match(text, 0, part), BibTexImport.Read),
            };
            // Whichever comes first: the abstract of one format may quote another.
            if (formats.Where(format => format.Found.Success).OrderBy(format => format.Found.Index).Select(format => format.Read).FirstOrDefault() is { } read) return read;
            if (part == text.Length) return null;
        }
    }

    private static string WhatItIs(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<xml", StringComparison.OrdinalIgnoreCase)) return "an XML file";
        if (start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return "a web page, and not the file it offers";
        if (start.StartsWith("%0 ", StringComparison.Ordinal)) return "EndNote’s own format (Refer)";
        if (start.StartsWith("FN ", StringComparison.Ordinal)) return "Web of Science’s own format";
        if (start.StartsWith("%PDF", StringComparison.Ordinal)) return "a PDF";
        if (start.StartsWith("PK", StringComparison.Ordinal)) return "a zip file";
        return "none of the formats that are read";
    }

    /// <summary>UTF-16 is recognized by its mark or its zeros, and JabRef names older encodings in the first line.</summary>
    private static byte[] AsUtf8(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..]) return Recode(Encoding.Unicode, bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..]) return Recode(Encoding.BigEndianUnicode, bytes[2..]);
        if (bytes is [not 0, 0, not 0, 0, ..]) return Recode(Encoding.Unicode, bytes);
        if (bytes is [0, not 0, 0, not 0, ..]) return Recode(Encoding.BigEndianUnicode, bytes);
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return bytes;
        var named = EncodingLine().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 1000)));
        // The control characters of Latin-1 are letters in Windows-1252, and nobody means control characters.
        return named.Success ? Recode(CodePagesEncodingProvider.Instance.GetEncoding(1252)!, bytes) : bytes;

        static byte[] Recode(Encoding from, byte[] bytes) => Encoding.Convert(from, Encoding.UTF8, bytes);
    }

    [GeneratedRegex(@"^\s{0,3}TY[ \t]{1,3}-", RegexOptions.Multiline)]
    private static partial Regex RisStart();

    [GeneratedRegex(@"^(?:PMID- ?\d|PMID\s{1,2}-\s)", RegexOptions.Multiline)]
    private static partial Regex NbibStart();

    [GeneratedRegex(@"@\s*(?:article|book|booklet|collection|comment|conference|data\w*|electronic|in\w+|manual|mastersthesis|misc|mv\w+|online|patent|periodical|phdthesis|preamble|proceedings|reference|report|software|string|supp\w+|techreport|thesis|unpublished|webpage|www)\s*[{(]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BibTexStart();

    [GeneratedRegex(@"^%\s*Encoding:\s*(?:ISO[-_]?8859[-_]15?|ISO8859_1|Cp1252|windows-1252|ANSI)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex EncodingLine();
}
