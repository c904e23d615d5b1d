using System.Net;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>What a journal has published about one of its papers.</summary>
internal enum NoticeKind
{
    Correction,

    /// <summary>A Cochrane review was replaced by its next version, or withdrawn as out of date. It was not wrong.</summary>
    NewVersion,

    ExpressionOfConcern,
    Retraction,
    Reinstatement,
}

/// <param name="Date">The day of the notice; null if the file has none that can be read.</param>
/// <param name="Doi">The notice's own DOI.</param>
/// <param name="Pmid">The notice's own number in PubMed.</param>
internal sealed record PaperNotice(NoticeKind Kind, DateOnly? Date, string? Doi, string? Pmid)
{
    /// <summary>The notice itself; null if it has no address of its own.</summary>
    public string? Href => new ReferenceLinks(Doi is null ? null : ReferenceLinks.OfDoi(Doi), Pmid is null ? null : ReferenceLinks.OfPmid(Pmid), null, null).Best;
}

/// <summary>Whether a paper can still be relied on, from all notices on it.</summary>
/// <param name="Retraction">The retraction, if it stands.</param>
/// <param name="Concern">The expression of concern, if it stands and the paper is not retracted.</param>
/// <param name="Others">Everything else that readers are told: corrections, newer versions, and a retraction with its reinstatement.</param>
internal sealed record PaperStatus(PaperNotice? Retraction, PaperNotice? Concern, IReadOnlyList<PaperNotice> Others)
{
    public static PaperStatus Sound { get; } = new(null, null, []);

    /// <summary>
    /// A correction after a retraction does not undo it: only a reinstatement does, and only if it came later. Of notices of one day, or
    /// without a date, the retraction counts.
    /// </summary>
    public static PaperStatus Of(IEnumerable<PaperNotice> notices)
    {
        var all = notices.Distinct().OrderBy(notice => notice.Date).ToList();
        if (all.Count == 0) return Sound;
        var reinstated = all.Where(notice => notice.Kind == NoticeKind.Reinstatement).Max(notice => notice.Date);
        var retraction = Latest(NoticeKind.Retraction);
        var concern = retraction is null ? Latest(NoticeKind.ExpressionOfConcern) : null;
        return new PaperStatus(retraction, concern, [.. all.Where(notice => notice.Kind switch
        {
            NoticeKind.Retraction => retraction is null,
            NoticeKind.Reinstatement => retraction is null,
            NoticeKind.ExpressionOfConcern => false,
            _ => true,
        })]);

        PaperNotice? Latest(NoticeKind kind) =>
            all.LastOrDefault(notice => notice.Kind == kind && (notice.Date is null || reinstated is null || notice.Date >= reinstated));
    }

    /// <summary>A word for the mark beside each citation, such as “retracted”; null if the paper needs none.</summary>
    public string? Mark => Retraction is not null ? "retracted" : Concern is not null ? "in doubt" : null;
}

/// <summary>The notices on papers in <c>retractions.csv</c>, found by the paper's DOI or PMID.</summary>
/// <param name="rows">A notice with the identifiers of the paper it is about.</param>
/// <param name="isWhole">False if the end of the file could not be read.</param>
internal sealed class RetractionList(IReadOnlyList<(string? Doi, string? Pmid, PaperNotice Notice)> rows, bool isWhole = true)
{
    private readonly ILookup<string, PaperNotice> _byDoi = rows.Where(row => row.Doi is not null).ToLookup(row => row.Doi!, row => row.Notice, StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, PaperNotice> _byPmid = rows.Where(row => row.Pmid is not null).ToLookup(row => row.Pmid!, row => row.Notice, StringComparer.Ordinal);

    public static RetractionList Empty { get; } = new([]);

    public bool IsEmpty => Rows.Count == 0;

    private IReadOnlyList<(string? Doi, string? Pmid, PaperNotice Notice)> Rows { get; } = rows;

    /// <summary>Keeps what was known before if the newest file is cut off: a retraction does not go away by a mistake in a file.</summary>
    public RetractionList With(RetractionList before) => isWhole ? this : new([.. Rows.Union(before.Rows)], isWhole: false);

    public PaperStatus Of(Reference paper) => PaperStatus.Of(
        (paper.Doi is null ? [] : _byDoi[paper.Doi]).Concat(paper.Pmid is null ? [] : _byPmid[paper.Pmid]));
}

/// <summary>What readers are told of the notices on a paper.</summary>
internal static class NoticeText
{
    /// <summary>As HTML to stand on lines above the paper, with a link to each notice; empty if there is nothing to tell.</summary>
    public static string Html(Reference paper)
    {
        var status = paper.Status;
        if (ReferenceEquals(status, PaperStatus.Sound)) return "";
        var warning = status switch
        {
            { Retraction: { } retraction } => $"<strong>Retracted{On(retraction)}: do not rely on this paper.</strong>{Link(retraction, "retraction notice")} ",
            { Concern: { } concern } => $"<strong>In doubt: its journal published an expression of concern{On(concern)}.</strong>{Link(concern, "expression of concern")} ",
            _ => "",
        };
        return $"{warning}{string.Concat(status.Others.Select(notice => $"{Sentence(notice)}.{Link(notice, Name(notice.Kind))} "))}<br>";
    }

    /// <summary>The same as plain text, for the notes of exported references; null if there is nothing to tell.</summary>
    public static string? Words(Reference paper)
    {
        var status = paper.Status;
        if (ReferenceEquals(status, PaperStatus.Sound)) return null;
        var sentences = new List<string>();
        if (status.Retraction is { } retraction) sentences.Add($"Retracted{On(retraction)}: do not rely on this paper{Address(retraction)}.");
        else if (status.Concern is { } concern) sentences.Add($"In doubt: its journal published an expression of concern{On(concern)}{Address(concern)}.");
        sentences.AddRange(status.Others.Select(notice => $"{Sentence(notice)}{Address(notice)}."));
        return string.Join(' ', sentences);

        static string Address(PaperNotice notice) => notice.Href is { } href ? $" ({href})" : "";
    }

    private static string Sentence(PaperNotice notice) => notice.Kind switch
    {
        NoticeKind.Correction => $"Corrected{On(notice)}",
        NoticeKind.NewVersion => $"No longer the current version{(notice.Date is null ? "" : $" since {Day(notice)}")}",
        NoticeKind.Reinstatement => $"Reinstated{On(notice)}",
        _ => $"Retracted{On(notice)}",
    };

    /// <summary>Such as “retraction”.</summary>
    public static string Name(NoticeKind kind) => kind switch
    {
        NoticeKind.Correction => "correction",
        NoticeKind.NewVersion => "newer version",
        NoticeKind.ExpressionOfConcern => "expression of concern",
        NoticeKind.Reinstatement => "reinstatement",
        _ => "retraction",
    };

    /// <summary>Such as “ on 3 Mar 2021”; empty without a date.</summary>
    public static string On(PaperNotice notice) => notice.Date is null ? "" : $" on {Day(notice)}";

    private static string Day(PaperNotice notice) => notice.Date!.Value.ToString("d MMM yyyy");

    private static string Link(PaperNotice notice, string name) => notice.Href is { } href ? $" <a href=\"{WebUtility.HtmlEncode(href)}\">Read the {name}</a>." : "";
}
