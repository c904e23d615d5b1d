using System.Globalization;
using System.Text;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Decides whether two titles are those of one paper. Strict: a wrong match would make a citation name another study.</summary>
internal static class PaperTitle
{
    /// <summary>Titles this long are hardly ever shared by chance.</summary>
    public const int Telling = 40;

    private const int LongWord = 5;
    private const int MostSlips = 2;

    private static readonly string[] Articles = ["a", "an", "the"];

    public static string[] WordsOf(string title)
    {
        var plain = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c)) plain.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && c is not ('\'' or '’')) plain.Append(' ');
        }

        // Oedema is edema, anaesthesia anesthesia.
        return [.. plain.Replace("oe", "e").Replace("ae", "e").ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Articles.Contains(word))];
    }

    /// <summary>Equal but for the spelling of a word or two: one letter in a long word with the same first letter, never a number.</summary>
    public static bool AreNearlyEqual(string[] a, string[] b)
    {
        if (AreSameLetters(a, b)) return true;
        if (a.Length != b.Length) return false;
        var slips = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] == b[i]) continue;
            if (++slips > MostSlips || !AreSpellings(a[i], b[i])) return false;
        }

        return true;
    }

    /// <summary>What two nearly equal titles with the same number of words share: each word that may have no slip, and the first letter of every other.</summary>
    public static string Fixed(string[] words) => string.Join(' ', words.Select(word => MayHaveSlip(word) ? word[..1] : word));

    private static bool MayHaveSlip(string word) => word.Length >= LongWord && !word.Any(char.IsDigit);

    /// <summary>Equal but for where a word ends. Among ten thousand papers many titles begin alike, so it compares in place.</summary>
    private static bool AreSameLetters(string[] a, string[] b)
    {
        var (word, at) = (0, 0);
        foreach (var mine in a)
        {
            foreach (var letter in mine)
            {
                if (word == b.Length || b[word][at] != letter) return false;
                if (++at == b[word].Length) (word, at) = (word + 1, 0);
            }
        }

        return word == b.Length;
    }

    /// <summary>Equal enough for two records with the same DOI: one may lack the subtitle, or be a translation of some words.</summary>
    public static bool MayBeOne(string a, string b)
    {
        var (left, right) = (WordsOf(a), WordsOf(b));
        if (left.Length == 0 || right.Length == 0 || AreNearlyEqual(left, right)) return true;
        var (less, more) = left.Length <= right.Length ? (left, right) : (right, left);
        var shared = less.Count(word => more.Any(other => word == other || AreSpellings(word, other)));
        return shared * 5 >= less.Length * 3;
    }

    private static bool AreSpellings(string a, string b)
    {
        if (!MayHaveSlip(a) || !MayHaveSlip(b) || a[0] != b[0] || Math.Abs(a.Length - b.Length) > 1) return false;
        var (start, endA, endB) = (0, a.Length, b.Length);
        while (start < endA && start < endB && a[start] == b[start]) start++;
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1])
        {
            endA--;
            endB--;
        }

        return endA - start <= 1 && endB - start <= 1;
    }
}

internal sealed record KnownPaper(Reference Paper, string Id, string Where);

internal sealed class PaperMatches
{
    private readonly Dictionary<string, KnownPaper> _byNumber = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(string[] Words, KnownPaper Known)>> _byTitle = new(StringComparer.Ordinal);

    public void Add(KnownPaper known)
    {
        foreach (var (name, number) in NumbersOf(known.Paper)) _byNumber.TryAdd($"{name} {number}", known);
        var words = PaperTitle.WordsOf(known.Paper.Title);
        foreach (var key in KeysOf(words))
        {
            if (!_byTitle.TryGetValue(key, out var alike)) _byTitle[key] = alike = [];
            alike.Add((words, known));
        }
    }

    public IReadOnlyList<(string Name, KnownPaper Known)> ByNumber(Reference paper) =>
    [
        .. NumbersOf(paper).Select(number => (number.Name, Known: _byNumber.GetValueOrDefault($"{number.Name} {number.Value}")))
            .Where(found => found.Known is not null).Select(found => (found.Name, found.Known!)).DistinctBy(found => found.Item2.Id),
    ];

    /// <summary>A known paper with nearly the same title, author and year; and the name of a number in which they differ, if any.</summary>
    public (KnownPaper Known, string? Differs)? ByTitle(Reference paper)
    {
        var words = PaperTitle.WordsOf(paper.Title);
        (KnownPaper, string?)? other = null;
        foreach (var (theirs, known) in KeysOf(words).SelectMany(key => _byTitle.GetValueOrDefault(key, [])))
        {
            if (!PaperTitle.AreNearlyEqual(words, theirs) || !MayBeOne(paper, known.Paper, words)) continue;
            var differs = NumbersOf(paper).Where(number => NumbersOf(known.Paper).Any(its => its.Name == number.Name && !its.Value.Equals(number.Value, StringComparison.OrdinalIgnoreCase))).Select(number => number.Name).FirstOrDefault();
            if (differs is null) return (known, null);
            other = (known, differs);
        }

        return other;
    }

    private static bool MayBeOne(Reference a, Reference b, string[] words)
    {
        // A web page often has no author, a short title, and a new date each year.
        if (a.Url is { } here && b.Url is { } there && here.TrimEnd('/').Equals(there.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)) return true;
        if (a.Issued is { } one && b.Issued is { } two && Math.Abs(one.Year - two.Year) > 1) return false;
        if (FirstAuthor(a) is { } mine && FirstAuthor(b) is { } theirs) return mine == theirs || mine.EndsWith(theirs, StringComparison.Ordinal) || theirs.EndsWith(mine, StringComparison.Ordinal);
        return words.Sum(word => word.Length) >= PaperTitle.Telling;
    }

    private static string? FirstAuthor(Reference paper) =>
        paper.Authors.Count == 0 ? null : string.Concat(PaperTitle.WordsOf(AmaNames.FamilyOf(paper.Authors[0]) ?? paper.Authors[0].Literal ?? ""));

    private static IEnumerable<(string Name, string Value)> NumbersOf(Reference paper) =>
        new (string Name, string? Value)[]
        {
            // Also where references.json has them in a form that the site can't use, or in Zotero's notes.
            ("DOI", paper.Doi ?? PaperNumbers.Doi(paper.Text("DOI"))),
            ("PMID", paper.Pmid ?? PaperNumbers.Pmid(paper.Text("PMID")) ?? PaperNumbers.In(paper.Text("note") ?? "").Pmid),
            ("PMCID", paper.Pmcid ?? PaperNumbers.Pmcid(paper.Text("PMCID")) ?? PaperNumbers.In(paper.Text("note") ?? "").Pmcid),
        }.Where(number => number.Value is not null)!;

    /// <summary>Nearly equal titles share one of these: what no slip may change, or all letters.</summary>
    private static string[] KeysOf(string[] words) => words.Length == 0 ? [] : [$"fixed {PaperTitle.Fixed(words)}", $"letters {string.Concat(words)}"];
}
