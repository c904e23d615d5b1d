using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;
using BackSpasmSite.History;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Pages.Editor;

/// <summary>As a browser sends it, so everything may be missing or wrong.</summary>
internal sealed record PublicationForm
{
    /// <summary>Longer reasons belong into the article.</summary>
    public const int MostWords = 1000;

    /// <summary>The button: <c>publish</c>, <c>schedule</c>, <c>draft</c>, <c>withdraw</c> or <c>reinstate</c>.</summary>
    public string? Do { get; init; }

    /// <summary>Of the file that the page showed.</summary>
    public string? Hash { get; init; }

    /// <summary>From when a scheduled article is read.</summary>
    public string? Day { get; init; }

    /// <summary>Of a withdrawal, or of its end.</summary>
    public string? Date { get; init; }

    /// <summary>The reason, for readers.</summary>
    public string? Note { get; init; }

    /// <summary><c>yes</c> leaves the publication date as it is.</summary>
    public string? Keep { get; init; }

    /// <summary><c>yes</c> publishes despite errors that the editor has seen.</summary>
    public string? Anyway { get; init; }

    public bool KeepsDate
    {
        get => Keep == "yes";
        init => Keep = value ? "yes" : null;
    }

    private string Reason => LineText.Collapse(Note ?? "").Trim();

    /// <summary>Null if the button does not suit the article as it is now.</summary>
    public RevisionKind? KindFor(PublicationState state) => (Do, state) switch
    {
        ("publish", PublicationState.Draft or PublicationState.Scheduled) => RevisionKind.Published,
        ("schedule", PublicationState.Draft or PublicationState.Scheduled) => RevisionKind.Scheduled,
        ("draft", PublicationState.Scheduled or PublicationState.Published) => RevisionKind.BackToDraft,
        ("withdraw", PublicationState.Published) => RevisionKind.Withdrawn,
        ("reinstate", PublicationState.Withdrawn) => RevisionKind.Reinstated,
        _ => null,
    };

    public IReadOnlyList<ValidationError> Validate(RevisionKind kind, ArticleMetadata front, DateOnly today, string zone) => kind switch
    {
        RevisionKind.Scheduled => [.. ValidationError.Of("day", WrongDay(today, zone))],
        RevisionKind.Withdrawn or RevisionKind.Reinstated => [.. ValidationError.Of("date", WrongDate(front, today, zone)), .. ValidationError.Of("note", WrongReason(kind))],
        _ => [],
    };

    /// <exception cref="FormatException">The front matter can't be changed.</exception>
    public string Change(RevisionKind kind, string text, ArticleMetadata front, DateOnly today) => kind switch
    {
        RevisionKind.Published => PublicationEdit.Publish(text, KeepsDate && front.Published < today ? front.Published : today, front),
        RevisionKind.Scheduled => PublicationEdit.Publish(text, IsoDate.Parse(Day!.Trim())!.Value, front),
        RevisionKind.BackToDraft => PublicationEdit.BackToDraft(text),
        RevisionKind.Withdrawn => PublicationEdit.Withdraw(text, Withdrawal),
        _ => PublicationEdit.BringBack(text, Withdrawal),
    };

    private Withdrawal Withdrawal => new(IsoDate.Parse(Date!.Trim())!.Value, Reason);

    private string? WrongDay(DateOnly today, string zone) => IsoDate.Parse((Day ?? "").Trim()) switch
    {
        null => "Enter the day as year-month-day, such as 2026-12-01.",
        { } early when early <= today => $"Enter a day after today, which is {IsoDate.Of(today)} for this site (time zone {zone}). To publish the article today, use the button “Publish now”.",
        { } late when late > today.AddYears(1) => "The day is more than a year ahead. Is the year right?",
        _ => null,
    };

    private string? WrongDate(ArticleMetadata front, DateOnly today, string zone) => IsoDate.Parse((Date ?? "").Trim()) switch
    {
        null => $"Enter the date as year-month-day, such as {IsoDate.Of(today)}.",
        { } late when late > today => $"The date is in the future: for this site, today is {IsoDate.Of(today)} (time zone {zone}). Readers see the change at once, so it can’t be dated later.",
        { } early when early < front.Published => $"The date is before the article was published, on {IsoDate.Of(front.Published)}.",
        { } early when early < front.Withdrawn?.Date => $"The date is before the article was withdrawn, on {IsoDate.Of(front.Withdrawn.Date)}.",
        _ => null,
    };

    private string? WrongReason(RevisionKind kind) =>
        Reason.Length == 0 ? $"Say why the article {(kind is RevisionKind.Withdrawn ? "is withdrawn" : "is back")}. Readers see it."
        : ValidationError.TooLong("The reason", Reason, MostWords);
}
