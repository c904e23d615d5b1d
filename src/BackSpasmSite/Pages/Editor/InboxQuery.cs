using BackSpasmSite.Content;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.WebUtilities;

namespace BackSpasmSite.Pages.Editor;

/// <summary>As typed.</summary>
internal sealed record InboxQuery
{
    public const string All = "all";
    public const string Waiting = "waiting";

    /// <summary>A state, <see cref="All"/>, <see cref="Waiting"/>, or empty: the reports that are waiting or, with words to search for, all.</summary>
    public string State { get; init; } = "";
    public string Concern { get; init; } = "";
    public string Article { get; init; } = "";
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public string Words { get; init; } = "";

    /// <summary><see cref="Filter"/> leaves out invalid parts.</summary>
    public IReadOnlyList<ValidationError> Errors =>
    [
        .. If(State is not ("" or All or Waiting) && ReportStates.Parse(State) is null, "state", $"There is no state “{State}”."),
        .. If(Concern.Length > 0 && Concerns.Parse(Concern) is null, "concern", $"There is no concern “{Concern}”."),
        .. If(From.Length > 0 && IsoDate.Parse(From) is null, "from", "Enter the first day like this: 2026-11-22."),
        .. If(To.Length > 0 && IsoDate.Parse(To) is null, "to", "Enter the last day like this: 2026-11-22."),
    ];

    public QueueFilter Filter => new()
    {
        States = State == All || (State.Length == 0 && Words.Length > 0) ? ReportStates.All : ReportStates.Parse(State) is { } state ? [state] : ReportStates.Queue,
        Concern = Concerns.Parse(Concern),
        Article = Article.Length > 0 ? Article : null,
        From = IsoDate.Parse(From),
        To = IsoDate.Parse(To),
        Words = Words,
    };

    public bool IsNarrowed => this != new InboxQuery { State = State };

    public static InboxQuery Of(IQueryCollection query)
    {
        return new InboxQuery { State = Value("state"), Concern = Value("concern"), Article = Value("article"), From = Value("from"), To = Value("to"), Words = Value("q") };

        // If a name occurs twice, the last value counts.
        string Value(string name) => query[name] is [.., { } value] ? value.Trim() : "";
    }

    /// <param name="path">Another page, which keeps the filter so that its links lead back to the same list.</param>
    /// <param name="marked">The bulk change to show a notice about.</param>
    /// <param name="leftOut">How many harmful reports the notice has to mention.</param>
    public string Address(int page = 1, Guid? marked = null, string? handler = null, int leftOut = 0, string path = "/editor") => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["state"] = Given(State),
        ["concern"] = Given(Concern),
        ["article"] = Given(Article),
        ["from"] = Given(From),
        ["to"] = Given(To),
        ["q"] = Given(Words),
        ["page"] = page == 1 ? null : page.ToString(),
        ["marked"] = marked?.ToString(),
        ["harmful"] = leftOut == 0 ? null : leftOut.ToString(),
        ["handler"] = handler,
    }.Where(field => field.Value is not null));

    private static ValidationError[] If(bool mistaken, string field, string words) => mistaken ? [new ValidationError(field, words)] : [];

    private static string? Given(string value) => value.Length > 0 ? value : null;
}
