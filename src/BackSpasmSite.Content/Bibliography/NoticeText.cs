using System.Net;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>What readers are told of the notices on a paper.</summary>
internal static class NoticeText
{
    /// <summary>As HTML to stand on lines above the paper, with a link to each notice; empty if there is nothing to tell.</summary>
    public static string Html(Reference paper)
    {
        var standing = paper.Standing;
        if (ReferenceEquals(standing, PaperStanding.Sound)) return "";
        var warning = standing switch
        {
            { Retraction: { } retraction } => $"<strong>Retracted{On(retraction)}: do not rely on this paper.</strong>{Link(retraction, "retraction notice")} ",
            { Concern: { } concern } => $"<strong>In doubt: its journal published an expression of concern{On(concern)}.</strong>{Link(concern, "expression of concern")} ",
            _ => "",
        };
        return $"{warning}{string.Concat(standing.Others.Select(notice => $"{Sentence(notice)}.{Link(notice, Name(notice.Kind))} "))}<br>";
    }

    /// <summary>The same as plain text, for the notes of exported references; null if there is nothing to tell.</summary>
    public static string? Words(Reference paper)
    {
        var standing = paper.Standing;
        if (ReferenceEquals(standing, PaperStanding.Sound)) return null;
        var sentences = new List<string>();
        if (standing.Retraction is { } retraction) sentences.Add($"Retracted{On(retraction)}: do not rely on this paper{Address(retraction)}.");
        else if (standing.Concern is { } concern) sentences.Add($"In doubt: its journal published an expression of concern{On(concern)}{Address(concern)}.");
        sentences.AddRange(standing.Others.Select(notice => $"{Sentence(notice)}{Address(notice)}."));
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
