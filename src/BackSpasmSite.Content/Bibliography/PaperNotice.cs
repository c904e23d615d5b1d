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
internal sealed record PaperStanding(PaperNotice? Retraction, PaperNotice? Concern, IReadOnlyList<PaperNotice> Others)
{
    public static PaperStanding Sound { get; } = new(null, null, []);

    /// <summary>
    /// A correction after a retraction does not undo it: only a reinstatement does, and only if it came later. Of notices of one day, or
    /// without a date, the retraction counts.
    /// </summary>
    public static PaperStanding Of(IEnumerable<PaperNotice> notices)
    {
        var all = notices.Distinct().OrderBy(notice => notice.Date).ToList();
        if (all.Count == 0) return Sound;
        var reinstated = all.Where(notice => notice.Kind == NoticeKind.Reinstatement).Max(notice => notice.Date);
        var retraction = Latest(NoticeKind.Retraction);
        var concern = retraction is null ? Latest(NoticeKind.ExpressionOfConcern) : null;
        return new PaperStanding(retraction, concern, [.. all.Where(notice => notice.Kind switch
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
