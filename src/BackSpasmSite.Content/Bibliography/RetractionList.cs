namespace BackSpasmSite.Content.Bibliography;

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

    public PaperStanding Of(Reference paper) => PaperStanding.Of(
        (paper.Doi is null ? [] : _byDoi[paper.Doi]).Concat(paper.Pmid is null ? [] : _byPmid[paper.Pmid]));
}
